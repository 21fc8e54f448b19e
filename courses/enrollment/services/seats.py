"""The writes of enrollment. Each takes the cohort's lock first: that is what keeps a cohort from being oversold."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses import signals
from courses.catalogue.models import CohortPage, CoursePage
from courses.catalogue.queries import free_slug
from courses.decisions import Refused, refused
from courses.enrollment.models import Cohort, Enrollment, EnrollmentEvent
from courses.enrollment.queries import gather_facts
from courses.enrollment.rules import may_enroll, may_withdraw
from courses.enrollment.states import HOLDING_SEAT, MOVES, EnrollmentReason, EnrollmentState

from .keeping import kept_open


class EnrollmentRefused(Refused):
    """The enrollment cannot be made or moved; `decision.reason` is an `EnrollmentReason`."""


@contextmanager
def seats_locked(cohort_id: int) -> Iterator[Cohort]:
    """The cohort inside a transaction that nobody else can take or give back a seat in."""
    with transaction.atomic():
        yield Cohort.objects.select_for_update().select_related(None).get(pk=cohort_id)


def locked_enrollment(enrollment_id: int) -> Enrollment:
    """The enrollment as it is now, with its cohort and course; nobody moves it until the transaction ends."""
    enrollments = Enrollment.objects.select_for_update(of=("self",)).select_related("cohort__course")
    return enrollments.get(pk=enrollment_id)


def enroll(*, cohort: Cohort, learner: Any, by: Any, now: datetime | None = None) -> Enrollment:
    """Give `learner` a seat; for someone who had withdrawn, the same enrollment again.

    Raises `EnrollmentRefused` (not open, closed, full, already enrolled, not published, nothing to read).
    """
    now = now or timezone.now()
    with seats_locked(cohort.pk) as locked:
        enrollment = Enrollment.objects.filter(cohort=locked, learner=learner).first()
        locked.seats_taken = _count_seats(locked)
        decision = may_enroll(gather_facts(locked, enrollment, now))
        if not decision:
            raise EnrollmentRefused(decision)
        enrollment = enrollment or Enrollment(cohort=locked, learner=learner, enrolled_at=now)
        _move(enrollment, EnrollmentState.ACTIVE, by=by, now=now)
        _store_seats(locked, locked.seats_taken + 1)
        signals.send_on_commit(signals.enrolled, sender=Enrollment, enrollment_id=enrollment.pk)
    return enrollment


def withdraw(*, enrollment: Enrollment, by: Any, reason: str = "", now: datetime | None = None) -> Enrollment:
    """Give the seat back. Progress and records stay; the person may come back while enrollment is open.

    Withdrawing twice changes nothing. Raises `EnrollmentRefused` when the cohort has ended.
    """
    now = now or timezone.now()
    with seats_locked(enrollment.cohort_id) as locked:
        enrollment = locked_enrollment(enrollment.pk)
        if not enrollment.holds_seat:
            return enrollment
        decision = may_withdraw(state=enrollment.state, ends_at=locked.ends_at, now=now)
        if not decision:
            raise EnrollmentRefused(decision)
        _move(enrollment, EnrollmentState.WITHDRAWN, by=by, now=now, reason=reason)
        _store_seats(locked, _count_seats(locked))
        signals.send_on_commit(signals.withdrawn, sender=Enrollment, enrollment_id=enrollment.pk)
    return enrollment


def _count_seats(cohort: Cohort) -> int:
    return Enrollment.objects.filter(cohort=cohort, state__in=HOLDING_SEAT).count()


def _store_seats(cohort: Cohort, taken: int) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(seats_taken=taken)


def _move(enrollment: Enrollment, state: EnrollmentState, *, by: Any, now: datetime, reason: str = "") -> None:
    before = EnrollmentState(enrollment.state) if enrollment.state else None
    if (before, state) not in MOVES:
        raise ValueError(f"An enrollment cannot move from {before} to {state}.")
    enrollment.state = state
    enrollment.save()
    EnrollmentEvent.objects.create(
        enrollment=enrollment, before=before or "", after=state, by=by, at=now, reason=reason
    )


def save_cohort(*, cohort: Cohort) -> Cohort:
    """Store a new or edited cohort without touching the seats that are being taken meanwhile, or its schedule. What
    learners could open before its dates change stays open to them.

    Raises `EnrollmentRefused`: fewer seats are offered than taken, or another course although people are enrolled.
    """
    if cohort._state.adding:
        cohort.save()
        return cohort
    with seats_locked(cohort.pk) as locked, kept_open(locked, timezone.now()):
        cohort.seats_taken, cohort.in_order = locked.seats_taken, locked.in_order
        if cohort.course_id != locked.course_id and locked.enrollments.exists():
            raise EnrollmentRefused(refused(EnrollmentReason.COURSE_HAS_ENROLLMENTS))
        if cohort.seats is not None and cohort.seats < locked.seats_taken:
            raise EnrollmentRefused(refused(EnrollmentReason.SEATS_BELOW_TAKEN))
        cohort.save()
    return cohort


def make_cohort_page(*, cohort: Cohort, by: Any) -> CohortPage | None:
    """Make the public page of a cohort below its course's page; None while the course has no page.

    It is published if the course is: who may add cohorts may publish this page. A cohort that has a page keeps it.
    """
    existing = CohortPage.objects.filter(cohort=cohort).order_by("pk").first()
    course_page = CoursePage.objects.filter(
        translation_key=cohort.course_id, locale__language_code=cohort.course.language
    ).first()
    if existing is not None or course_page is None:
        return existing
    slug = free_slug(course_page, cohort.title, f"cohort-{cohort.pk}")
    page = CohortPage(title=cohort.title, slug=slug, cohort=cohort, locale=course_page.locale, live=False, owner=by)
    course_page.add_child(instance=page)
    revision = page.save_revision(user=by)
    if course_page.live:
        revision.publish(user=by, skip_permission_checks=True)
    return page
