"""Why modules are closed to a reader, where they are listed and on their own page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import template
from django.utils import timezone

from courses.catalogue.models import Module, ModulePage
from courses.enrollment.models import Enrollment, ModuleOpening
from courses.enrollment.queries import ModuleAccess, Schedules, schedules_of
from courses.enrollment.states import OpeningSource
from courses.progress.queries import Lock, completed_modules, locks_of

register = template.Library()


@dataclass(frozen=True)
class SyllabusRow:
    """One module in a course's syllabus; `completed` is of the reader's own enrollment, `lock` says why it is closed to
    her."""

    page: ModulePage
    completed: bool
    lock: Lock | None


def syllabus_rows(
    modules: Iterable[ModulePage],
    enrollment: Enrollment | None,
    found: Schedules | None,
    completed: Collection[UUID],
    now: datetime | None = None,
) -> list[SyllabusRow]:
    """The modules of a course as a reader with this enrollment, or without one, finds them."""
    locks = locks_of(enrollment, found, completed, now or timezone.now()) if enrollment and found else {}
    keys = [(module, module.translation_key) for module in modules]
    return [SyllabusRow(module, key in completed, locks.get(key)) for module, key in keys]


def completed_for(access: ModuleAccess) -> Collection[UUID]:
    """The modules completed by whom the gate was asked for, or by whom staff imagines."""
    if access.done is not None:
        return access.done
    return completed_modules(access.enrollment) if access.enrollment else set()


@register.filter
def lock_of(access: ModuleAccess) -> Lock | None:
    """Why the schedule keeps closed the module that the gate was asked for."""
    enrollment, found = access.enrollment, access.schedules
    if enrollment is None or found is None or access.module is None:
        return None
    return locks_of(enrollment, found, completed_for(access), access.at).get(access.module.key)


@dataclass(frozen=True)
class ModuleState:
    """A module at the desk of one enrollment: why the schedule keeps it closed, if it does, and whether staff opened
    it."""

    module: Module
    lock: Lock | None
    opening: ModuleOpening | None


@register.simple_tag
def modules_of(enrollment: Enrollment) -> list[ModuleState]:
    """What the schedule of her cohort says of each module to this learner now."""
    found, now = schedules_of([enrollment]), timezone.now()
    locks = locks_of(enrollment, found, completed_modules(enrollment), now)
    by_staff = {
        key: one for (_pk, key), one in found.openings.items() if one.source == OpeningSource.STAFF and one.holds(now)
    }
    outline = found.outline(enrollment.cohort.course_id)
    return [ModuleState(module, locks.get(module.key), by_staff.get(module.key)) for module in outline]
