from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from courses.attendance.queries import SOON, attended, my_sessions, roster
from courses.attendance.rules import Attended
from courses.attendance.services import record_attendance
from courses.attendance.states import Presence
from courses.enrollment.services import enroll, withdraw
from courses.models import Enrollment
from tests.factories.courses import make_cohort, make_course, make_learner, make_session

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Asia/Tehran"))


def take_seat(cohort: Any, learner: Any = None) -> Enrollment:
    return enroll(cohort=cohort, learner=learner or make_learner(), by=None)


def mark(session: Any, *present: Enrollment, absent: Any = ()) -> None:
    marks = dict.fromkeys([one.pk for one in present], Presence.PRESENT)
    marks |= dict.fromkeys([one.pk for one in absent], Presence.ABSENT)
    record_attendance(session=session, marks=marks, by=make_learner())


def test_attended_counts_minutes_present_of_all_sessions_of_the_own_cohort() -> None:
    course = make_course()
    cohort, other, bare = make_cohort(course), make_cohort(course), make_cohort(course)
    ana, ben, cem, dina = take_seat(cohort), take_seat(cohort), take_seat(other), take_seat(bare)
    long, short = make_session(cohort, minutes=120), make_session(cohort, minutes=30)
    mark(long, ana, absent=[ben])
    mark(short, ben)
    make_session(other, minutes=45)
    found = attended([ana, ben, cem, dina])
    assert found == {
        ana.pk: Attended(120, 150), ben.pk: Attended(30, 150), cem.pk: Attended(0, 45), dina.pk: Attended(0, 0)
    }  # fmt: skip


def test_roster_has_who_takes_part_and_who_left_after_being_marked() -> None:
    cohort = make_cohort(make_course())
    session = make_session(cohort)
    stays, left, left_unmarked = take_seat(cohort), take_seat(cohort), take_seat(cohort)
    mark(session, left)
    mark(make_session(cohort), stays, left)
    for one in (left, left_unmarked):
        withdraw(enrollment=one, by=one.learner)
    assert set(roster(session)) == {stays, left}
    assert roster(session).count() == 2


def test_my_sessions_are_those_to_come_of_cohorts_with_a_seat() -> None:
    learner, course = make_learner(), make_course()
    cohort, over, left = make_cohort(course), make_cohort(course), make_cohort(course)
    for one in (cohort, over, left):
        take_seat(one, learner)
    withdraw(enrollment=Enrollment.objects.get(cohort=left), by=learner)
    over.ends_on = date(2026, 11, 23)
    over.save()
    for one in (over, left, make_cohort(course)):
        make_session(one, starts_at=NOW + timedelta(days=1))
    make_session(cohort, "over", starts_at=NOW - timedelta(minutes=90))
    make_session(cohort, "goes on", starts_at=NOW - timedelta(minutes=89))
    for day in range(SOON):
        make_session(cohort, f"in {day}", starts_at=NOW + timedelta(days=day + 1))
    found = my_sessions(learner, NOW)
    assert [session.topic for session in found.upcoming] == ["goes on", "in 0", "in 1", "in 2", "in 3"]
    assert found.attended == [(cohort, Attended(0, 7 * 90))]


@pytest.mark.parametrize("number", [1, 3])
def test_my_sessions_cost_the_same_for_any_number(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    learner, course = make_learner(), make_course()
    for _cohort in range(number):
        cohort = make_cohort(course)
        take_seat(cohort, learner)
        for _session in range(number):
            make_session(cohort, starts_at=NOW + timedelta(days=1))
    with django_assert_num_queries(2):
        found = my_sessions(learner, NOW)
    assert len(found.attended) == number
