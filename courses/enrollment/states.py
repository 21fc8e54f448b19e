"""States of an enrollment, the table of moves, and the reasons rules give."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EnrollmentState(models.TextChoices):
    ACTIVE = "active", _("Enrolled")
    WITHDRAWN = "withdrawn", _("Withdrawn")


HOLDING_SEAT = frozenset({EnrollmentState.ACTIVE})

MOVES = frozenset(
    {
        (None, EnrollmentState.ACTIVE),
        (EnrollmentState.ACTIVE, EnrollmentState.WITHDRAWN),
        (EnrollmentState.WITHDRAWN, EnrollmentState.ACTIVE),
    }
)


class EnrollmentReason(models.TextChoices):
    """Why one cannot enroll, open a module, or store a cohort."""

    ALREADY_ENROLLED = "already_enrolled", _("You are enrolled in this cohort.")
    NOT_PUBLISHED = "not_published", _("This course is not published at the moment.")
    MODULE_NOT_PUBLISHED = "module_not_published", _("This module is not published at the moment.")
    NOTHING_TO_READ = "nothing_to_read", _("No module of this course can be read at the moment.")
    NOT_OPEN_YET = "not_open_yet", _("Enrollment has not opened yet.")
    CLOSED = "closed", _("Enrollment has closed.")
    COHORT_ENDED = "cohort_ended", _("This cohort has ended.")
    FULL = "full", _("All seats are taken.")
    SIGN_IN = "sign_in", _("Sign in to continue.")
    NOT_ENROLLED = "not_enrolled", _("This module is for people enrolled in the course.")
    WITHDRAWN = "withdrawn", _("You have withdrawn from this cohort.")
    SEATS_BELOW_TAKEN = (
        "seats_below_taken",
        _("More seats are taken than that. Allow more seats, or ask people to withdraw first."),
    )
    COURSE_HAS_ENROLLMENTS = (
        "course_has_enrollments",
        _("People are enrolled in this cohort; its course cannot change. Make a new cohort for the other course."),
    )
    NOT_STARTED = "not_started", _("Your cohort has not started yet.")
