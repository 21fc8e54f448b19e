"""What learners have done for modules that wait for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from courses.catalogue.models import Module
from courses.decisions import Decision
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import Schedules, schedules_of
from courses.enrollment.rules import Waiting, is_met, still_to_do
from courses.enrollment.states import OpeningSource
from courses.progress.models import ActivityRecord

from .records import completed_modules


def newly_earned(enrollment: Enrollment) -> set[UUID]:
    """The modules whose condition the learner has met and that are not kept open to her yet (one query while nothing in
    her cohort waits for what she does, else up to three)."""
    found = schedules_of([enrollment])
    kept = {key for (_pk, key), one in found.openings.items() if one.source == OpeningSource.EARNED}
    waiting = {key: one for key, one in found.conditions(enrollment.cohort).items() if one and key not in kept}
    if not waiting:
        return set()
    completed = completed_modules(enrollment)
    asked = {key for condition in waiting.values() if condition.minimum is not None for key in condition.modules}
    scores = module_scores(enrollment, [module for key in asked if (module := found.module(key))]) if asked else {}
    return {key for key, condition in waiting.items() if is_met(condition, completed, scores)}


def module_scores(enrollment: Enrollment, modules: Collection[Module]) -> dict[UUID, Fraction]:
    """The learner's score in each of these modules in percent: the average of the best ones in all that gives points
    there, nothing for what was not tried (one query)."""
    records = ActivityRecord.objects.filter(enrollment=enrollment, module__in=modules).select_related("override")
    best = {(record.module_id, record.block_id): record.grade.score for record in records if record.grade}
    return {
        module.key: Fraction(sum(best.get((module.key, block), Fraction(0)) for block in module.graded_ids))
        / len(module.graded_ids)
        for module in modules
        if module.graded_ids
    }


@dataclass(frozen=True)
class Lock:
    """Why a module is closed to a learner: it opens at a moment, or after `number` of these modules, by completing them
    or reaching `minimum` percent in them."""

    enrollment: Enrollment
    opens_at: datetime | None
    modules: tuple[Module, ...]
    number: int
    minimum: int | None


def locks_of(enrollment: Enrollment, found: Schedules, completed: Collection[UUID], now: datetime) -> dict[UUID, Lock]:
    """What still keeps modules closed to this learner, by their keys; nothing once she has completed the course."""
    if hasattr(enrollment, "completion"):
        return {}
    closed = {key: decision for key, decision in found.decisions(enrollment, now).items() if not decision}
    return {key: _lock(enrollment, decision, found, completed) for key, decision in closed.items()}


def _lock(enrollment: Enrollment, decision: Decision, found: Schedules, completed: Collection[UUID]) -> Lock:
    condition = decision.condition if isinstance(decision, Waiting) else None
    left = still_to_do(condition, completed, {}) if condition else None
    if left is None:
        return Lock(enrollment, decision.when, (), 0, None)
    modules = [found.module(key) for key in left.modules]
    return Lock(enrollment, None, tuple(one for one in modules if one is not None), left.needed, left.minimum)
