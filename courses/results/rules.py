"""How far an activity is. Pure."""

from .states import ActivityState


def activity_state(*, recorded: bool, completed: bool) -> ActivityState:
    """`recorded`: something was done in it."""
    if completed:
        return ActivityState.DONE
    return ActivityState.BEGUN if recorded else ActivityState.OPEN
