"""The writes of a cohort's schedule."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from courses import signals
from courses.decisions import Refused, refused
from courses.enrollment.models import Cohort, ModuleRelease
from courses.enrollment.queries import own_releases, schedule_faults
from courses.enrollment.rules import Release
from courses.enrollment.states import EnrollmentReason

from .keeping import kept_open
from .seats import seats_locked


class ReleaseRefused(Refused):
    """A schedule is not stored, or a module not opened or closed; `decision.reason` is an `EnrollmentReason`."""


def set_schedule(
    *, cohort: Cohort, in_order: bool, releases: Mapping[UUID, Release], now: datetime | None = None
) -> None:
    """Store when the modules of the cohort open: those without a release of their own open with the cohort, or
    `in_order`. What a learner could open before stays open to her.

    Raises `ReleaseRefused`: a module waits for what can never be done.
    """
    now = now or timezone.now()
    with seats_locked(cohort.pk) as locked, kept_open(locked, now):
        if schedule_faults(locked, in_order=in_order, releases=releases):
            raise ReleaseRefused(refused(EnrollmentReason.LOCKED_FOREVER))
        Cohort.objects.filter(pk=locked.pk).update(in_order=in_order)
        ModuleRelease.objects.filter(cohort=locked).delete()
        ModuleRelease.objects.bulk_create(_row(locked, key, release) for key, release in releases.items())
        signals.send_on_commit(signals.schedule_changed, sender=Cohort, cohort_id=locked.pk)


def _row(cohort: Cohort, key: UUID, release: Release) -> ModuleRelease:
    return ModuleRelease(
        cohort=cohort,
        module_id=key,
        kind=release.kind,
        opens_on=release.opens_on,
        days=release.days,
        after=[str(one) for one in release.after],
        needed=release.needed,
        minimum=release.minimum,
    )


def copy_schedule(*, cohort: Cohort, source: Cohort, now: datetime | None = None) -> None:
    """Give the cohort the schedule of another one of the same course. Days move by as many as lie between the first
    days of the two; where one has none they stay.

    Raises `ReleaseRefused`: the other cohort is one of another course.
    """
    if source.course_id != cohort.course_id:
        raise ReleaseRefused(refused(EnrollmentReason.OTHER_COURSE))
    apart = cohort.starts_on - source.starts_on if cohort.starts_on and source.starts_on else timedelta(0)
    releases = {key: _moved(release, apart) for key, release in own_releases(source).items()}
    set_schedule(cohort=cohort, in_order=source.in_order, releases=releases, now=now)


def _moved(release: Release, apart: timedelta) -> Release:
    return replace(release, opens_on=release.opens_on + apart) if release.opens_on else release
