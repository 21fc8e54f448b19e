"""The quiz as a type of activity: what it tells of an enrollment through the door that plugins have too."""

from uuid import UUID

import pytest
from django.urls import reverse

from courses.assessment.services import start_attempt, submit_attempt
from courses.enrollment.services import enroll
from courses.models import Attempt
from courses.registry import Trial, activity_types
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    module_of,
    quiz_block,
    right_answers,
)

pytestmark = pytest.mark.django_db


def test_trials_of_a_quiz_are_the_attempts_that_were_handed_in() -> None:
    page = make_module(make_course(modules=0), body=[quiz_block(make_quiz())])
    learner = make_learner()
    enrollment = enroll(cohort=make_cohort(page.course_page), learner=learner, by=learner)
    place = {"module": module_of(page), "block_id": UUID(block_id("quiz"))}
    for right in (1, 2):
        attempt = start_attempt(enrollment=enrollment, **place)
        submit_attempt(attempt=attempt, answers=right_answers(attempt.questions[:right]))
    start_attempt(enrollment=enrollment, **place)
    quiz = activity_types.get("quiz")
    assert quiz is not None
    first, second, _open = Attempt.objects.order_by("number")
    common = {"module_key": page.translation_key, "block_id": UUID(block_id("quiz")), "language": ""}
    assert list(quiz.trials(enrollment)) == [
        Trial(
            **common, number=number, ended_at=attempt.submitted_at, percent=percent, outcome=outcome,
            url=reverse("courses:attempt", args=[attempt.pk]),
        )
        for number, attempt, percent, outcome in [(1, first, 50, "Not passed"), (2, second, 100, "Passed")]
    ]  # fmt: skip
