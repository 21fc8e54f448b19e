"""A quiz of forty questions is surveyed at a glance, and what is wrong in one of them is found at once."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.factories.courses import block_id, make_quiz, single_choice

from .accounts import sign_in

TRUE_OR_FALSE = {
    "type": "true_false",
    "id": block_id("last"),
    "value": {"text": "Last?", "answer": "true", "explanation": "<p>So.</p>", "source": ""},
}


@pytest.fixture
def questions(page: Page, make_staff: Callable[[str, str], Any]) -> Locator:
    """The questions of a quiz with forty of them in the editing form."""
    quiz = make_quiz("Treaties", [*(single_choice(f"no. {number}") for number in range(1, 40)), TRUE_OR_FALSE])
    make_staff("editor@example.org", "Course editors")
    sign_in(page, "editor@example.org")
    page.goto(f"/admin/snippets/courses/quiz/edit/{quiz.pk}/")
    return page.get_by_role("region", name="Questions*")


def question(questions: Locator, text: str) -> Locator:
    return questions.get_by_role("region", name=text)


def fields(place: Locator) -> Locator:
    return place.get_by_role("textbox").locator("visible=true")


def test_forty_questions_are_folded_and_tell_their_right_answers(questions: Locator) -> None:
    expect(question(questions, "Question no. 23?")).to_contain_text("✓ no. 23 option 0")
    expect(question(questions, "Last?")).to_contain_text("✓ True")
    expect(fields(questions)).to_have_count(0)


def test_forty_questions_are_numbered_and_their_options_are_not(questions: Locator) -> None:
    numbered = "element => getComputedStyle(element, '::before').content"
    kinds = questions.locator("[data-streamfield-child] [data-panel-heading] > :first-child").evaluate_all(
        f"elements => elements.map({numbered})"
    )
    assert (kinds.count('counter(question) ". "'), kinds.count("none")) == (40, 39 * 3)


def test_question_without_a_right_answer_is_named_and_open(page: Page, questions: Locator) -> None:
    faulty = question(questions, "Question no. 23?")
    faulty.get_by_role("button", name="Toggle section").first.click()
    faulty.get_by_role("checkbox", name="Right answer").first.uncheck()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(questions.get_by_text("Look at these questions, each says what is wrong: 23.")).to_be_visible()
    expect(questions.get_by_text("Mark exactly one option as right.")).to_be_visible()
    expect(fields(question(questions, "Question no. 23?"))).not_to_have_count(0)
    expect(fields(question(questions, "Question no. 22?"))).to_have_count(0)
