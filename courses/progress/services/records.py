"""The writes of progress. The enrollment's progress row is the lock; counters move with the row that is flipped."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from courses import signals
from courses.catalogue.models import Course, Module
from courses.catalogue.queries import reading_languages
from courses.catalogue.rules import fold
from courses.decisions import Refused
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import enrollment_access
from courses.enrollment.services import earn_modules, locked_enrollment
from courses.progress.models import (
    ActivityRecord,
    CompletionPolicy,
    CourseCompletion,
    CourseProgress,
    ModuleCompletion,
)
from courses.progress.queries import completed_blocks, count_done, current_policy, evaluation, newly_earned, outline_of
from courses.progress.rules import module_is_completed
from courses.progress.states import READING, EvidenceSource
from courses.registry import activity_types


class ProgressRefused(Refused):
    """The gate does not let this enrollment record anything in the module now."""


def mark_read(*, enrollment: Enrollment, module: Module, now: datetime | None = None) -> ActivityRecord:
    """Record that the learner has read the module's text. See `mark_done`."""
    return mark_done(enrollment=enrollment, module=module, block_id=module.key, kind=READING, now=now)


@transaction.atomic
def mark_done(
    *, enrollment: Enrollment, module: Module, block_id: UUID, kind: str, now: datetime | None = None
) -> ActivityRecord:
    """Record that the learner has done what one act completes. `kind` is the slug of the activity's type, `now` an
    aware datetime. Done twice changes nothing.

    Raises `ProgressRefused` when the module is not open to this enrollment.
    """
    enrollment = locked_enrollment(enrollment.pk)
    decision = enrollment_access(enrollment, module, now)
    if not decision:
        raise ProgressRefused(decision)
    act = ActivityAct(block_id=block_id, kind=kind, completed=True)
    return record_activity(enrollment=enrollment, module=module, act=act, now=now)


@dataclass(frozen=True)
class ActivityAct:
    """What a learner did in one activity; `points` of `points_possible` for what is graded, to four places.

    `kind` is the slug of its type, which says what evidence it gives: nobody else decides that.
    """

    block_id: UUID
    kind: str
    completed: bool
    points: Decimal | int | None = None
    points_possible: int | None = None

    @property
    def source(self) -> EvidenceSource:
        """Raises `ValueError` for a kind that cannot be completed, or whose plugin is gone."""
        kind = activity_types.get(self.kind)
        if kind is None or kind.evidence is None:
            raise ValueError(f"No activity of the kind {self.kind!r} can be completed.")
        return kind.evidence


@transaction.atomic
def record_activity(
    *, enrollment: Enrollment, module: Module, act: ActivityAct, now: datetime | None = None
) -> ActivityRecord:
    """Record one act in an activity: completed stays completed, the best points stay, and the modules that waited for
    it open.

    The caller has asked the gate. `now` is an aware datetime.
    """
    now = now or timezone.now()
    progress = locked_progress(enrollment)
    record, _created = ActivityRecord.objects.get_or_create(
        enrollment=enrollment, module=module, block_id=act.block_id, defaults={"source": act.source}
    )
    newly_completed = act.completed and record.completed_at is None
    if newly_completed:
        complete_activity(record, act.source, now)
    _keep_best(record, act)
    record.save()
    if newly_completed:
        follow_completed_activity(progress, module, now)
    progress.last_activity_at = now
    progress.save()
    open_what_is_earned(enrollment, now)
    if progress.all_done:
        complete_course(enrollment, now, _content_language(enrollment.cohort.course))
    return record


def complete_activity(record: ActivityRecord, source: EvidenceSource, now: datetime) -> None:
    record.completed_at, record.source = now, source
    signals.send_on_commit(
        signals.activity_completed,
        sender=ActivityRecord,
        enrollment_id=record.enrollment_id,
        module_key=record.module_id,
        block_id=record.block_id,
    )


def follow_completed_activity(progress: CourseProgress, module: Module, now: datetime) -> None:
    """The module is completed with its last activity, and counts for the course."""
    enrollment = progress.enrollment
    if module_is_completed(module.required_ids, completed_blocks(enrollment, module.key)):
        _complete_module(enrollment, module, now)
        progress.done = count_done(enrollment)


def open_what_is_earned(enrollment: Enrollment, now: datetime) -> None:
    """Modules that waited for what the learner has done are hers from now on."""
    earn_modules(enrollment=enrollment, keys=newly_earned(enrollment), now=now)


def _keep_best(record: ActivityRecord, act: ActivityAct) -> None:
    if act.points is None or not act.points_possible:
        return
    if record.points is None or act.points * (record.points_possible or 1) > record.points * act.points_possible:
        record.points, record.points_possible = act.points, act.points_possible


def locked_progress(enrollment: Enrollment) -> CourseProgress:
    """The counters under their lock, on the outline as it is published now."""
    new = {"cohort": enrollment.cohort, "listed_as": lambda: listed_as(enrollment.learner)}
    progress, _created = CourseProgress.objects.select_for_update().get_or_create(enrollment=enrollment, defaults=new)
    progress.enrollment = enrollment
    required = Module.objects.filter(course=enrollment.cohort.course_id, live=True, required=True).count()
    if progress.required != required:
        progress.required, progress.done = required, count_done(enrollment)
    return progress


def _complete_module(enrollment: Enrollment, module: Module, now: datetime) -> None:
    ModuleCompletion.objects.get_or_create(
        enrollment=enrollment, module=module, defaults={"completed_at": now, "revision": module.revision}
    )


def complete_course(enrollment: Enrollment, now: datetime, language: str) -> None:
    """Complete the course if the evaluator finds nothing missing; a completion is made once and never changed."""
    if CourseCompletion.objects.filter(enrollment=enrollment).exists():
        return
    course = enrollment.cohort.course
    policy = current_policy(course) or set_policy(course=course, minimum_quiz_score=0)
    modules = outline_of(course.pk)
    if not evaluation(enrollment, modules, policy).completed:
        return
    completion = CourseCompletion.objects.create(
        enrollment=enrollment,
        policy=policy,
        completed_at=now,
        language=language,
        content_revisions={str(module.key): module.revision for module in modules},
        evidence=_evidence(enrollment),
    )
    signals.send_on_commit(signals.course_completed, sender=CourseCompletion, completion_id=completion.pk)


def _content_language(course: Course) -> str:
    """The language of the learner's page if the modules can be read in it, else the one they were written in."""
    active = get_language() or ""
    return active if active in reading_languages(course.pk) else course.language


def _evidence(enrollment: Enrollment) -> list[dict[str, Any]]:
    records = ActivityRecord.objects.filter(enrollment=enrollment).select_related("override").order_by("pk")
    graded = [(record, record.grade) for record in records]
    return [
        {
            "module": str(record.module_id),
            "activity": str(record.block_id),
            "source": record.evidence,
            "completed_at": record.completed_at.isoformat() if record.completed_at else None,
            "points": float(grade.points) if grade else None,
            "points_possible": grade.possible if grade else None,
        }
        for record, grade in graded
    ]


@transaction.atomic
def reevaluate(*, enrollment: Enrollment, complete: bool = False, now: datetime | None = None) -> CourseProgress:
    """Judge the whole enrollment again: after a change of the outline or policy, or when its counters drifted.

    Counters follow the outline, modules open whose condition is met now, and nothing is withdrawn. The course is
    completed only if `complete` is set, which is for a staff act: an editor who takes a module away must not award a
    certificate by that. Who has left completes no course.
    """
    now = now or timezone.now()
    enrollment = locked_enrollment(enrollment.pk)
    progress = locked_progress(enrollment)
    course = enrollment.cohort.course
    modules = outline_of(course.pk)
    policy = current_policy(course) or set_policy(course=course, minimum_quiz_score=0)
    judged = evaluation(enrollment, modules, policy)
    for module in modules:
        if module.key in judged.completed_modules:
            _complete_module(enrollment, module, now)
    progress.done, progress.required = judged.done, judged.required
    progress.save()
    open_what_is_earned(enrollment, now)
    if complete and judged.completed and enrollment.holds_seat:
        complete_course(enrollment, now, course.language)
    return progress


def reevaluate_all(enrollments: QuerySet[Enrollment], *, complete: bool = False) -> int:
    """Judge many enrollments, each in a transaction of its own; how many.

    The ids are read first: an open query beside other writers would make SQLite refuse the writes.
    """
    ids = list(enrollments.order_by("pk").values_list("pk", flat=True))
    for enrollment_id in ids:
        reevaluate(enrollment=Enrollment.objects.get(pk=enrollment_id), complete=complete)
    return len(ids)


@transaction.atomic
def set_policy(*, course: Course, minimum_quiz_score: int) -> CompletionPolicy:
    """The policy in force from now on; a new version only if something changes."""
    Course.objects.select_for_update().get(pk=course.pk)
    policy = current_policy(course)
    if policy is None or policy.minimum_quiz_score != minimum_quiz_score:
        version = policy.version + 1 if policy else 1
        policy = CompletionPolicy.objects.create(course=course, version=version, minimum_quiz_score=minimum_quiz_score)
    return policy


def listed_as(learner: Any) -> str:
    """The folded name and e-mail address by which lists of learners are sorted and searched."""
    profile = getattr(learner, "learner_profile", None)
    name = profile.name_of_record if profile else str(learner)
    return fold(f"{name} {getattr(learner, learner.get_email_field_name())}")[:500]


def list_learner(*, learner: Any) -> None:
    """Follow a name or an address that has changed."""
    key = listed_as(learner)
    CourseProgress.objects.filter(enrollment__learner=learner.pk).exclude(listed_as=key).update(listed_as=key)
