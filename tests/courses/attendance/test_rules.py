from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from courses.attendance.rules import Attended, MarkFacts, may_mark
from courses.attendance.states import AttendanceReason, Presence

BEGIN = datetime(2026, 11, 24, 9, tzinfo=UTC)
PRESENT, ABSENT = Presence.PRESENT, Presence.ABSENT


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"takes_part": False}, AttendanceReason.NOT_ENROLLED),
        ({"now": BEGIN - timedelta(microseconds=1)}, AttendanceReason.NOT_BEGUN),
        ({"now": BEGIN}, ""),
        ({"before": PRESENT}, ""),
        ({"before": ABSENT}, AttendanceReason.CORRECTION_WITHOUT_REASON),
        ({"before": ABSENT, "reason": "  "}, AttendanceReason.CORRECTION_WITHOUT_REASON),
        ({"before": ABSENT, "reason": "She came late."}, ""),
        ({"before": PRESENT, "after": ABSENT}, AttendanceReason.CORRECTION_WITHOUT_REASON),
    ],
)
def test_mark_is_refused_for_a_reason_or_allowed(changes: dict[str, object], reason: str) -> None:
    facts = {"now": BEGIN + timedelta(hours=1), "starts_at": BEGIN, "takes_part": True, "before": None}
    decision = may_mark(MarkFacts(**{**facts, "after": PRESENT, "reason": "", **changes}))  # type: ignore[arg-type]
    assert (decision.ok, decision.reason) == (not reason, reason)


def test_mark_before_the_session_tells_when_it_begins() -> None:
    facts = MarkFacts(BEGIN - timedelta(days=1), BEGIN, takes_part=True, before=None, after=PRESENT, reason="")
    assert may_mark(facts).when == BEGIN


@pytest.mark.parametrize(
    ("minutes", "offered", "share", "percent"),
    [(0, 0, None, None), (0, 90, Fraction(0), 0), (179, 180, Fraction(1790, 18), 99), (180, 180, Fraction(100), 100)],
)
def test_share_is_exact_and_its_percent_rounded_down(
    minutes: int, offered: int, share: Fraction | None, percent: int | None
) -> None:
    attended = Attended(minutes, offered)
    assert (attended.share, attended.percent) == (share, percent)
