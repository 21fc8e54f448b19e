"""How an activity stands with a learner, how she stands in the gradebook, and in which order it lists people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityState(models.TextChoices):
    DONE = "done", _("Done")
    BEGUN = "begun", _("Begun")
    OPEN = "open", _("Open")


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
