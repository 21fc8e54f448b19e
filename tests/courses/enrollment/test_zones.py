"""Days and moments of a cohort are told on its clock and the zone is named. Here it is already tomorrow."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from courses.assessment.services import start_attempt, submit_attempt
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.models import Attempt, Cohort, CourseCompletion, CoursePage
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    module_of,
    quiz_block,
    take_course,
)

pytestmark = pytest.mark.django_db
ZONE, CITY = "Pacific/Kiritimati", "Kiritimati"  # UTC+14
EVENING = datetime(2031, 3, 21, 22, 30, tzinfo=UTC)
NEXT_NOON = "22 March 2031, 12:30"
ISOLATED = f"(\u2068{CITY}\u2069)"


@pytest.fixture
def course() -> CoursePage:
    return make_course()


@pytest.fixture
def enrolled(client: Client, course: CoursePage) -> Enrollment:
    learner = make_learner()
    client.force_login(learner)
    return enroll(cohort=make_cohort(course, time_zone=ZONE), learner=learner, by=learner)


def change(enrollment: Enrollment, **fields: Any) -> None:
    Cohort.objects.filter(pk=enrollment.cohort_id).update(**fields)


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_enrollment_that_is_not_open_yet_tells_when(client: Client, course: CoursePage) -> None:
    make_cohort(course, time_zone=ZONE, enrollment_opens_at=EVENING)
    assert f"Enrollment opens on {NEXT_NOON} {ISOLATED}." in text_of(client, course.get_url())


def test_enroll_page_tells_until_when_and_names_the_zone(client: Client, course: CoursePage) -> None:
    client.force_login(make_learner())
    cohort = make_cohort(course, time_zone=ZONE, enrollment_closes_at=EVENING)
    text = text_of(client, reverse("courses:enroll", args=[cohort.pk]))
    assert f'<time datetime="2031-03-22T12:30:00+14:00" data-own="moment">{NEXT_NOON}</time>' in text
    assert f"<bdi>{CITY}</bdi>" in text


def test_withdraw_page_tells_until_when_one_can_come_back(client: Client, enrolled: Enrollment) -> None:
    change(enrolled, enrollment_closes_at=EVENING)
    text = text_of(client, reverse("courses:withdraw", args=[enrolled.pk]))
    assert f"Enrollment closes on {NEXT_NOON} {ISOLATED}." in text


def test_first_day_is_told_with_its_zone_wherever_it_is_waited_for(
    client: Client, enrolled: Enrollment, course: CoursePage
) -> None:
    change(enrolled, starts_on=date(2031, 3, 22))
    module = course.get_children().first().get_url()
    for text in (text_of(client, module, 403), text_of(client, "/learning/"), text_of(client, course.get_url())):
        assert f"The modules open on 22 March 2031 {ISOLATED}." in text


def test_last_day_is_told_with_its_zone_when_it_is_over(
    client: Client, enrolled: Enrollment, course: CoursePage
) -> None:
    change(enrolled, ends_on=date(2021, 3, 21))
    for text in (text_of(client, course.get_children().first().get_url(), 403), text_of(client, "/learning/")):
        assert f"The last day was 21 March 2021 {ISOLATED}." in text


def test_completion_is_told_on_the_cohorts_day(client: Client, enrolled: Enrollment, course: CoursePage) -> None:
    take_course(enrolled)
    CourseCompletion.objects.update(completed_at=EVENING)
    for address in ("/learning/", course.get_children().first().get_url()):
        assert f"You completed this course on 22 March 2031 {ISOLATED}." in text_of(client, address)


def test_attempts_are_told_on_the_cohorts_clock(client: Client, enrolled: Enrollment, course: CoursePage) -> None:
    module = module_of(make_module(course, "With quiz", body=[quiz_block(make_quiz())]))
    block = UUID(block_id("quiz"))
    submit_attempt(attempt=start_attempt(enrollment=enrolled, module=module, block_id=block), answers={})
    Attempt.objects.update(submitted_at=EVENING)
    text = text_of(client, reverse("courses:quiz", args=[enrolled.pk, module.pk, block]))
    assert (f"Handed in ({CITY})" in text, f"<td>{NEXT_NOON}</td>" in text) == (True, True)
