"""States of an attempt and the reasons for which one cannot be made."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptState(models.TextChoices):
    OPEN = "open", _("In progress")
    SUBMITTED = "submitted", _("Handed in")


class AttemptReason(models.TextChoices):
    NO_ATTEMPTS_LEFT = "no_attempts_left", _("You have used all your attempts at this quiz.")
    QUIZ_UNAVAILABLE = "quiz_unavailable", _("This quiz is not available at the moment.")
    MODULE_CLOSED = (
        "module_closed",
        _("The module is not open to this learner at the moment: another attempt could not be used."),
    )
    ATTEMPTS_LEFT = "attempts_left", _("There are still attempts left at this quiz.")
    ALREADY_SUBMITTED = "already_submitted", _("This attempt was handed in already.")
