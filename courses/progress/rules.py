"""The evaluator: what is completed, from facts alone. Used by each learner's act and by staff acts.
And how a visitor stands with a course, as lists of courses tell it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Self
from uuid import UUID

from courses.decisions import ALLOWED, Decision, refused

from .states import CourseState, GradeReason, MissingReason


@dataclass(frozen=True)
class Grade:
    """Points of those that were possible (at least one)."""

    points: Decimal
    possible: int

    @classmethod
    def of(cls, points: Decimal | int | None, possible: int | None) -> Self | None:
        """The grade, or None for what is not graded."""
        return cls(Decimal(points), possible) if points is not None and possible else None

    @property
    def score(self) -> Fraction:
        """In percent, exactly."""
        return 100 * Fraction(self.points) / self.possible

    @property
    def percent(self) -> int:
        """In whole percent, rounded down, so that a result never looks better than it is."""
        return int(self.score)


@dataclass(frozen=True)
class ModuleFacts:
    """One published module: what must be done in it, and whether the course asks for it."""

    key: UUID
    required: bool
    activity_ids: frozenset[UUID]


@dataclass(frozen=True)
class ActivityFacts:
    """What a learner did in one activity. `score` is the best one in percent, None for what is not graded."""

    module: UUID
    block: UUID
    completed: bool
    score: Fraction | None = None


@dataclass(frozen=True)
class Evaluation:
    """`completed_modules` counts also optional ones; `done` of `required` are the required ones."""

    completed_modules: frozenset[UUID]
    done: int
    required: int
    average_score: Fraction | None
    missing: tuple[MissingReason, ...]

    @property
    def completed(self) -> bool:
        return not self.missing


def may_override(*, part_of_module: bool, before: Grade | None, after: Grade | None, completes: bool) -> Decision:
    """Whether staff may set a grade; `completes`: the activity is not done yet and will be."""
    if not part_of_module:
        return refused(GradeReason.NOT_AN_ACTIVITY)
    if not completes and after in (None, before):
        return refused(GradeReason.NOTHING_CHANGES)
    return ALLOWED


def module_is_completed(required_ids: Collection[UUID], completed_ids: Collection[UUID]) -> bool:
    """Whether everything that a module asks for is done."""
    return set(required_ids) <= set(completed_ids)


def evaluate(
    outline: Collection[ModuleFacts],
    activities: Collection[ActivityFacts],
    kept_modules: Collection[UUID] = (),
    minimum_quiz_score: int = 0,
) -> Evaluation:
    """Judge one learner's course.

    `kept_modules` were completed once and stay so, whatever was added to them since. The average counts the best score
    of each graded activity that a required module asks for now; one that was never tried counts only through its
    module.
    """
    completed_ids = {(activity.module, activity.block) for activity in activities if activity.completed}
    completed = {
        module.key
        for module in outline
        if module.key in kept_modules
        or module_is_completed(module.activity_ids, {block for key, block in completed_ids if key == module.key})
    }
    required = {module.key for module in outline if module.required}
    asked = {(module.key, block) for module in outline if module.required for block in module.activity_ids}
    average = _average([activity for activity in activities if (activity.module, activity.block) in asked])
    return Evaluation(
        completed_modules=frozenset(completed),
        done=len(completed & required),
        required=len(required),
        average_score=average,
        missing=_missing(len(completed & required), len(required), average, minimum_quiz_score),
    )


def _average(activities: Collection[ActivityFacts]) -> Fraction | None:
    scores = [activity.score for activity in activities if activity.score is not None]
    return Fraction(sum(scores), len(scores)) if scores else None


def _missing(done: int, required: int, average: Fraction | None, minimum: int) -> tuple[MissingReason, ...]:
    missing = []
    if required == 0:
        missing.append(MissingReason.NO_REQUIRED_MODULE)
    if done < required:
        missing.append(MissingReason.REQUIRED_MODULES)
    if average is not None and average < minimum:
        missing.append(MissingReason.QUIZ_SCORE)
    return tuple(missing)


@dataclass(frozen=True)
class TakenFacts:
    """One enrollment of a person in a course: how far, and when its cohort runs (None: no such limit)."""

    completed: bool
    percent: int
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True)
class Standing:
    """How a visitor stands with a course. `day`: the first one of her cohort, or the one on which enrollment opens."""

    state: CourseState
    percent: int = 0
    day: date | None = None


def standing(taken: Collection[TakenFacts], outlook: Decision | None, now: datetime) -> Standing | None:
    """What a person did in a course goes before what it holds for everybody; None when there is nothing to tell."""
    if any(one.completed for one in taken):
        return Standing(CourseState.COMPLETED)
    going_on = [one for one in taken if one.ends_at is None or now < one.ends_at]
    started = [one.percent for one in going_on if one.starts_at is None or one.starts_at <= now]
    furthest = max(started, default=None)
    if furthest:
        return Standing(CourseState.IN_PROGRESS, percent=furthest)
    if furthest == 0:
        return Standing(CourseState.ENROLLED)
    if going_on:
        return Standing(CourseState.ENROLLED, day=min(one.starts_at.date() for one in going_on if one.starts_at))
    return _standing_of_everybody(outlook)


def _standing_of_everybody(outlook: Decision | None) -> Standing | None:
    if outlook is None:
        return None
    if outlook:
        return Standing(CourseState.OPEN)
    if outlook.when:
        return Standing(CourseState.OPENS, day=outlook.when.date())
    return Standing(CourseState.FULL)
