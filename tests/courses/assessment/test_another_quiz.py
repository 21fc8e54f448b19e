"""An editor chooses another quiz in the place of one that was taken: nothing of the old one counts at the new one."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.assessment.models import Attempt, Quiz
from courses.assessment.queries import attempted_quizzes, out_of_attempts, quiz_standing, standing_after
from courses.assessment.services import start_attempt, submit_attempt
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.models import Cohort, Module, ModulePage
from tests.factories.courses import (
    MIDNIGHTS,
    MINUTE,
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    module_of,
    publish,
    quiz_block,
    right_answers,
    single_choice,
)

pytestmark = pytest.mark.django_db
BLOCK = UUID(block_id("quiz"))


@pytest.fixture
def enrollment() -> Enrollment:
    quiz = make_quiz("Old", [single_choice("first")], attempts_allowed=2)
    page = make_module(make_course(modules=0), body=[quiz_block(quiz)])
    learner = make_learner()
    return enroll(cohort=make_cohort(page.get_parent().specific), learner=learner, by=learner)


def module() -> Module:
    return module_of(ModulePage.objects.get())


def begin(enrollment: Enrollment) -> Attempt:
    return start_attempt(enrollment=enrollment, module=module(), block_id=BLOCK)


def take(enrollment: Enrollment, *, right: bool = False) -> Attempt:
    attempt = begin(enrollment)
    return submit_attempt(attempt=attempt, answers=right_answers(attempt.questions) if right else {})


def choose_another(**fields: Any) -> Quiz:
    """The module's text as the chooser leaves it: the same block, another quiz."""
    page = ModulePage.objects.get()
    quiz = make_quiz("New", [single_choice("second")], **{"attempts_allowed": 2, **fields})
    page.body = [quiz_block(quiz)]
    publish(page)
    return quiz


def test_another_quiz_begins_without_attempts_and_numbers_them_on(enrollment: Enrollment) -> None:
    take(enrollment)
    take(enrollment, right=True)
    choose_another()
    standing = quiz_standing(enrollment, module(), BLOCK)
    assert (standing.left, standing.passed, standing.best, standing.submitted, standing.shows_key) == (
        2,
        False,
        None,
        [],
        False,
    )
    attempt = take(enrollment)
    assert (attempt.title, attempt.number) == ("New", 3)
    assert quiz_standing(enrollment, module(), BLOCK).submitted == [attempt]


def test_result_at_another_quiz_explains_nothing_because_the_old_one_was_passed(
    client: Client, enrollment: Enrollment
) -> None:
    old = take(enrollment, right=True)
    choose_another()
    new = take(enrollment)
    client.force_login(enrollment.learner)
    pages = [client.get(reverse("courses:attempt", args=[one.pk])).content.decode() for one in (old, new)]
    assert ["Because of first" in pages[0], "Because of second" in pages[1]] == [True, False]
    assert [("Try again" in page, "You have 1 attempt left." in page) for page in pages] == [
        (False, False),
        (True, True),
    ]


def test_result_at_a_quiz_whose_place_was_taken_invites_to_no_further_attempt(
    client: Client, enrollment: Enrollment
) -> None:
    old = take(enrollment)
    choose_another()
    client.force_login(enrollment.learner)
    page = client.get(reverse("courses:attempt", args=[old.pk])).content.decode()
    assert ("This quiz is not available at the moment." in page, "try again" in page.lower()) == (True, False)


def test_what_was_earned_at_the_old_quiz_stays(enrollment: Enrollment) -> None:
    take(enrollment, right=True)
    choose_another()
    take(enrollment)
    record = enrollment.activity_records.get()
    assert (record.completed_at is not None, record.percent) == (True, 100)


def test_attempt_begun_at_the_old_quiz_is_handed_in_before_one_at_the_new_quiz_begins(enrollment: Enrollment) -> None:
    begun = begin(enrollment)
    choose_another()
    assert begin(enrollment) == begun
    assert take(enrollment, right=True).title == "Old"
    assert (standing_after(begun).passed, quiz_standing(enrollment, module(), BLOCK).passed) == (True, False)
    assert begin(enrollment).title == "New"


def test_learner_is_out_of_attempts_only_at_the_quiz_that_is_there(enrollment: Enrollment) -> None:
    now = timezone.now()
    take(enrollment)
    take(enrollment)
    assert list(out_of_attempts(now)) == [enrollment]
    choose_another(attempts_allowed=1)
    assert list(out_of_attempts(now)) == []
    take(enrollment)
    assert list(out_of_attempts(now)) == [enrollment]


@pytest.mark.parametrize(("zone", "midnight"), MIDNIGHTS)
def test_learner_is_out_of_attempts_until_the_last_day_is_over_where_the_cohort_is(
    enrollment: Enrollment, zone: str, midnight: datetime
) -> None:
    take(enrollment)
    take(enrollment)
    Cohort.objects.update(ends_on=date(2026, 11, 24), time_zone=zone)
    assert [out_of_attempts(now).exists() for now in (midnight - MINUTE, midnight)] == [True, False]


def test_desk_lists_the_attempts_at_each_quiz_by_itself(enrollment: Enrollment) -> None:
    take(enrollment, right=True)
    choose_another()
    take(enrollment)
    old, new = attempted_quizzes(enrollment)
    assert [(one.attempts[0].title, one.passed, bool(one.another), one.quiz is None) for one in (old, new)] == [
        ("Old", True, False, True),
        ("New", False, False, False),
    ]
