"""What courses hold for somebody who is not enrolled, and which cohorts start soon."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from courses.enrollment.queries import course_outlooks, joinable, next_starts
from courses.enrollment.services import enroll
from courses.enrollment.states import EnrollmentReason
from tests.factories.courses import make_catalog, make_cohort, make_course, make_learner

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 21, 22, tzinfo=UTC)
DAY = timedelta(days=1)


def test_outlooks_tell_of_each_course_the_best_of_its_cohorts(django_assert_num_queries: Any) -> None:
    now_open, opening, full, closed, without = (make_course(f"Course {number}") for number in range(5))
    make_cohort(now_open, enrollment_opens_at=NOW + DAY)
    make_cohort(now_open, enrollment_opens_at=NOW)
    make_cohort(opening, enrollment_opens_at=NOW, time_zone="Asia/Tehran", enrollment_closes_at=NOW + DAY)
    cohort = make_cohort(full, seats=1, enrollment_opens_at=None)
    enroll(cohort=cohort, learner=make_learner(), by=None)
    make_cohort(closed, enrollment_opens_at=None, enrollment_closes_at=NOW)
    with django_assert_num_queries(1):
        found = course_outlooks(NOW - timedelta(hours=1))
    assert found.keys() == {page.translation_key for page in (now_open, opening, full, closed)}
    found = course_outlooks(NOW)
    assert found.keys() == {page.translation_key for page in (now_open, opening, full)}
    assert joinable(found) == {now_open.translation_key, opening.translation_key}
    assert found[full.translation_key].reason == EnrollmentReason.FULL
    assert without.translation_key not in found


def test_outlook_that_opens_later_says_when_on_the_clock_of_the_cohort() -> None:
    course = make_course()
    make_cohort(course, enrollment_opens_at=NOW + timedelta(hours=1), time_zone="Asia/Tehran")
    when = course_outlooks(NOW)[course.translation_key].when
    assert when is not None
    assert when.isoformat() == "2026-03-22T02:30:00+03:30"


def test_next_starts_are_those_from_tomorrow_on_with_the_page_of_the_course(django_assert_num_queries: Any) -> None:
    course, draft = make_course("Open"), make_course("Draft")
    for page, days in ((course, 9), (course, 1), (course, 0), (draft, 2)):
        make_cohort(page, title=f"{page.title} in {days}", starts_on=(NOW + days * DAY).date())
    make_cohort(course, title="At once", starts_on=None)
    draft.unpublish()
    catalog = make_catalog()
    with django_assert_num_queries(3):
        starts = next_starts(catalog, 6, NOW)
    assert [(start.cohort.title, start.course_page.title) for start in starts] == [
        ("Open in 1", "Open"),
        ("Open in 9", "Open"),
    ]
    assert [start.cohort.title for start in next_starts(catalog, 1, NOW)] == ["Open in 1"]
