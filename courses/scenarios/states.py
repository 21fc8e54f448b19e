"""States of a playthrough, why an act in it is refused, and what can be wrong in a scenario."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlayState(models.TextChoices):
    OPEN = "open", _("In progress")
    ENDED = "ended", _("Ending reached")


class PlayReason(models.TextChoices):
    SCENARIO_UNAVAILABLE = "scenario_unavailable", _("This scenario is not available at the moment.")
    STEP_TAKEN = (
        "step_taken",
        _("You had already taken this step. Nothing was changed: go on from where you are now."),
    )
    CHOICE_NOT_OPEN = "choice_not_open", _("This choice is not open to you here. Choose one of those below.")
    NOT_ENDED = "not_ended", _("You can look back on this scenario when you have reached an ending.")


class ConditionTest(models.TextChoices):
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")


class FaultKind(models.TextChoices):
    """What keeps a scenario from being published; %(name)s is a short name that the editor typed."""

    NAME_TAKEN = "name_taken", _("The short name “%(name)s” is given twice.")
    UNKNOWN_TARGET = "unknown_target", _("There is no situation and no ending with the short name “%(name)s”.")
    UNKNOWN_ENDING = "unknown_ending", _("There is no ending with the short name “%(name)s”.")
    UNKNOWN_SCORE = "unknown_score", _("There is no score with the short name “%(name)s”.")
    NO_OTHERWISE = "no_otherwise", _("Say which ending is reached when the conditions are not met.")
    CIRCULAR = "circular", _("The endings refer to each other in a circle: one of them needs to be without conditions.")
    UNREACHABLE = "unreachable", _("No way from the beginning leads to “%(name)s”.")
    DEAD_END = (
        "dead_end",
        _(
            "With some scores no choice is open here. Give one choice no condition, or let the conditions cover all "
            "scores."
        ),
    )
    NO_ENDING = "no_ending", _("No ending can be reached from the first situation.")
    NO_EXIT = "no_exit", _("Who comes here may never reach an ending: each way out leads back or asks for scores.")
