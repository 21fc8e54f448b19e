"""Who may enroll, and who may open a module."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from courses.decisions import ALLOWED, Decision, refused
from courses.enrollment.states import HOLDING_SEAT, EnrollmentReason, EnrollmentState


@dataclass(frozen=True)
class EnrollmentFacts:
    """`published` is the course, `readable` at least one of its modules. All moments are aware datetimes; None means
    that there is no such limit."""

    now: datetime
    state: str | None
    published: bool
    readable: bool
    opens_at: datetime | None
    closes_at: datetime | None
    ends_at: datetime | None
    seats: int | None
    seats_taken: int


def may_enroll(facts: EnrollmentFacts) -> Decision:
    """Whether this person may take a seat now. The window includes its opening moment and excludes its closing one."""
    if facts.state in HOLDING_SEAT:
        return refused(EnrollmentReason.ALREADY_ENROLLED)
    if not facts.published:
        return refused(EnrollmentReason.NOT_PUBLISHED)
    if not facts.readable:
        return refused(EnrollmentReason.NOTHING_TO_READ)
    if facts.opens_at and facts.now < facts.opens_at:
        return refused(EnrollmentReason.NOT_OPEN_YET, facts.opens_at)
    if facts.ends_at and facts.now >= facts.ends_at:
        return refused(EnrollmentReason.COHORT_ENDED, facts.ends_at)
    if facts.closes_at and facts.now >= facts.closes_at:
        return refused(EnrollmentReason.CLOSED, facts.closes_at)
    if facts.seats is not None and facts.seats_taken >= facts.seats:
        return refused(EnrollmentReason.FULL)
    return ALLOWED


def may_withdraw(*, state: str, ends_at: datetime | None, now: datetime) -> Decision:
    """Whether a seat may be given back now: until the cohort ends. The moments are aware; None means without end."""
    if state not in HOLDING_SEAT:
        return refused(EnrollmentReason.WITHDRAWN)
    if ends_at and now >= ends_at:
        return refused(EnrollmentReason.COHORT_ENDED, ends_at)
    return ALLOWED


def best_outlook(decisions: Collection[Decision]) -> Decision | None:
    """What several cohorts of one course hold for a visitor: a seat now, else the first opening, else that all seats
    are taken; None when there is nothing to hope for."""
    now = [one for one in decisions if one]
    later = sorted((one for one in decisions if one.reason == EnrollmentReason.NOT_OPEN_YET), key=attrgetter("when"))
    full = [one for one in decisions if one.reason == EnrollmentReason.FULL]
    return next(iter([*now, *later, *full]), None)


@dataclass(frozen=True)
class ModuleAccessFacts:
    """`state` is the reader's enrollment, None without one; `completed`: the course was completed in it; `release` is
    what the schedule of its cohort says of the module."""

    now: datetime
    signed_in: bool
    staff: bool
    published: bool
    state: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    completed: bool
    release: Decision = ALLOWED


def may_open_module(facts: ModuleAccessFacts) -> Decision:
    """Whether this reader may open a module now. Who completed the course keeps it after the cohort has ended."""
    if facts.staff:
        return ALLOWED
    if not facts.published:
        return refused(EnrollmentReason.MODULE_NOT_PUBLISHED)
    if not facts.signed_in:
        return refused(EnrollmentReason.SIGN_IN)
    if facts.state is None:
        return refused(EnrollmentReason.NOT_ENROLLED)
    if facts.completed:
        return ALLOWED
    if facts.state == EnrollmentState.WITHDRAWN:
        return refused(EnrollmentReason.WITHDRAWN)
    if facts.starts_at and facts.now < facts.starts_at:
        return refused(EnrollmentReason.NOT_STARTED, facts.starts_at)
    if facts.ends_at and facts.now >= facts.ends_at:
        return refused(EnrollmentReason.COHORT_ENDED, facts.ends_at)
    return facts.release
