from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from courses.decisions import ALLOWED, Decision, refused
from courses.enrollment.rules import (
    EnrollmentFacts,
    ModuleAccessFacts,
    best_outlook,
    may_enroll,
    may_open_module,
    may_withdraw,
)
from courses.enrollment.states import EnrollmentReason, EnrollmentState

NOW = datetime(2026, 3, 21, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
OPEN = EnrollmentFacts(
    now=NOW,
    state=None,
    published=True,
    readable=True,
    opens_at=None,
    closes_at=None,
    ends_at=None,
    seats=None,
    seats_taken=0,
)
INSIDE = ModuleAccessFacts(
    now=NOW,
    signed_in=True,
    staff=False,
    published=True,
    state=EnrollmentState.ACTIVE,
    starts_at=None,
    ends_at=None,
    completed=False,
)
STRANGER = {"signed_in": False, "state": None}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"state": EnrollmentState.ACTIVE}, EnrollmentReason.ALREADY_ENROLLED),
        ({"state": EnrollmentState.WITHDRAWN}, ""),
        ({"published": False}, EnrollmentReason.NOT_PUBLISHED),
        ({"published": False, "readable": False}, EnrollmentReason.NOT_PUBLISHED),
        ({"readable": False}, EnrollmentReason.NOTHING_TO_READ),
        ({"readable": False, "state": EnrollmentState.WITHDRAWN}, EnrollmentReason.NOTHING_TO_READ),
        ({"readable": False, "state": EnrollmentState.ACTIVE}, EnrollmentReason.ALREADY_ENROLLED),
        ({"opens_at": NOW + SECOND}, EnrollmentReason.NOT_OPEN_YET),
        ({"opens_at": NOW}, ""),
        ({"closes_at": NOW}, EnrollmentReason.CLOSED),
        ({"closes_at": NOW + SECOND}, ""),
        ({"ends_at": NOW}, EnrollmentReason.COHORT_ENDED),
        ({"ends_at": NOW + SECOND}, ""),
        ({"seats": 20, "seats_taken": 19}, ""),
        ({"seats": 20, "seats_taken": 20}, EnrollmentReason.FULL),
        ({"seats": 0}, EnrollmentReason.FULL),
        ({"state": EnrollmentState.WITHDRAWN, "seats": 1, "seats_taken": 1}, EnrollmentReason.FULL),
    ],
)
def test_may_enroll_for_each_edge_gives_its_reason(change: dict[str, object], reason: str) -> None:
    decision = may_enroll(replace(OPEN, **change))
    assert (decision.ok, decision.reason) == (not reason, reason)


def test_may_enroll_before_opening_tells_when() -> None:
    assert may_enroll(replace(OPEN, opens_at=NOW + SECOND)).when == NOW + SECOND


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"signed_in": False, "state": None}, EnrollmentReason.SIGN_IN),
        ({"state": None}, EnrollmentReason.NOT_ENROLLED),
        ({"state": EnrollmentState.WITHDRAWN}, EnrollmentReason.WITHDRAWN),
        ({"published": False}, EnrollmentReason.MODULE_NOT_PUBLISHED),
        ({"published": False, "staff": True}, ""),
        ({"starts_at": NOW + SECOND}, EnrollmentReason.NOT_STARTED),
        ({"starts_at": NOW}, ""),
        ({"ends_at": NOW}, EnrollmentReason.COHORT_ENDED),
        ({"ends_at": NOW + SECOND}, ""),
        ({"ends_at": NOW, "completed": True}, ""),
        ({"ends_at": NOW, "completed": True, "state": EnrollmentState.WITHDRAWN}, ""),
        ({**STRANGER, "staff": True}, ""),
    ],
)
def test_may_open_module_for_each_edge_gives_its_reason(change: dict[str, object], reason: str) -> None:
    decision = may_open_module(replace(INSIDE, **change))
    assert (decision.ok, decision.reason) == (not reason, reason)


SOON = refused(EnrollmentReason.NOT_OPEN_YET, NOW + SECOND)
LATER = refused(EnrollmentReason.NOT_OPEN_YET, NOW + 2 * SECOND)
FULL = refused(EnrollmentReason.FULL)
CLOSED = refused(EnrollmentReason.CLOSED, NOW)


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([], None),
        ([CLOSED], None),
        ([CLOSED, FULL], FULL),
        ([FULL, LATER, SOON], SOON),
        ([SOON, FULL, ALLOWED], ALLOWED),
    ],
)
def test_best_outlook_of_several_cohorts_is_the_one_to_hope_for(
    decisions: list[Decision], expected: Decision | None
) -> None:
    assert best_outlook(decisions) == expected


@pytest.mark.parametrize(
    ("state", "ends_at", "expected"),
    [
        (EnrollmentState.ACTIVE, None, ALLOWED),
        (EnrollmentState.ACTIVE, NOW + SECOND, ALLOWED),
        (EnrollmentState.ACTIVE, NOW, refused(EnrollmentReason.COHORT_ENDED, NOW)),
        (EnrollmentState.WITHDRAWN, NOW, refused(EnrollmentReason.WITHDRAWN)),
    ],
)
def test_may_withdraw_until_the_cohort_ends_and_once(
    state: EnrollmentState, ends_at: datetime | None, expected: Decision
) -> None:
    assert may_withdraw(state=state, ends_at=ends_at, now=NOW) == expected
