"""The learner's way on a telephone without JavaScript."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from courses.models import CourseCompletion
from tests.factories.courses import make_cohort, make_course, make_module, make_quiz, publish, quiz_block, single_choice

from .accounts import sign_in
from .learning import enroll, hand_in, mark_as_read

RIGHT = {"Question first?": "first option 0", "Question second?": "second option 1"}


def test_learner_when_scripts_are_off_completes_a_course(
    open_session: Callable[..., Page], make_user: Callable[..., Any]
) -> None:
    make_user("learner@example.org", name="Ana")
    course = make_course("Twin cities", modules=0)
    publish(course.get_parent().specific)
    quiz = make_quiz("Beginnings", [single_choice("first"), single_choice("second", right=1)])
    make_module(course, "How it began", body=[quiz_block(quiz)])
    make_cohort(course)
    page = open_session(java_script_enabled=False, viewport={"width": 390, "height": 844})

    sign_in(page, "learner@example.org")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Courses").click()
    page.get_by_role("link", name="Twin cities").click()
    page.locator("#dates").get_by_role("link", name="Enroll", exact=True).click()
    enroll(page, name="Ana Petrova")
    mark_as_read(page)
    page.get_by_role("link", name="Go to the quiz").click()
    page.get_by_role("button", name="Start the quiz").click()
    hand_in(page, {})
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    page.get_by_role("alert").get_by_role("link", name="Question second?").click()
    hand_in(page, RIGHT)
    expect(page.get_by_role("heading", name="You have passed")).to_be_visible()
    page.get_by_role("link", name="Back to the module").click()
    expect(page.get_by_text("You have completed this module.")).to_be_visible()
    assert CourseCompletion.objects.get().enrollment.learner.email == "learner@example.org"
