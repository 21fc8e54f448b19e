"""A quiz question by question, or all of them: one form, nothing answered is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from courses.assessment.services import start_attempt
from courses.enrollment.services import enroll
from courses.models import Attempt
from tests.factories.courses import block_id, make_cohort, make_course, make_module, make_quiz, module_of, quiz_block

from .accounts import sign_in
from .site import LEARNER

pytestmark = pytest.mark.journey
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def attempt(db: None, make_user: Callable[..., Any]) -> Attempt:
    learner = make_user(LEARNER, name="Niloufar")
    course = make_course(modules=0)
    module = make_module(course, "Letters", body=[quiz_block(make_quiz("Check"))])
    enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner)
    return start_attempt(enrollment=enrollment, module=module_of(module), block_id=block_id("quiz"))


def questions(page: Page) -> list[bool]:
    """Which of the questions can be seen."""
    return [question.is_visible() for question in page.locator(".questions > .field").all()]


def test_questions_one_at_a_time_are_answered_and_handed_in_together(
    open_session: Callable[..., Page], attempt: Attempt
) -> None:
    page = open_session(viewport=PHONE)
    sign_in(page, LEARNER)
    page.goto(f"/learning/attempts/{attempt.pk}/")
    assert questions(page) == [True, True]
    page.get_by_role("button", name="One question at a time").click()
    assert questions(page) == [True, False]
    expect(page.get_by_role("status").filter(has_text="Question 1 of 2")).to_be_visible()
    expect(page.get_by_role("button", name="Hand in")).to_be_hidden()
    expect(page.get_by_role("button", name="Previous question")).to_be_hidden()
    place = page.get_by_role("button", name="Next question").bounding_box()["x"]
    page.locator(".questions > .field").nth(0).get_by_role("radio").first.check()
    page.get_by_role("button", name="Next question").click()
    assert questions(page) == [False, True]
    assert page.locator("form.questions").evaluate("form => getComputedStyle(form).counterReset") == "question 1"
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("[data-focus]")).to_contain_text("Choose an answer to this question.")
    assert questions(page) == [False, True]  # the way was remembered; what misses an answer comes first
    page.get_by_role("button", name="Previous question").click()
    page.locator("[data-focus] a").click()
    assert questions(page) == [False, True]
    expect(page.locator(".questions legend").nth(1)).to_be_in_viewport(ratio=1)
    page.locator(".questions > .field").nth(1).get_by_role("radio").first.check()
    page.get_by_role("button", name="Previous question").click()
    assert page.get_by_role("button", name="Next question").bounding_box()["x"] == place
    expect(page.locator(".questions > .field").nth(0).get_by_role("radio").first).to_be_checked()
    page.get_by_role("button", name="All questions on one page").click()
    assert questions(page) == [True, True]
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("#outcome")).to_be_visible()
    attempt.refresh_from_db()
    assert len(attempt.answers) == 2
