"""Which cohorts the registrar is shown."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from courses.enrollment.queries import joinable_cohorts, starting_cohorts
from tests.factories.courses import MIDNIGHTS, MINUTE, make_cohort, make_course

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("starts_on", "soon"),
    [(None, False), (TODAY - DAY, False), (TODAY, True), (TODAY + 30 * DAY, True), (TODAY + 31 * DAY, False)],
)
def test_starting_cohorts_are_those_that_start_from_today_on(starts_on: date | None, soon: bool) -> None:
    make_cohort(make_course(), starts_on=starts_on)
    assert starting_cohorts(now=NOW, days=30).exists() is soon


@pytest.mark.parametrize(("zone", "midnight"), MIDNIGHTS)
def test_starting_cohorts_count_the_days_from_today_where_they_are(zone: str, midnight: datetime) -> None:
    course = make_course()
    for day in range(23, 29):
        make_cohort(course, starts_on=date(2026, 11, day), time_zone=zone)
    days = [
        [cohort.starts_on.day for cohort in starting_cohorts(now=now, days=2)] for now in (midnight - MINUTE, midnight)
    ]
    assert days == [[24, 25, 26], [25, 26, 27]]


def test_starting_cohorts_come_in_the_order_of_their_first_days() -> None:
    course = make_course()
    for number, days in enumerate((9, 1, 5)):
        make_cohort(course, title=f"Cohort {number}", starts_on=TODAY + days * DAY)
    assert [str(cohort) for cohort in starting_cohorts(now=NOW, days=30)] == ["Cohort 1", "Cohort 2", "Cohort 0"]


@pytest.mark.parametrize(
    ("fields", "joinable"),
    [
        ({}, True),
        ({"seats": 1}, True),
        ({"seats": 1, "seats_taken": 1}, False),
        ({"enrollment_opens_at": NOW + DAY}, False),
        ({"enrollment_closes_at": NOW}, False),
        ({"ends_on": TODAY - DAY}, False),
        ({"starts_on": TODAY + DAY}, True),
    ],
)
def test_joinable_cohorts_are_those_in_which_one_can_enroll_now(fields: dict[str, Any], joinable: bool) -> None:
    make_cohort(make_course(), **{"enrollment_opens_at": NOW - DAY, **fields})
    assert joinable_cohorts(NOW).exists() is joinable


def test_joinable_cohorts_when_their_course_is_not_published_are_none() -> None:
    course = make_course()
    make_cohort(course)
    assert joinable_cohorts().exists()
    course.unpublish()
    assert not joinable_cohorts().exists()
