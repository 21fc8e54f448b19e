"""Grades that change without an act of their learner. Each change is a row of the history; nothing is withdrawn."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Module
from courses.decisions import Refused, refused
from courses.enrollment.models import Enrollment
from courses.enrollment.services import locked_enrollment
from courses.progress.models import ActivityRecord, CourseProgress, GradeChange
from courses.progress.rules import Grade, may_override
from courses.progress.states import EvidenceSource, GradeChangeKind, GradeReason

from .records import Act, ActivityAct, complete_activity, judge_progress, locked_progress


class GradeRefused(Refused):
    """The grade is not changed; `decision.reason` is a `GradeReason`."""


@transaction.atomic
def override_grade(
    *,
    enrollment: Enrollment,
    module: Module,
    block_id: UUID,
    grade: Grade | None,
    completed: bool,
    by: Any,
    reason: str,
    now: datetime | None = None,
) -> GradeChange:
    """Let points of staff count instead of the learner's own, or let the activity count as done, until it is taken
    back. Nothing that is completed becomes open again by lower points.

    `grade` None: only `completed` is meant. The reason is kept, read by the learner and not empty. Raises
    `GradeRefused`: the module has no such activity, or nothing would change.
    """
    now = now or timezone.now()
    enrollment = locked_enrollment(enrollment.pk)
    progress = locked_progress(enrollment)
    record = _graded_record(enrollment, module, block_id)
    completes = completed and record.completed_at is None
    part_of_module = not record._state.adding or block_id in module.required_ids
    decision = may_override(part_of_module=part_of_module, before=record.grade, after=grade, completes=completes)
    if not decision:
        raise GradeRefused(decision)
    change = _note_change(record, GradeChangeKind.OVERRIDE, grade or record.grade, completes, by, reason, now)
    record.override = change
    _settle(progress, record, completes, now)
    return change


@transaction.atomic
def take_back_override(
    *, enrollment: Enrollment, module: Module, block_id: UUID, by: Any, reason: str, now: datetime | None = None
) -> GradeChange:
    """Let the learner's own points count again; what was completed stays completed.

    Raises `GradeRefused` when no override stands.
    """
    now = now or timezone.now()
    enrollment = locked_enrollment(enrollment.pk)
    progress = locked_progress(enrollment)
    record = _graded_record(enrollment, module, block_id)
    if record.override is None:
        raise GradeRefused(refused(GradeReason.NO_OVERRIDE))
    change = _note_change(record, GradeChangeKind.TAKEN_BACK, record.own_grade, False, by, reason, now)
    record.override = None
    _settle(progress, record, False, now)
    return change


@transaction.atomic
def regrade_activity(
    *, enrollment: Enrollment, module: Module, act: ActivityAct, by: Any, reason: str, now: datetime | None = None
) -> GradeChange | None:
    """Replace the learner's own points after her answers were judged anew, up or down; None when nothing changes.

    What was completed stays completed; an override that stands goes on to count.
    """
    now = now or timezone.now()
    enrollment = locked_enrollment(enrollment.pk)
    progress = locked_progress(enrollment)
    record = _graded_record(enrollment, module, act.block_id)
    grade = Grade.of(act.points, act.points_possible)
    completes = act.completed and record.completed_at is None
    if grade == record.own_grade and not completes:
        return None
    change = _note_change(record, GradeChangeKind.REGRADE, grade, completes, by, reason, now)
    record.points, record.points_possible = change.points_after, change.possible_after
    _settle(progress, record, completes, now, source=act.source)
    return change


def _graded_record(enrollment: Enrollment, module: Module, block_id: UUID) -> ActivityRecord:
    """What is recorded of the activity, or a new row that is not stored yet."""
    place = {"enrollment": enrollment, "module": module, "block_id": block_id}
    found = ActivityRecord.objects.filter(**place).select_related("override").first()
    return found or ActivityRecord(**place, source=EvidenceSource.STAFF)


def _note_change(
    record: ActivityRecord,
    kind: GradeChangeKind,
    after: Grade | None,
    completes: bool,
    by: Any,
    reason: str,
    now: datetime,
) -> GradeChange:
    before = record.own_grade if kind == GradeChangeKind.REGRADE else record.grade
    return GradeChange.objects.create(
        enrollment=record.enrollment,
        module=record.module,
        block_id=record.block_id,
        kind=kind,
        points_before=before.points if before else None,
        possible_before=before.possible if before else None,
        points_after=after.points if after else None,
        possible_after=after.possible if after else None,
        completes=completes,
        by=by,
        at=now,
        reason=reason,
    )


def _settle(
    progress: CourseProgress,
    record: ActivityRecord,
    completes: bool,
    now: datetime,
    source: EvidenceSource = EvidenceSource.STAFF,
) -> None:
    """Store a changed record and what follows from it; the learner's last activity stays what it was."""
    if completes:
        complete_activity(record, source, now)
    record.save()
    judge_progress(progress, now, Act.STAFF)
