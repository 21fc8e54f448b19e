"""The figures of courses in the editors' lists."""

from datetime import date, datetime

import pytest

from courses.models import CoursePage
from courses.upkeep.queries import with_figures
from tests.factories.courses import MIDNIGHTS, MINUTE, make_cohort, make_course

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("zone", "midnight"), MIDNIGHTS)
def test_next_run_is_the_first_that_has_not_begun_before_today_where_it_is(zone: str, midnight: datetime) -> None:
    course = make_course()
    for day in (23, 24, 26):
        make_cohort(course, starts_on=date(2026, 11, day), time_zone=zone)
    found = [with_figures(CoursePage.objects.all(), now=now).get().next_run for now in (midnight - MINUTE, midnight)]
    assert found == [date(2026, 11, 24), date(2026, 11, 26)]
