"""What courses hold for somebody who is not enrolled, and which cohorts start soon."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils import timezone, translation

from courses.enrollment.queries import course_outlooks, joinable, next_starts
from courses.enrollment.services import enroll
from courses.enrollment.states import EnrollmentReason
from courses.progress.queries import course_standings
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


@pytest.mark.parametrize(
    ("zone", "day", "to_come"),
    [
        ("UTC", 21, False),
        ("UTC", 22, True),
        ("Asia/Tehran", 22, False),  # there it is 01:30 of that day
        ("Asia/Tehran", 23, True),
        ("America/Sao_Paulo", 21, False),
        ("America/Sao_Paulo", 22, True),
    ],
)
def test_next_starts_leave_out_what_has_begun_in_the_zone_of_its_cohort(zone: str, day: int, to_come: bool) -> None:
    make_cohort(make_course(), starts_on=date(2026, 3, day), time_zone=zone)
    assert bool(next_starts(make_catalog(), 6, NOW)) is to_come


def test_next_starts_know_a_day_that_is_already_over_in_utc() -> None:
    make_cohort(make_course(), starts_on=date(2026, 3, 22), time_zone="Pacific/Honolulu")
    now = datetime(2026, 3, 22, 9, 59, tzinfo=UTC)
    assert [len(next_starts(make_catalog(), 6, when)) for when in (now, now + timedelta(minutes=1))] == [1, 0]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Enrollment opens on 4 December 2026 (\u2068Tehran\u2069)"),
        ("fa", "۱۳ آذر ۱۴۰۵ (\u2068تهران\u2069)"),
    ],
)
def test_start_that_opens_at_midnight_tells_the_day_of_the_cohort(rf: Any, language: str, told: str) -> None:
    opens = datetime(2026, 12, 4, tzinfo=ZoneInfo("Asia/Tehran"))
    make_cohort(make_course(), starts_on=date(2027, 1, 5), enrollment_opens_at=opens, time_zone="Asia/Tehran")
    (start,) = next_starts(make_catalog(), 6, NOW)
    with translation.override(language), timezone.override(UTC):
        drawn = render_to_string("courses/components/start.html", {"start": start, "request": rf.get("/")})
    assert told in drawn


def test_state_of_a_course_that_opens_at_midnight_tells_the_day_of_the_cohort() -> None:
    opens = datetime(2026, 12, 4, tzinfo=ZoneInfo("Asia/Tehran"))
    course = make_course()
    make_cohort(course, enrollment_opens_at=opens, time_zone="Asia/Tehran")
    standings = course_standings([course.translation_key], AnonymousUser(), course_outlooks(NOW), NOW)
    with timezone.override(UTC):
        drawn = render_to_string(
            "courses/components/course_state.html", {"standing": standings[course.translation_key]}
        )
    assert "Enrollment opens on 4 December 2026" in drawn


def test_next_starts_are_those_that_have_not_begun_with_the_page_of_the_course(django_assert_num_queries: Any) -> None:
    course, draft = make_course("Open"), make_course("Draft")
    for page, days in ((course, 9), (course, 1), (course, 0), (draft, 2)):
        make_cohort(page, title=f"{page.title} in {days}", starts_on=(NOW + days * DAY).date())
    make_cohort(course, title="At once", starts_on=None)
    draft.unpublish()
    catalog = make_catalog()
    with django_assert_num_queries(4):
        starts = next_starts(catalog, 6, NOW)
    assert [(start.cohort.title, start.course_page.title) for start in starts] == [
        ("Open in 1", "Open"),
        ("Open in 9", "Open"),
    ]
    assert [start.cohort.title for start in next_starts(catalog, 1, NOW)] == ["Open in 1"]
