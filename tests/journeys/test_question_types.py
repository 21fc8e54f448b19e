"""A learner answers a question of each type: on a telephone, by keyboard, without script, from right to left."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from courses.assessment.services import start_attempt
from courses.enrollment.services import enroll
from courses.models import Attempt
from tests.factories.content import make_picture
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_module,
    make_quiz,
    module_of,
    quiz_block,
    right_answers,
    translate,
    translate_quiz,
)
from tests.factories.plugins import plugin
from tests.factories.questions import OWN, written_question

from .accounts import sign_in
from .site import LEARNER
from .test_accessibility import Examination, both_ways, examination

__all__ = ["examination"]
pytestmark = pytest.mark.journey
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def attempt(db: None, make_user: Callable[..., Any]) -> Iterator[Attempt]:
    """An attempt with a question of each type, those of a plugin too; the first one has a picture and three points."""
    learner = make_user(LEARNER, name="Niloufar")
    picture = {"picture": make_picture().pk, "picture_alt": "A harbor", "points": 3}
    with plugin():
        first, *others = OWN
        quiz = make_quiz("Check", [written_question(first, **picture), *map(written_question, others)])
        course = make_course(modules=0)
        module = make_module(course, "Letters", body=[quiz_block(quiz)])
        translate(course, slug="cities")
        translate(module, slug="letters", body=[quiz_block(translate_quiz(quiz, title="آزمون"))])
        enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner)
        yield start_attempt(enrollment=enrollment, module=module_of(module), block_id=block_id("quiz"))


def address(attempt: Attempt, language: str = "en") -> str:
    return f"{'' if language == 'en' else f'/{language}'}/learning/attempts/{attempt.pk}/"


def question(page: Page, asked: dict[str, Any]) -> Locator:
    return page.locator(".questions > .field", has_text=asked["text"])


def answer(page: Page, asked: dict[str, Any], right: Any, *, scripts: bool) -> None:
    """Give the right answer to one question as its field wants it."""
    place = question(page, asked)
    match asked["type"]:
        case "single_choice" | "multiple_choice" | "true_false":
            for option in right:
                place.locator(f"[value='{option}']").check()
        case "ordering" if scripts:
            arrange(place, asked)
        case "matching" | "ordering":
            for select, one in zip(place.get_by_role("combobox").all(), right, strict=True):
                select.select_option(one)
        case "cloze":
            for gap, one in zip(place.locator(".gaps :is(input, select)").all(), right, strict=True):
                gap.select_option(one) if gap.evaluate("gap => gap.tagName") == "SELECT" else gap.fill(one)
        case "scale":
            place.get_by_role("combobox").select_option(right)
        case _:
            place.get_by_role("textbox").fill(right)


def arrange(place: Locator, asked: dict[str, Any]) -> None:
    """Move the things to their places by the keyboard."""
    for item in sorted(asked["items"], key=lambda one: -one["place"]):
        button = place.locator("[data-item]", has_text=item["text"]).locator("[name=move][value='-1']")
        while button.is_enabled():
            button.focus()
            button.press("Enter")
    keep = place.get_by_role("button", name="Leave them in this order")
    if keep.is_visible():
        keep.click()
    expect(place.locator("label")).to_have_text(
        [one["text"] for one in sorted(asked["items"], key=lambda one: one["place"])]
    )


def answer_all(page: Page, attempt: Attempt, *, scripts: bool) -> None:
    right = right_answers(attempt.questions)
    for asked in attempt.questions:
        answer(page, asked, right[asked["id"]], scripts=scripts)


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_learner_on_a_telephone_answers_a_question_of_each_type(
    open_session: Callable[..., Page], attempt: Attempt, scripts: bool
) -> None:
    page = open_session(java_script_enabled=scripts, viewport=PHONE)
    sign_in(page, LEARNER)
    page.goto(address(attempt))
    answer_all(page, attempt, scripts=scripts)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", name="You have passed")).to_be_visible()
    expect(page.get_by_text("11 of 11 points: 100%.")).to_be_visible()
    expect(page.locator(".answered .badge-success")).to_have_count(len(OWN))


def test_learner_answers_one_question_at_a_time_and_what_is_missing_is_named(
    open_session: Callable[..., Page], attempt: Attempt
) -> None:
    page = open_session(viewport=PHONE)
    sign_in(page, LEARNER)
    page.goto(address(attempt))
    page.get_by_role("button", name="One question at a time").click()
    right = right_answers(attempt.questions)
    for asked in attempt.questions:
        if asked["type"] != "cloze":
            answer(page, asked, right[asked["id"]], scripts=True)
        if asked != attempt.questions[-1]:
            page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("[data-focus]")).to_contain_text("Answer each part of this question.")
    page.locator("[data-focus] a").click()
    (gaps,) = [asked for asked in attempt.questions if asked["type"] == "cloze"]
    answer(page, gaps, right[gaps["id"]], scripts=True)
    for _step in range(len(OWN)):
        following = page.get_by_role("button", name="Next question")
        if following.is_visible():
            following.click()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", name="You have passed")).to_be_visible()


@both_ways
def test_axe_when_questions_of_each_type_are_asked_missed_and_answered_finds_nothing(
    examination: Examination,
    attempt: Attempt,
    language: str,
) -> None:
    page = examination.page
    sign_in(page, LEARNER)
    page.goto(address(attempt, language))
    examination.look("questions")
    page.locator("form.questions > .form-actions [type=submit]").click()
    expect(page.get_by_role("alert")).to_be_focused()
    examination.look("questions with errors")
    answer_all(page, attempt, scripts=True)
    page.locator("form.questions > .form-actions [type=submit]").click()
    expect(page.locator("#outcome")).to_be_visible()
    examination.look("result")
    assert examination.found == []


def test_things_that_were_not_put_in_order_are_not_answered_until_their_order_is_chosen(
    open_session: Callable[..., Page], attempt: Attempt
) -> None:
    page = open_session()
    sign_in(page, LEARNER)
    page.goto(address(attempt))
    asked = next(asked for asked in attempt.questions if asked["type"] == "ordering")
    page.get_by_role("button", name="Hand in").click()
    expect(question(page, asked)).to_contain_text("Answer each part of this question.")
    question(page, asked).get_by_role("button", name="Leave them in this order").click()
    expect(question(page, asked).get_by_role("status")).to_have_text("This order is your answer.")
    page.get_by_role("button", name="Hand in").click()
    expect(question(page, asked)).not_to_contain_text("Answer each part of this question.")
    expect(question(page, asked).get_by_role("button", name="Leave them in this order")).to_be_hidden()


def test_picture_of_a_question_as_text_only_is_its_description_and_is_not_fetched(
    open_session: Callable[..., Page], attempt: Attempt
) -> None:
    page = open_session()
    sign_in(page, LEARNER)
    page.context.add_cookies([{"name": "text_only", "value": "yes", "url": page.url}])
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address(attempt), wait_until="networkidle")
    expect(page.locator(".question-picture-told")).to_contain_text("Picture: A harbor")
    expect(page.get_by_role("link", name="Show the picture")).to_be_visible()
    assert not [one for one in fetched if attempt.questions[0]["picture"]["url"] in one]
