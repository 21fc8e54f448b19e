"""What learners could open once stays open to them."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from courses.enrollment.models import Cohort, Enrollment, ModuleOpening
from courses.enrollment.queries import own_releases, schedules_of
from courses.enrollment.rules import Release
from courses.enrollment.states import OpeningSource

CHUNK = 500  # enrollments at a time


@contextmanager
def kept_open(cohort: Cohort, now: datetime) -> Iterator[None]:
    """While the dates or the schedule of a cohort change: what its learners could open before stays open to them.

    The caller holds the cohort's lock. Before the first day nothing is open.
    """
    before, releases = Cohort.objects.get(pk=cohort.pk), own_releases(cohort)
    yield
    after = Cohort.objects.get(pk=cohort.pk)
    started = before.starts_at is None or before.starts_at <= now
    if started and (_timing(before), releases) != (_timing(after), own_releases(after)):
        for chunk in _chunks(Enrollment.objects.filter(cohort=cohort)):
            _earn_what_closes(chunk, before, releases, after, now)


def _timing(cohort: Cohort) -> tuple[Any, ...]:
    return cohort.starts_on, cohort.time_zone, cohort.in_order


def _chunks(enrollments: Any) -> Iterator[list[Enrollment]]:
    ids = list(enrollments.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield list(Enrollment.objects.filter(pk__in=ids[start : start + CHUNK]).select_related("cohort"))


def _earn_what_closes(
    enrollments: Collection[Enrollment],
    before: Cohort,
    releases: Mapping[UUID, Release],
    after: Cohort,
    now: datetime,
) -> None:
    schedules = schedules_of(enrollments)
    earned = []
    for enrollment in enrollments:
        enrollment.cohort = before
        open_before = schedules.with_releases(before, releases).open_modules(enrollment, now)
        enrollment.cohort = after
        closes = open_before - schedules.open_modules(enrollment, now)
        earned += [_earned(enrollment, key, now) for key in closes]
    _keep(earned)


def earn_modules(*, enrollment: Enrollment, keys: Collection[UUID], now: datetime) -> None:
    """Keep these modules open to the learner for good; what staff had opened has no end any more. Earning twice changes
    nothing."""
    _keep([_earned(enrollment, key, now) for key in keys])


def _earned(enrollment: Enrollment, key: UUID, now: datetime) -> ModuleOpening:
    return ModuleOpening(enrollment=enrollment, module_id=key, source=OpeningSource.EARNED, opened_at=now)


def _keep(earned: Collection[ModuleOpening]) -> None:
    ModuleOpening.objects.bulk_create(
        earned, update_conflicts=True, unique_fields=["enrollment", "module"], update_fields=["source", "until"]
    )
