from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses import signals
from courses.enrollment.models import Cohort, Enrollment, EnrollmentEvent
from courses.enrollment.services import EnrollmentRefused, enroll, make_cohort_page, save_cohort, withdraw
from courses.enrollment.states import EnrollmentReason, EnrollmentState
from tests.factories.courses import make_cohort, make_course, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort(make_course(), seats=2)


def _enroll(cohort: Cohort, learner: Any = None) -> Enrollment:
    learner = learner or make_learner()
    return enroll(cohort=cohort, learner=learner, by=learner)


def test_enroll_when_open_takes_a_seat_and_logs_it(cohort: Cohort) -> None:
    enrollment = _enroll(cohort)
    cohort.refresh_from_db()
    assert cohort.seats_taken == 1
    assert list(enrollment.events.values_list("before", "after", "by")) == [("", "active", enrollment.learner_id)]


def test_enroll_when_full_is_refused_and_writes_nothing(cohort: Cohort) -> None:
    _enroll(cohort)
    _enroll(cohort)
    with pytest.raises(EnrollmentRefused) as refusal:
        _enroll(cohort)
    assert refusal.value.decision.reason == EnrollmentReason.FULL
    assert (Enrollment.objects.count(), EnrollmentEvent.objects.count()) == (2, 2)


def test_enroll_twice_is_refused_and_keeps_one_seat(cohort: Cohort) -> None:
    enrollment = _enroll(cohort)
    with pytest.raises(EnrollmentRefused) as refusal:
        _enroll(cohort, enrollment.learner)
    cohort.refresh_from_db()
    assert (refusal.value.decision.reason, cohort.seats_taken) == (EnrollmentReason.ALREADY_ENROLLED, 1)


def test_withdraw_then_enroll_again_is_the_same_enrollment(cohort: Cohort) -> None:
    enrollment = _enroll(cohort)
    withdraw(enrollment=enrollment, by=enrollment.learner, reason="New duties.")
    cohort.refresh_from_db()
    assert cohort.seats_taken == 0
    again = _enroll(cohort, enrollment.learner)
    assert again.pk == enrollment.pk
    assert list(again.events.values_list("before", "after", "reason")) == [
        ("", "active", ""),
        ("active", "withdrawn", "New duties."),
        ("withdrawn", "active", ""),
    ]


def test_log_names_who_gave_the_seat_and_who_took_it_back(cohort: Cohort) -> None:
    registrar, learner = make_learner(), make_learner()
    enrollment = enroll(cohort=cohort, learner=learner, by=registrar)
    withdraw(enrollment=enrollment, by=learner)
    assert list(enrollment.events.values_list("after", "by")) == [
        ("active", registrar.pk),
        ("withdrawn", learner.pk),
    ]


def test_withdraw_twice_changes_nothing(cohort: Cohort) -> None:
    enrollment = _enroll(cohort)
    withdraw(enrollment=enrollment, by=enrollment.learner)
    withdraw(enrollment=enrollment, by=enrollment.learner)
    assert enrollment.events.count() == 2


def test_withdraw_after_the_last_day_is_refused() -> None:
    cohort = make_cohort(make_course(), ends_on=timezone.now().date() + timedelta(days=1))
    enrollment = _enroll(cohort)
    with pytest.raises(EnrollmentRefused) as refusal:
        withdraw(enrollment=enrollment, by=enrollment.learner, now=timezone.now() + timedelta(days=4))
    assert refusal.value.decision.reason == EnrollmentReason.COHORT_ENDED
    assert Enrollment.objects.get().state == EnrollmentState.ACTIVE


def test_enroll_when_the_course_is_unpublished_is_refused() -> None:
    course = make_course()
    cohort = make_cohort(course)
    course.unpublish()
    with pytest.raises(EnrollmentRefused) as refusal:
        _enroll(cohort)
    assert refusal.value.decision.reason == EnrollmentReason.NOT_PUBLISHED


def test_signals_are_sent_after_commit_with_the_id(cohort: Cohort, django_capture_on_commit_callbacks: Any) -> None:
    received = []

    def receiver(**named: Any) -> None:
        received.append(named["enrollment_id"])

    signals.enrolled.connect(receiver)
    try:
        with django_capture_on_commit_callbacks() as callbacks:
            enrollment = _enroll(cohort)
            assert received == []
        for callback in callbacks:
            callback()
    finally:
        signals.enrolled.disconnect(receiver)
    assert received == [enrollment.pk]


def test_database_refuses_an_oversold_cohort(cohort: Cohort) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.filter(pk=cohort.pk).update(seats_taken=3)


def test_database_refuses_a_second_enrollment_of_a_person(cohort: Cohort) -> None:
    enrollment = _enroll(cohort)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrollment.objects.create(cohort=cohort, learner=enrollment.learner, state=EnrollmentState.ACTIVE)


def test_save_cohort_with_fewer_seats_than_taken_is_refused(cohort: Cohort) -> None:
    stale = Cohort.objects.get(pk=cohort.pk)
    _enroll(cohort)
    _enroll(cohort)
    stale.seats = 1
    with pytest.raises(EnrollmentRefused) as refusal:
        save_cohort(cohort=stale)
    assert refusal.value.decision.reason == EnrollmentReason.SEATS_BELOW_TAKEN


def test_save_cohort_read_before_an_enrollment_keeps_the_seats_taken(cohort: Cohort) -> None:
    stale = Cohort.objects.get(pk=cohort.pk)
    _enroll(cohort)
    stale.title = "Renamed"
    save_cohort(cohort=stale)
    cohort.refresh_from_db()
    assert (cohort.title, cohort.seats_taken) == ("Renamed", 1)


def test_make_cohort_page_twice_makes_one_live_page_below_the_course() -> None:
    course = make_course()
    cohort = make_cohort(course)
    page = make_cohort_page(cohort=cohort, by=make_learner())
    assert page is not None
    page.refresh_from_db()
    assert (page.live, page.get_parent().pk) == (True, course.pk)
    again = make_cohort_page(cohort=cohort, by=None)
    assert again == page


def test_save_cohort_with_another_course_after_people_enrolled_is_refused(cohort: Cohort) -> None:
    _enroll(cohort)
    other = make_course("Other")
    cohort.course_id = other.translation_key
    with pytest.raises(EnrollmentRefused) as refusal:
        save_cohort(cohort=cohort)
    assert refusal.value.decision.reason == EnrollmentReason.COURSE_HAS_ENROLLMENTS
