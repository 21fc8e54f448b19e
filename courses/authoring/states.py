"""What can be wrong with an outline."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutlineReason(models.TextChoices):
    """Why an outline cannot be made into modules; `line` and `most` are filled in by the problem."""

    NO_MODULE = "no_module", _("Write at least one module.")
    TOO_MANY_MODULES = "too_many_modules", _("Line %(line)s: an outline has at most %(most)s modules.")
    NO_TITLE = "no_title", _("Line %(line)s: write a title in letters.")
    TITLE_TOO_LONG = "title_too_long", _("Line %(line)s: a title has at most %(most)s characters.")
    HEADING_TOO_LONG = "heading_too_long", _("Line %(line)s: a section heading has at most %(most)s characters.")
    WORKLOAD_OUT_OF_RANGE = (
        "workload_out_of_range",
        _("Line %(line)s: the workload is between one minute and %(most)s hours."),
    )
