"""Where the evidence of an activity comes from, and what is reached in a course."""

from django.db import models
from django.utils.translation import gettext_lazy as _

READING = "reading"  # the slug of what every module asks for: reading its text


class EvidenceSource(models.TextChoices):
    SERVER = "server", _("checked by the server")
    STAFF = "staff", _("checked by staff")
    LEARNER = "learner", _("told by the learner")


class GradeChangeKind(models.TextChoices):
    """How a grade changed without an act of its learner."""

    OVERRIDE = "override", _("set by the organizers")
    TAKEN_BACK = "taken_back", _("set back to what the learner reached")
    REGRADE = "regrade", _("judged anew")


class GradeReason(models.TextChoices):
    """Why a grade is not changed."""

    NOT_AN_ACTIVITY = "not_an_activity", _("This activity is not part of the module.")
    NOTHING_CHANGES = "nothing_changes", _("That is how it is already: give points, or let it count as done.")
    NO_OVERRIDE = "no_override", _("The organizers have not set this grade, or have taken that back already.")


class Achievement(models.TextChoices):
    """What one act of a learner brought to its end."""

    MODULE = "module", _("You have completed this module.")
    COURSE = "course", _("Congratulations: you have completed the course.")


class CompletionLevel(models.TextChoices):
    """What one can reach in a course; a certificate is given for completing it."""

    PARTICIPATION = "participation", _("Participation")
    COMPLETION = "completion", _("Completion")


class CourseState(models.TextChoices):
    """How a visitor stands with a course, as lists of courses tell it."""

    COMPLETED = "completed", _("Completed")
    IN_PROGRESS = "in_progress", _("In progress")
    ENROLLED = "enrolled", _("Enrolled")
    OPEN = "open", _("Open for enrollment")
    OPENS = "opens", _("Opens soon")
    FULL = "full", _("All seats are taken")


class DateKind(models.TextChoices):
    """What happens to a learner's course on a day to come."""

    STARTS = "starts", _("The modules open")
    OPENS = "opens", _("A module opens")
    ENDS = "ends", _("Last day")
