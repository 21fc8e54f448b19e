"""Why modules are closed to a reader, where they are listed and on their own page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django import template
from django.utils import timezone

from courses.catalogue.models import ModulePage
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import ModuleAccess, Schedules
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
    modules: Iterable[ModulePage], enrollment: Enrollment | None, found: Schedules | None, completed: Collection[UUID]
) -> list[SyllabusRow]:
    """The modules of a course as a reader with this enrollment, or without one, finds them."""
    locks = locks_of(enrollment, found, completed, timezone.now()) if enrollment and found else {}
    keys = [(module, module.translation_key) for module in modules]
    return [SyllabusRow(module, key in completed, locks.get(key)) for module, key in keys]


@register.filter
def lock_of(access: ModuleAccess) -> Lock | None:
    """Why the schedule keeps closed the module that the gate was asked for."""
    enrollment, found = access.enrollment, access.schedules
    if enrollment is None or found is None or access.module is None:
        return None
    return locks_of(enrollment, found, completed_modules(enrollment), timezone.now()).get(access.module.key)
