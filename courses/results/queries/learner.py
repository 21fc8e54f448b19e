"""All results of one learner in a course."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Q

from courses.assessment.rules import written_points
from courses.catalogue.models import Module
from courses.enrollment.models import Enrollment
from courses.progress.models import ActivityRecord, CourseProgress, GradeChange, ModuleCompletion
from courses.progress.queries import Checklist, checklists
from courses.progress.states import EvidenceSource
from courses.registry import Trial, activity_types
from courses.results.rules import activity_state
from courses.results.states import ActivityState

from .outline import PlacedActivity, PlacedModule, place_activities

Place = tuple[UUID, UUID]


@dataclass(frozen=True)
class ActivityResult:
    """One activity: its record (None while nothing was done), all that was tried, and what staff changed."""

    activity: PlacedActivity
    record: ActivityRecord | None
    trials: list[Trial]
    changes: list[GradeChange]

    @property
    def state(self) -> ActivityState:
        completed = self.record is not None and self.record.completed_at is not None
        return activity_state(recorded=self.record is not None or bool(self.trials), completed=completed)

    @property
    def look(self) -> str:
        """How a badge shows the state, beside its word."""
        return {ActivityState.DONE: "success", ActivityState.BEGUN: "caution"}.get(self.state, "")

    @property
    def points(self) -> Decimal | None:
        """The points that count, without zeros at their end."""
        grade = self.record.grade if self.record else None
        return written_points(grade.points) if grade else None

    @property
    def evidence(self) -> Any:
        """The words for what it is known by."""
        return EvidenceSource(self.record.evidence).label if self.record else ""


@dataclass(frozen=True)
class ModuleResult:
    module: Module
    completed_at: datetime | None
    activities: list[ActivityResult]


@dataclass(frozen=True)
class LearnerResults:
    """Everything of one enrollment; `minutes_done` is the workload of the completed modules of all `minutes`."""

    enrollment: Enrollment
    progress: CourseProgress | None
    completed_at: datetime | None
    checklists: list[Checklist]
    modules: list[ModuleResult]

    @property
    def minutes(self) -> int:
        return sum(result.module.workload_minutes for result in self.modules if result.module.live)

    @property
    def minutes_done(self) -> int:
        return sum(result.module.workload_minutes for result in self.modules if result.completed_at)


def learner_results(enrollment: Enrollment) -> LearnerResults:
    """The modules that are published, and those in which the learner did something, in order (six queries). The
    enrollment comes with its cohort, course, progress, policy, participation and completion."""
    records = _by_module(ActivityRecord.objects.filter(enrollment=enrollment).select_related("override"))
    completed = dict(ModuleCompletion.objects.filter(enrollment=enrollment).values_list("module_id", "completed_at"))
    changes, trials = _changes(enrollment), _trials(enrollment)
    course, touched = enrollment.cohort.course_id, {*records, *completed}
    modules = Module.objects.filter(Q(course=course, live=True) | Q(key__in=touched)).order_by("-live", "position")
    completion = getattr(enrollment, "completion", None)
    return LearnerResults(
        enrollment=enrollment,
        progress=getattr(enrollment, "progress", None),
        completed_at=completion.completed_at if completion else None,
        checklists=checklists(enrollment),
        modules=[
            ModuleResult(
                module=placed.module,
                completed_at=completed.get(placed.module.key),
                activities=_activities(placed, records[placed.module.key], trials, changes),
            )
            for placed in place_activities([(module, records[module.key]) for module in modules])
        ],
    )


def _activities(
    placed: PlacedModule,
    records: Mapping[UUID, ActivityRecord],
    trials: Mapping[Place, list[Trial]],
    changes: Mapping[Place, list[GradeChange]],
) -> list[ActivityResult]:
    return [
        ActivityResult(
            activity=activity,
            record=records.get(activity.block_id),
            trials=trials.get((placed.module.key, activity.block_id), []),
            changes=changes.get((placed.module.key, activity.block_id), []),
        )
        for activity in placed.activities
    ]


def _by_module(records: Any) -> "defaultdict[UUID, dict[UUID, ActivityRecord]]":
    by_module: defaultdict[UUID, dict[UUID, ActivityRecord]] = defaultdict(dict)
    for record in records:
        by_module[record.module_id][record.block_id] = record
    return by_module


def _changes(enrollment: Enrollment) -> dict[Place, list[GradeChange]]:
    by_place: defaultdict[Place, list[GradeChange]] = defaultdict(list)
    for change in GradeChange.objects.filter(enrollment=enrollment).select_related("by").order_by("pk"):
        by_place[change.module_id, change.block_id].append(change)
    return by_place


def _trials(enrollment: Enrollment) -> dict[Place, list[Trial]]:
    """What was tried and has come to its end, as the types of activities tell it."""
    by_place: defaultdict[Place, list[Trial]] = defaultdict(list)
    for trial in chain.from_iterable(kind.trials(enrollment) for kind in activity_types):
        by_place[trial.module_key, trial.block_id].append(trial)
    return by_place
