"""Why a reflection is not kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JournalReason(models.TextChoices):
    NOT_ASKED = "not_asked", _("This reflection is not asked any more. What you wrote before is in your journal.")
    CHANGED_ELSEWHERE = (
        "changed_elsewhere",
        _(
            "You have changed this entry in another window. Your text is still in the field: compare both, then keep "
            "it again."
        ),
    )
