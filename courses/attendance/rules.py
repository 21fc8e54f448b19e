"""When attendance may be recorded, and what share of a cohort's sessions somebody attended. Pure."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from courses.decisions import ALLOWED, Decision, refused

from .states import AttendanceReason, Presence


@dataclass(frozen=True)
class MarkFacts:
    """A presence that is about to be recorded. `before`: what was recorded so far, None if nothing. `takes_part`: the
    learner is enrolled in the cohort of the session. The moments are aware."""

    now: datetime
    starts_at: datetime
    takes_part: bool
    before: Presence | None
    after: Presence
    reason: str


def may_mark(facts: MarkFacts) -> Decision:
    """Whether it may be recorded now: from the session's first moment on; a correction says why."""
    if not facts.takes_part:
        return refused(AttendanceReason.NOT_ENROLLED)
    if facts.now < facts.starts_at:
        return refused(AttendanceReason.NOT_BEGUN, facts.starts_at)
    if facts.before not in (None, facts.after) and not facts.reason.strip():
        return refused(AttendanceReason.CORRECTION_WITHOUT_REASON)
    return ALLOWED


@dataclass(frozen=True)
class Attended:
    """What one enrollment has attended of its cohort's sessions, in minutes; `offered` counts also those to come."""

    minutes: int
    offered: int

    @property
    def share(self) -> Fraction | None:
        """The share attended so far of all that the cohort offers, in percent; None while it offers no session."""
        return Fraction(100 * self.minutes, self.offered) if self.offered else None

    @property
    def percent(self) -> int | None:
        """The share in percent, rounded down, so that it never looks better than it is."""
        return None if self.share is None else int(self.share)
