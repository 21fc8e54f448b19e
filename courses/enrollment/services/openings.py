"""Letting one learner into a module that the schedule keeps closed, and taking that back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Module
from courses.decisions import refused
from courses.enrollment.models import Enrollment, ModuleOpening, OpeningEvent
from courses.enrollment.queries import schedules_of
from courses.enrollment.states import EnrollmentReason, OpeningAct, OpeningSource

from .releases import ReleaseRefused
from .seats import locked_enrollment


@transaction.atomic
def open_module(
    *,
    enrollment: Enrollment,
    module: Module,
    by: Any,
    reason: str,
    until: datetime | None = None,
    now: datetime | None = None,
) -> ModuleOpening:
    """Let one learner into a module that her schedule keeps closed, for good or until a moment; `by` is the member of
    staff, the reason is kept and not empty. The dates of the cohort hold all the same.

    Raises `ReleaseRefused` when the schedule lets her in already.
    """
    now = now or timezone.now()
    enrollment = locked_enrollment(enrollment.pk)
    if module.key in schedules_of([enrollment]).open_modules(enrollment, now):
        raise ReleaseRefused(refused(EnrollmentReason.OPEN_ALREADY))
    opening, _created = ModuleOpening.objects.update_or_create(
        enrollment=enrollment,
        module=module,
        defaults={"source": OpeningSource.STAFF, "opened_at": now, "until": until},
    )
    _note(opening, OpeningAct.OPENED, by=by, reason=reason, now=now)
    return opening


@transaction.atomic
def close_module(*, enrollment: Enrollment, module: Module, by: Any, reason: str, now: datetime | None = None) -> None:
    """Take back what staff had opened; the schedule decides again. What the learner has earned stays.

    Raises `ReleaseRefused` when no opening by staff is in force.
    """
    now = now or timezone.now()
    enrollment = locked_enrollment(enrollment.pk)
    openings = ModuleOpening.objects.filter(enrollment=enrollment, module=module, source=OpeningSource.STAFF)
    opening = openings.first()
    if opening is None or not opening.holds(now):
        raise ReleaseRefused(refused(EnrollmentReason.NOT_OPENED_BY_STAFF))
    _note(opening, OpeningAct.TAKEN_BACK, by=by, reason=reason, now=now)
    opening.delete()


def _note(opening: ModuleOpening, act: OpeningAct, *, by: Any, reason: str, now: datetime) -> None:
    OpeningEvent.objects.create(
        enrollment=opening.enrollment,
        module=opening.module,
        act=act,
        until=opening.until,
        by=by,
        at=now,
        reason=reason,
    )
