"""States of an enrollment, the table of moves, how modules open, and the reasons rules give."""

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


class ReleaseKind(models.TextChoices):
    """When a module opens to the learners of a cohort."""

    FREE = "free", _("With the cohort")
    ORDER = "order", _("After the required modules before it")
    DATE = "date", _("On a day")
    DAYS = "days", _("Some days after the start")
    MODULES = "modules", _("After other modules are completed")
    SCORE = "score", _("After a score in another module")


class OpeningSource(models.TextChoices):
    """Why a module is open to a learner whatever its schedule says."""

    EARNED = "earned", _("Earned")
    STAFF = "staff", _("Opened by staff")


class OpeningAct(models.TextChoices):
    """What staff did to one learner's access to a module."""

    OPENED = "opened", _("Opened")
    TAKEN_BACK = "taken_back", _("Taken back")


class EnrollmentReason(models.TextChoices):
    """Why one cannot enroll, open a module, or store a cohort or its schedule."""

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
    NOT_RELEASED = "not_released", _("This module is not open yet.")
    MODULES_FIRST = "modules_first", _("This module opens when you have completed others.")
    SCORE_FIRST = "score_first", _("This module opens when you have reached a score in another one.")
    OPEN_ALREADY = "open_already", _("This module is open to the learner already.")
    NOT_OPENED_BY_STAFF = "not_opened_by_staff", _("Nobody opened this module to the learner, or it was earned since.")
    LOCKED_FOREVER = "locked_forever", _("This module can never open: it waits for modules that wait for it.")
    NO_SCORE_THERE = "no_score_there", _("Nothing in the chosen module gives points. Choose one with a quiz.")
    OTHER_COURSE = "other_course", _("That cohort is one of another course.")


BEFORE_OPENING = frozenset(
    {
        EnrollmentReason.NOT_STARTED,
        EnrollmentReason.NOT_RELEASED,
        EnrollmentReason.MODULES_FIRST,
        EnrollmentReason.SCORE_FIRST,
    }
)
