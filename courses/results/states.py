"""How an activity stands with a learner, how she stands in the gradebook, and in which order it lists people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityState(models.TextChoices):
    DONE = "done", _("Done")
    BEGUN = "begun", _("Begun")
    OPEN = "open", _("Not begun")


class LearnerState(models.TextChoices):
    """Whom the gradebook lists."""

    LEARNING = "learning", _("On the way")
    COMPLETED = "completed", _("Completed")
    NOT_BEGUN = "not_begun", _("Not begun")
    LEFT = "left", _("Left the cohort")


class GradebookOrder(models.TextChoices):
    NAME = "name", _("Name")
    MODULES = "modules", _("Most modules first")
    ACTIVITY = "activity", _("Latest activity first")


class RiskKind(models.TextChoices):
    """Why somebody may not finish; %(…)s are written numbers."""

    QUIET = "quiet", _("has done nothing for %(days)s days")
    BEHIND = "behind", _("has %(done)s of %(due)s modules that would be done by now at an even pace")
    FAILING = "failing", _("has tried without passing: %(number)s")


class FunnelStep(models.TextChoices):
    ENROLLED = "enrolled", _("Enrolled")
    BEGUN = "begun", _("Have begun")
    HALF = "half", _("Have half of the modules")
    COMPLETED = "completed", _("Have completed the course")
