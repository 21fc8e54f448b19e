"""How far an activity is, who may not finish, and how strong a picture shows a share. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from .states import ActivityState, RiskKind

SLACK = 1  # module that one may be behind an even pace


def activity_state(*, recorded: bool, completed: bool) -> ActivityState:
    """`recorded`: something was done in it."""
    if completed:
        return ActivityState.DONE
    return ActivityState.BEGUN if recorded else ActivityState.OPEN


def modules_due(*, required: int, starts_at: datetime | None, ends_at: datetime | None, now: datetime) -> int:
    """How many of the required modules would be done by now at an even pace between the first and the last day, rounded
    down; 0 for a cohort without both days. All moments are aware."""
    if starts_at is None or ends_at is None or now <= starts_at:
        return 0
    return int(required * min((now - starts_at) / (ends_at - starts_at), 1))


@dataclass(frozen=True)
class RiskFacts:
    """One learner who has not completed the course, in a cohort that runs. `since` is the last activity, else the
    enrollment or the first day of the cohort, whichever is later; `failed` graded activities were tried and not
    passed."""

    now: datetime
    since: datetime
    done: int
    due: int
    failed: int


@dataclass(frozen=True)
class Risk:
    kind: RiskKind
    numbers: Mapping[str, int]


def risks(facts: RiskFacts, silence: int) -> list[Risk]:
    """All reasons to ask after somebody; `silence` is a number of days."""
    found = []
    if facts.now - facts.since > timedelta(days=silence):
        found.append(Risk(RiskKind.QUIET, {"days": (facts.now - facts.since).days}))
    if facts.done < facts.due - SLACK:
        found.append(Risk(RiskKind.BEHIND, {"done": facts.done, "due": facts.due}))
    if facts.failed:
        found.append(Risk(RiskKind.FAILING, {"number": facts.failed}))
    return found


def percent_of(part: int, whole: int) -> int:
    """Rounded down; 0 of nothing."""
    return 100 * part // whole if whole else 0


def heat(percent: int) -> int:
    """How strong a share is drawn, in fifths: 0 for nothing, 5 for more than four fifths."""
    return ceil(percent / 20)
