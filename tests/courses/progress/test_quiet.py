"""Whom the registrar is shown because they have fallen silent."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from courses.enrollment.services import enroll, withdraw
from courses.models import Enrollment
from courses.progress.queries import quiet_enrollments
from courses.progress.services import mark_read
from tests.factories.courses import MIDNIGHTS, MINUTE, make_cohort, make_course, make_learner, module_of, take_course

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def quiet() -> list[Enrollment]:
    return list(quiet_enrollments(now=NOW, days=14))


def enrolled(days_ago: float, course: Any = None, **cohort: Any) -> Enrollment:
    began = NOW - days_ago * DAY
    cohort = make_cohort(course or make_course(), **{"enrollment_opens_at": NOW - 99 * DAY, **cohort})
    learner = make_learner()
    return enroll(cohort=cohort, learner=learner, by=learner, now=began)


@pytest.mark.parametrize(("days_ago", "silent"), [(13.9, False), (14, False), (14.1, True), (60, True)])
def test_quiet_are_those_enrolled_who_never_began(days_ago: float, silent: bool) -> None:
    enrollment = enrolled(days_ago)
    assert quiet() == ([enrollment] if silent else [])


@pytest.mark.parametrize(("days_ago", "silent"), [(13.9, False), (14.1, True)])
def test_quiet_are_those_whose_last_activity_is_long_ago(days_ago: float, silent: bool) -> None:
    course = make_course(modules=2)
    enrollment = enrolled(60, course)
    module = module_of(course.get_children().first())
    mark_read(enrollment=enrollment, module=module, now=NOW - days_ago * DAY)
    assert quiet() == ([enrollment] if silent else [])


@pytest.mark.parametrize(
    ("starts", "ends", "silent"), [(15, -1, True), (14, -1, False), (-3, -9, False), (20, 1, False), (20, 0, True)]
)
def test_quiet_are_those_in_cohorts_that_run(starts: int, ends: int, silent: bool) -> None:
    days = {"starts_on": (NOW - starts * DAY).date(), "ends_on": (NOW - ends * DAY).date()}
    enrolled(60, **days)
    assert bool(quiet()) is silent


@pytest.mark.parametrize(("zone", "midnight"), MIDNIGHTS)
def test_quiet_are_those_whose_last_day_is_not_over_where_they_are(zone: str, midnight: datetime) -> None:
    enrolled(60, ends_on=date(2026, 11, 24), time_zone=zone)
    assert [quiet_enrollments(now=now, days=14).exists() for now in (midnight - MINUTE, midnight)] == [True, False]


@pytest.mark.parametrize(("zone", "midnight"), MIDNIGHTS)
def test_quiet_are_those_whose_first_day_is_long_ago_where_they_are(zone: str, midnight: datetime) -> None:
    enrolled(60, starts_on=date(2026, 11, 10), time_zone=zone)
    assert [quiet_enrollments(now=now, days=14).exists() for now in (midnight - MINUTE, midnight)] == [False, True]


def test_quiet_in_cohorts_of_many_zones_take_two_queries(django_assert_num_queries: Any) -> None:
    for zone in ("UTC", "Asia/Tehran", "America/Sao_Paulo"):
        enrolled(60, time_zone=zone)
    with django_assert_num_queries(2):
        assert len(quiet()) == 3


def test_quiet_are_not_those_who_completed_the_course_or_left() -> None:
    completed, left, silent = (enrolled(60) for _ in range(3))
    take_course(completed)
    completed.progress.__class__.objects.update(last_activity_at=NOW - 50 * DAY)
    withdraw(enrollment=left, by=None, now=NOW)
    assert quiet() == [silent]


def test_quiet_begin_with_those_who_never_began_and_the_longest_silence() -> None:
    course = make_course(modules=2)
    module = module_of(course.get_children().first())
    late, early, never = enrolled(60, course), enrolled(61, course), enrolled(20)
    mark_read(enrollment=late, module=module, now=NOW - 20 * DAY)
    mark_read(enrollment=early, module=module, now=NOW - 30 * DAY)
    assert quiet() == [never, early, late]
