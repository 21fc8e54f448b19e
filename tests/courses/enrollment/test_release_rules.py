from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from courses.enrollment.rules import (
    Condition,
    Release,
    Step,
    Waiting,
    condition_of,
    first_day_of,
    is_met,
    locked_forever,
    moment_of,
    released,
    still_to_do,
)
from courses.enrollment.states import EnrollmentReason, ReleaseKind

A, B, C, D = (UUID(int=number) for number in range(1, 5))
OUTLINE = [Step(A, True, True), Step(B, False, False), Step(C, True, False), Step(D, True, True)]
ENROLLED = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)  # the 25th in Tehran
NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("release", "starts_on", "zone", "moment"),
    [
        (Release("free"), date(2026, 12, 1), "UTC", None),
        (Release("order"), date(2026, 12, 1), "UTC", None),
        (Release("date", opens_on=date(2026, 12, 3)), None, "Asia/Tehran", datetime(2026, 12, 2, 20, 30, tzinfo=UTC)),
        (Release("days", days=0), date(2026, 12, 1), "UTC", datetime(2026, 12, 1, tzinfo=UTC)),
        (Release("days", days=31), date(2026, 12, 1), "UTC", datetime(2027, 1, 1, tzinfo=UTC)),
        (Release("days", days=7), None, "Asia/Tehran", datetime(2026, 12, 1, 20, 30, tzinfo=UTC)),
        (Release("days", days=7), None, "UTC", datetime(2026, 12, 1, tzinfo=UTC)),
        # The clocks go forward in between: the day still begins at its own midnight.
        (Release("days", days=7), date(2026, 3, 25), "Europe/Berlin", datetime(2026, 3, 31, 22, tzinfo=UTC)),
        # In Cairo the clocks went from 00:00 to 01:00 on that day: it began with the change.
        (Release("date", opens_on=date(2026, 4, 24)), None, "Africa/Cairo", datetime(2026, 4, 23, 22, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_moment_of_a_release_is_the_beginning_of_its_day_where_the_cohort_is(
    release: Release, starts_on: date | None, zone: str, moment: datetime | None
) -> None:
    assert moment_of(release, starts_on=starts_on, enrolled_at=ENROLLED, zone=ZoneInfo(zone)) == moment


def test_first_day_of_days_without_a_beginning_is_not_known() -> None:
    assert first_day_of(Release("days", days=3), None) is None
    assert first_day_of(Release("days", days=3), date(2026, 12, 30)) == date(2027, 1, 2)


@pytest.mark.parametrize(
    ("release", "key", "condition"),
    [
        (Release("free"), D, None),
        (Release("order"), A, None),
        (Release("order"), B, Condition((A,), 1)),
        (Release("order"), D, Condition((A, C), 2)),
        (Release("modules", after=(C, A), needed=1), D, Condition((A, C), 1)),
        (Release("modules", after=(A, UUID(int=9)), needed=2), D, Condition((A,), 1)),
        (Release("modules", after=(UUID(int=9),), needed=1), D, None),
        (Release("modules", after=(D, A), needed=2), D, Condition((A,), 1)),
        (Release("score", after=(A,), minimum=60), D, Condition((A,), 1, 60)),
        (Release("score", after=(C,), minimum=60), D, None),
    ],
)
def test_condition_asks_only_for_what_is_published_and_can_be_done(
    release: Release, key: UUID, condition: Condition | None
) -> None:
    assert condition_of(release, key, OUTLINE) == condition


def decide(**facts: Any) -> Any:
    known = {"release": Release("free"), "condition": None, "at": None, "opened": False, "now": NOON}
    return released(**{**known, **facts})


def test_release_by_date_opens_with_its_moment_and_not_before() -> None:
    refused = decide(at=datetime(2026, 12, 3, 12, 0, 1, tzinfo=UTC))
    assert (refused.ok, refused.reason, refused.when) == (
        False,
        "not_released",
        datetime(2026, 12, 3, 12, 0, 1, tzinfo=UTC),
    )
    assert decide(at=NOON).ok


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (ReleaseKind.ORDER, EnrollmentReason.MODULES_FIRST),
        (ReleaseKind.MODULES, EnrollmentReason.MODULES_FIRST),
        (ReleaseKind.SCORE, EnrollmentReason.SCORE_FIRST),
    ],
)
def test_release_by_what_is_done_waits_with_its_condition(kind: str, reason: str) -> None:
    condition = Condition((A,), 1)
    decision = decide(release=Release(kind), condition=condition)
    assert isinstance(decision, Waiting)
    assert (decision.ok, decision.reason, decision.condition) == (False, reason, condition)


def test_what_was_opened_once_is_open_whatever_the_schedule_says() -> None:
    late = datetime(2027, 1, 1, tzinfo=UTC)
    assert decide(release=Release("order"), condition=Condition((A,), 1), at=late, opened=True).ok


@pytest.mark.parametrize(
    ("condition", "completed", "scores", "left"),
    [
        (Condition((A, C), 2), {A, B}, {}, Condition((C,), 1)),
        (Condition((A, C), 2), set(), {}, Condition((A,), 1)),
        (Condition((A, C), 2), {A, C}, {}, None),
        (Condition((A, B, C), 2), {B}, {}, Condition((A, C), 1)),
        (Condition((A, B, C), 2), set(), {}, Condition((A, B, C), 2)),
        (Condition((A, B, C), 1), {C}, {}, None),
        (Condition((A,), 1, 60), {A}, {A: Fraction(599, 10)}, Condition((A,), 1, 60)),
        (Condition((A,), 1, 60), set(), {A: Fraction(60)}, None),
        (Condition((A,), 1, 60), {A}, {}, Condition((A,), 1, 60)),
    ],
)
def test_what_is_left_of_a_condition_names_what_to_do_next(
    condition: Condition, completed: set[UUID], scores: dict[UUID, Fraction], left: Condition | None
) -> None:
    assert still_to_do(condition, completed, scores) == left
    assert is_met(condition, completed, scores) == (left is None)


@pytest.mark.parametrize(
    ("conditions", "forever"),
    [
        ({A: None, B: Condition((A,), 1), C: Condition((A, B), 2)}, set()),
        ({A: Condition((B,), 1), B: Condition((A,), 1), C: None}, {A, B}),
        ({A: None, B: Condition((C,), 1), C: Condition((B, A), 1)}, set()),
        ({A: None, B: Condition((C,), 1), C: Condition((B, A), 2)}, {B, C}),
        ({A: Condition((C,), 1), B: Condition((A,), 1), C: Condition((B,), 1, 60)}, {A, B, C}),
    ],
)
def test_modules_that_wait_for_each_other_are_locked_forever(
    conditions: dict[UUID, Condition | None], forever: set[UUID]
) -> None:
    assert locked_forever(conditions) == forever
