"""When the modules of a course open to the learners of a cohort, one by one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

from courses.decisions import ALLOWED, Decision
from courses.enrollment.states import EnrollmentReason, ReleaseKind

WAITING_REASONS = {
    ReleaseKind.ORDER: EnrollmentReason.MODULES_FIRST,
    ReleaseKind.MODULES: EnrollmentReason.MODULES_FIRST,
    ReleaseKind.SCORE: EnrollmentReason.SCORE_FIRST,
}


@dataclass(frozen=True)
class Step:
    """A published module in the outline of its course; `graded`: something in it gives points."""

    key: UUID
    required: bool
    graded: bool


@dataclass(frozen=True)
class Release:
    """When a module opens in a cohort; each kind reads only what it asks for. `minimum` is a score in percent."""

    kind: str
    opens_on: date | None = None
    days: int | None = None
    after: tuple[UUID, ...] = ()
    needed: int | None = None
    minimum: int | None = None


@dataclass(frozen=True)
class Condition:
    """What a learner has to do first: complete so many of these modules, or reach a score (percent) in so many."""

    modules: tuple[UUID, ...]
    needed: int
    minimum: int | None = None


@dataclass(frozen=True)
class Waiting(Decision):
    """A refusal that ends when the learner has met the condition."""

    condition: Condition | None = None


def moment_of(release: Release, *, starts_on: date | None, enrolled_at: datetime, zone: ZoneInfo) -> datetime | None:
    """When a module opens that opens by date: as the day begins in the cohort's zone; None for another kind.

    Days are counted from the cohort's first day; where it has none, from the day of the learner's enrollment. Where a
    change of the clocks leaves out midnight, it is the moment of that change.
    """
    day = first_day_of(release, starts_on or enrolled_at.astimezone(zone).date())
    return datetime.combine(day, time(), zone).astimezone(UTC) if day else None


def first_day_of(release: Release, starts_on: date | None) -> date | None:
    """The first day on which a module is open that opens by date; None for another kind, and where days are to be
    counted and it is not known from which one."""
    if release.kind == ReleaseKind.DATE:
        return release.opens_on
    if release.kind == ReleaseKind.DAYS and release.days is not None and starts_on is not None:
        return starts_on + timedelta(days=release.days)
    return None


def condition_of(release: Release, key: UUID, outline: Sequence[Step]) -> Condition | None:
    """What the module with this key asks learners to do first, of what is published in the outline now.

    None where it asks for nothing, or for nothing that can be done: what is not published any more, or gives no points
    any more, keeps nobody out.
    """
    if release.kind == ReleaseKind.ORDER:
        before = [step.key for step in outline[: _position(key, outline)] if step.required]
        return Condition(tuple(before), len(before)) if before else None
    asked = [step for step in outline if step.key in release.after and step.key != key]
    if release.kind == ReleaseKind.MODULES and asked:
        return Condition(tuple(step.key for step in asked), min(release.needed or 1, len(asked)))
    graded = [step.key for step in asked if step.graded]
    if release.kind == ReleaseKind.SCORE and graded:
        return Condition(tuple(graded), len(graded), release.minimum)
    return None


def _position(key: UUID, outline: Sequence[Step]) -> int:
    return next((index for index, step in enumerate(outline) if step.key == key), len(outline))


def released(
    *, release: Release, condition: Condition | None, at: datetime | None, opened: bool, now: datetime
) -> Decision:
    """Whether the schedule lets a learner into a module now; `opened`: she has earned it, or was let in by staff.

    Its moment is the first one at which it is open. What she has to do is judged when she does it and kept as earned.
    """
    if opened:
        return ALLOWED
    if at is not None and now < at:
        return Decision(ok=False, reason=EnrollmentReason.NOT_RELEASED, when=at)
    if condition is not None:
        return Waiting(ok=False, reason=WAITING_REASONS[ReleaseKind(release.kind)], condition=condition)
    return ALLOWED


def is_met(condition: Condition, completed: Collection[UUID], scores: Mapping[UUID, Fraction]) -> bool:
    """Whether a learner has done what a module waits for; `scores` are in percent, by module."""
    return _left(condition, completed, scores) <= 0


def still_to_do(condition: Condition, completed: Collection[UUID], scores: Mapping[UUID, Fraction]) -> Condition | None:
    """What is left of a condition; None when it is met. Of modules that are all needed, the next one alone."""
    left = _left(condition, completed, scores)
    if left <= 0:
        return None
    undone = tuple(key for key in condition.modules if not _is_done(key, condition, completed, scores))
    if left == len(undone):
        return Condition(undone[:1], 1, condition.minimum)
    return Condition(undone, left, condition.minimum)


def _left(condition: Condition, completed: Collection[UUID], scores: Mapping[UUID, Fraction]) -> int:
    done = sum(_is_done(key, condition, completed, scores) for key in condition.modules)
    return condition.needed - done


def _is_done(key: UUID, condition: Condition, completed: Collection[UUID], scores: Mapping[UUID, Fraction]) -> bool:
    if condition.minimum is None:
        return key in completed
    return key in scores and scores[key] >= condition.minimum


def locked_forever(conditions: Mapping[UUID, Condition | None]) -> frozenset[UUID]:
    """The modules that can never open because they wait for each other; the conditions are by module."""
    reachable: set[UUID] = set()
    while True:
        more = {
            key
            for key, condition in conditions.items()
            if key not in reachable
            and (condition is None or len(reachable.intersection(condition.modules)) >= condition.needed)
        }
        if not more:
            return frozenset(conditions) - reachable
        reachable |= more
