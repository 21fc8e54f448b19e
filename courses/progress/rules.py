"""The evaluator: what is completed, from facts alone. Used by each learner's act, by staff acts and by the recount."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from .states import MissingReason


@dataclass(frozen=True)
class ModuleFacts:
    """One published module: what must be done in it, and the quiz activities among that."""

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
    of each graded activity in required modules; one that was never tried counts only through its module.
    """
    completed_ids = {(activity.module, activity.block) for activity in activities if activity.completed}
    completed = {
        module.key
        for module in outline
        if module.key in kept_modules
        or module_is_completed(module.activity_ids, {block for key, block in completed_ids if key == module.key})
    }
    required = {module.key for module in outline if module.required}
    average = _average([activity for activity in activities if activity.module in required])
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
