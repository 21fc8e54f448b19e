"""The writes of progress. The enrollment's progress row is the lock; counters move with the row that is flipped."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum, auto
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from courses import signals
from courses.catalogue.models import Course, Module
from courses.catalogue.queries import activity_titles, reading_languages
from courses.catalogue.rules import fold
from courses.decisions import Refused
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import enrollment_access
from courses.enrollment.services import earn_modules, locked_enrollment
from courses.progress.models import (
    ActivityRecord,
    CompletionPolicy,
    CourseCompletion,
    CourseParticipation,
    CourseProgress,
    ModuleCompletion,
)
from courses.progress.queries import current_policy, evaluation, levels_of, newly_earned, outline_of
from courses.progress.states import READING, CompletionLevel, EvidenceSource
from courses.registry import activity_types

Rules = dict[str, list[dict[str, Any]]]
DEFAULT_RULES: Rules = {
    CompletionLevel.PARTICIPATION: [],
    CompletionLevel.COMPLETION: [{"rule": "required_modules", "parameters": None}],
}


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
    if act.completed and record.completed_at is None:
        complete_activity(record, act.source, now)
    _keep_best(record, act)
    record.save()
    progress.last_activity_at = now
    judge_progress(progress, now, Act.LEARNER)
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


def _keep_best(record: ActivityRecord, act: ActivityAct) -> None:
    if act.points is None or not act.points_possible:
        return
    if record.points is None or act.points * (record.points_possible or 1) > record.points * act.points_possible:
        record.points, record.points_possible = act.points, act.points_possible


def locked_progress(enrollment: Enrollment) -> CourseProgress:
    """The counters under their lock, with the policy and with what has been reached."""
    related = ("policy", "enrollment__participation", "enrollment__completion")
    locked = CourseProgress.objects.select_for_update(of=("self",)).select_related(*related)
    progress = locked.filter(enrollment=enrollment).first()
    if progress is None:
        policy = _policy_to_begin_with(enrollment.cohort.course)
        new = {"policy": policy, "cohort": enrollment.cohort, "listed_as": listed_as(enrollment.learner)}
        progress, _created = locked.get_or_create(enrollment=enrollment, defaults=new)
    progress.enrollment.cohort = enrollment.cohort
    return progress


def _policy_to_begin_with(course: Course) -> CompletionPolicy:
    """The newest version; who changes it meanwhile waits, so that nobody begins with the one before."""
    Course.objects.select_for_update().get(pk=course.pk)
    return current_policy(course) or set_policy(course=course, rules=DEFAULT_RULES)


class Act(Enum):
    """Whose act is followed. That of an editor, who changes what is asked, completes no course."""

    LEARNER = auto()
    STAFF = auto()
    EDITOR = auto()


def judge_progress(progress: CourseProgress, now: datetime, act: Act) -> None:
    """Let everything stored follow the evaluator: counters, judgments, what is completed, and modules that waited
    for it. What was completed or opened once stays so."""
    enrollment = progress.enrollment
    modules = outline_of(enrollment.cohort.course_id)
    judged = evaluation(enrollment, modules, progress.policy)
    _complete_modules(enrollment, [module for module in modules if module.key in judged.newly_completed], now)
    progress.done, progress.required = judged.facts.done, judged.facts.required
    progress.judgments = judged.stored
    due = sorted(judged.reached - levels_of(enrollment)) if enrollment.holds_seat else []
    progress.due = due if act is Act.EDITOR else []
    progress.save()
    earn_modules(enrollment=enrollment, keys=newly_earned(enrollment), now=now)
    if act is not Act.EDITOR:
        for level in due:
            _reach(level, progress, modules, now, act)


def _complete_modules(enrollment: Enrollment, modules: Collection[Module], now: datetime) -> None:
    ModuleCompletion.objects.bulk_create(
        ModuleCompletion(enrollment=enrollment, module=module, completed_at=now, revision=module.revision)
        for module in modules
    )


def _reach(level: str, progress: CourseProgress, modules: Collection[Module], now: datetime, act: Act) -> None:
    enrollment = progress.enrollment
    if level == CompletionLevel.PARTICIPATION:
        CourseParticipation.objects.create(enrollment=enrollment, policy=progress.policy, reached_at=now)
        return
    course = enrollment.cohort.course
    completion = CourseCompletion.objects.create(
        enrollment=enrollment,
        policy=progress.policy,
        completed_at=now,
        language=_content_language(course) if act is Act.LEARNER else course.language,
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
    progress = locked_progress(locked_enrollment(enrollment.pk))
    judge_progress(progress, now or timezone.now(), Act.STAFF if complete else Act.EDITOR)
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
def set_policy(*, course: Course, rules: Rules) -> CompletionPolicy:
    """The policy in force from now on, for all who have not completed the course; a new version only if it asks for
    something else."""
    Course.objects.select_for_update().get(pk=course.pk)
    policy = current_policy(course)
    if policy is None or policy.rules != rules:
        version = policy.version + 1 if policy else 1
        titles = activity_titles(course.pk)
        policy = CompletionPolicy.objects.create(course=course, version=version, rules=rules, titles=titles)
        learning = CourseProgress.objects.filter(enrollment__cohort__course=course, enrollment__completion=None)
        learning.update(policy=policy)
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
