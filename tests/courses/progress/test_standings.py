"""How the cards of courses tell a visitor where she stands."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.enrollment.services import enroll
from courses.models import CoursePage
from courses.progress.services import mark_read
from tests.factories.courses import make_cohort, make_course, make_learner, make_module, module_of, take_course

pytestmark = pytest.mark.django_db
STATE = re.compile(r'<div class="course-state">(.*?)</div>', re.DOTALL)
TAGS = re.compile(r"<[^>]+>")


@pytest.fixture
def course() -> CoursePage:
    course = make_course(modules=0)
    for number in range(2):
        make_module(course, f"Module {number}")
    return CoursePage.objects.get()


def told(client: Client, address: str = "/courses/") -> list[str]:
    """What each card says, in the order of the list."""
    text = client.get(address).content.decode()
    return [" ".join(TAGS.sub(" ", found).split()) for found in STATE.findall(text)]


def test_card_of_a_course_tells_a_learner_her_own_way_and_others_nothing_of_it(course: CoursePage) -> None:
    learner, client, stranger = make_learner(), Client(), Client()
    client.force_login(learner)
    cohort = make_cohort(course)
    assert told(client) == told(stranger) == ["Open for enrollment"]
    enrollment = enroll(cohort=cohort, learner=learner, by=learner)
    assert told(client) == ["Enrolled"]
    mark_read(enrollment=enrollment, module=module_of(course.get_children().first().specific))
    assert told(client) == ["In progress 50%"]
    take_course(enrollment)
    assert told(client) == ["Completed"]
    assert told(stranger) == ["Open for enrollment"]


def test_card_of_a_course_that_starts_or_opens_later_names_the_day(course: CoursePage) -> None:
    learner, client = make_learner(), Client()
    client.force_login(learner)
    cohort = make_cohort(course, starts_on=date(2050, 3, 1), time_zone="Asia/Tehran")
    enroll(cohort=cohort, learner=learner, by=learner)
    later = make_course("Later")
    make_cohort(later, enrollment_opens_at=timezone.now() + timedelta(days=3), time_zone="UTC")
    day = (timezone.now() + timedelta(days=3)).date()
    assert told(client) == ["Enrolled Starts on 1 March 2050", f"Enrollment opens on {day:%-d %B %Y}"]


def test_card_of_a_course_without_a_free_seat_says_so_and_one_without_dates_nothing(course: CoursePage) -> None:
    enroll(cohort=make_cohort(course, seats=1), learner=make_learner(), by=None)
    make_course("Without dates")
    assert told(Client()) == ["All seats are taken"]
