"""What was done in enrollments, of which modules, and where it goes on."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from courses.catalogue.models import Module
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import schedules_of
from courses.progress.models import ActivityRecord, CourseCompletion, ModuleCompletion
from courses.progress.states import Achievement


def outline_of(course_id: UUID) -> list[Module]:
    """The published modules of a course in order."""
    return list(Module.objects.filter(course_id=course_id, live=True).order_by("position"))


def outlines_of(course_ids: Collection[UUID]) -> dict[UUID, list[Module]]:
    """The same of several courses, by their keys (one query)."""
    outlines = defaultdict(list)
    for module in Module.objects.filter(course_id__in=course_ids, live=True).order_by("position"):
        outlines[module.course_id].append(module)
    return outlines


def activity_records(enrollment: Enrollment, module_key: UUID) -> dict[UUID, ActivityRecord]:
    """The learner's records in one module by block id; reading is under the module's key."""
    records = ActivityRecord.objects.filter(enrollment=enrollment, module_id=module_key).select_related("override")
    return {record.block_id: record for record in records}


def completed_modules(enrollment: Enrollment) -> set[UUID]:
    """The keys of the modules completed in this enrollment."""
    return set(ModuleCompletion.objects.filter(enrollment=enrollment).values_list("module_id", flat=True))


def completed_by_enrollment(enrollments: Collection[Enrollment]) -> dict[int, set[UUID]]:
    """The same of several enrollments, by their primary keys (one query)."""
    completed = defaultdict(set)
    rows = ModuleCompletion.objects.filter(enrollment__in=enrollments).values_list("enrollment_id", "module_id")
    for enrollment_id, module_id in rows:
        completed[enrollment_id].add(module_id)
    return completed


def achievement(enrollment: Enrollment, module: Module) -> Achievement | None:
    """What the latest act completed: completions carry the moment of the act that made them."""
    now = F("enrollment__progress__last_activity_at")
    if CourseCompletion.objects.filter(enrollment=enrollment, completed_at=now).exists():
        return Achievement.COURSE
    completed = ModuleCompletion.objects.filter(enrollment=enrollment, module=module, completed_at=now)
    return Achievement.MODULE if completed.exists() else None


def unfinished_module(enrollment: Enrollment) -> Module | None:
    """The first published module that is not completed; one that still waits only where nothing else is left."""
    found, completed = schedules_of([enrollment]), completed_modules(enrollment)
    left = [module for module in found.outline(enrollment.cohort.course_id) if module.key not in completed]
    open_now = found.open_modules(enrollment, timezone.now())
    return next((module for module in left if module.key in open_now), left[0] if left else None)


def next_module(enrollment: Enrollment) -> Module | None:
    """Where to resume: the module that is unfinished, else the first one."""
    return unfinished_module(enrollment) or next(iter(outline_of(enrollment.cohort.course_id)), None)
