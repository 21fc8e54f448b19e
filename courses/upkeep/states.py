"""What is looked for in a published page, and in the runs of a course."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FindingKind(models.TextChoices):
    KEY_FACT = "key_fact", _("Key fact")
    PICTURE = "picture", _("Picture without a description")
    PAGE_LINK = "page_link", _("Link to a page")
    DOCUMENT_LINK = "document_link", _("Link to a document")


LINKS = frozenset({FindingKind.PAGE_LINK, FindingKind.DOCUMENT_LINK})


class RunOutlook(models.TextChoices):
    RUNNING = "running", _("Running now")
    SOON = "soon", _("Starts soon")
    NONE = "none", _("None running or planned")
