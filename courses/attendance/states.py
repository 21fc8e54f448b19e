"""Who came to a session, and why that cannot be written down."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Presence(models.TextChoices):
    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Absent")


class AttendanceReason(models.TextChoices):
    """Why attendance cannot be recorded."""

    NOT_BEGUN = "not_begun", _("The session has not begun yet.")
    NOT_ENROLLED = "not_enrolled", _("This learner does not take part in the cohort of the session.")
    CORRECTION_WITHOUT_REASON = (
        "correction_without_reason",
        _("Say why the attendance that was recorded before is changed."),
    )
