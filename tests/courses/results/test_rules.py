from datetime import UTC, datetime, timedelta

import pytest

from courses.results.rules import Risk, RiskFacts, activity_state, heat, modules_due, percent_of, risks
from courses.results.states import ActivityState, RiskKind

NOW = datetime(2027, 3, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("recorded", "completed", "state"),
    [
        (False, False, ActivityState.OPEN),
        (True, False, ActivityState.BEGUN),
        (True, True, ActivityState.DONE),
    ],
)
def test_activity_state(recorded: bool, completed: bool, state: ActivityState) -> None:
    assert activity_state(recorded=recorded, completed=completed) == state


@pytest.mark.parametrize(("days_gone", "due"), [(-1, 0), (0, 0), (2, 0), (3, 1), (15, 6), (29, 11), (30, 12), (40, 12)])
def test_modules_due_at_an_even_pace(days_gone: int, due: int) -> None:
    start = NOW - days_gone * DAY
    assert modules_due(required=12, starts_at=start, ends_at=start + 30 * DAY, now=NOW) == due


@pytest.mark.parametrize(("starts_at", "ends_at"), [(None, NOW + DAY), (NOW - DAY, None), (None, None)])
def test_no_module_is_due_in_a_cohort_without_first_or_last_day(
    starts_at: datetime | None, ends_at: datetime | None
) -> None:
    assert modules_due(required=12, starts_at=starts_at, ends_at=ends_at, now=NOW) == 0


def facts(**given: object) -> RiskFacts:
    calm: dict[str, object] = {"now": NOW, "since": NOW - 14 * DAY, "done": 3, "due": 4, "failed": 0}
    return RiskFacts(**(calm | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, []),
        ({"since": NOW - 14 * DAY - timedelta(seconds=1)}, [Risk(RiskKind.QUIET, {"days": 14})]),
        ({"since": NOW - 20 * DAY}, [Risk(RiskKind.QUIET, {"days": 20})]),
        ({"due": 5}, [Risk(RiskKind.BEHIND, {"done": 3, "due": 5})]),
        ({"failed": 2}, [Risk(RiskKind.FAILING, {"number": 2})]),
    ],
)
def test_risks_say_why(given: dict[str, object], found: list[Risk]) -> None:
    assert risks(facts(**given), silence=14) == found


def test_risks_name_every_reason() -> None:
    kinds = [risk.kind for risk in risks(facts(since=NOW - 30 * DAY, done=0, failed=1), silence=14)]
    assert kinds == [RiskKind.QUIET, RiskKind.BEHIND, RiskKind.FAILING]


@pytest.mark.parametrize(("part", "whole", "percent"), [(0, 0, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100)])
def test_percent_is_rounded_down(part: int, whole: int, percent: int) -> None:
    assert percent_of(part, whole) == percent


@pytest.mark.parametrize(("percent", "level"), [(0, 0), (1, 1), (20, 1), (21, 2), (60, 3), (80, 4), (81, 5), (100, 5)])
def test_heat_is_counted_in_fifths(percent: int, level: int) -> None:
    assert heat(percent) == level
