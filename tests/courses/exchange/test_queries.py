"""What a file would bring, and what a quiz gives to one, over all types of questions, those of plugins too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from courses.exchange.queries import MOST_QUESTIONS, file_of, plan_export, plan_import
from courses.exchange.states import Fault, FileFormat, Loss
from courses.models import Quiz
from courses.registry import question_types
from tests.factories.courses import make_quiz, single_choice
from tests.factories.plugins import plugin
from tests.factories.questions import OWN, written_question

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"
TRAVEL = ["single_choice", "multiple_choice", "true_false", "numeric", "short_text", "matching"]
STAY = ["ordering", "cloze", "scale"]


@pytest.fixture(autouse=True)
def _installed() -> Iterator[None]:
    with plugin():
        yield


def quiz_of(*slugs: str, key: int = 0, **shared: Any) -> Quiz:
    return make_quiz(questions=[written_question(slug, key, **shared) for slug in slugs])


def asked(value: Any) -> dict[str, Any]:
    """A question without its ids, which each copy has of its own."""

    def without_ids(one: Any) -> Any:
        if isinstance(one, dict):
            return {name: without_ids(part) for name, part in one.items() if name not in ("id", "match")}
        return [without_ids(part) for part in one] if isinstance(one, list) else one

    found: dict[str, Any] = without_ids(value.block.as_asked(value.value, ""))
    return found


@pytest.mark.parametrize("key", [0, 1])
@pytest.mark.parametrize("slug", TRAVEL)
def test_question_that_travels_comes_back_unchanged(slug: str, key: int) -> None:
    own = {"unit": ""} if slug == "numeric" else {}
    quiz = quiz_of(slug, key=key, source="", **own)
    (question,) = plan_import(file_of(plan_export(quiz, FileFormat.GIFT))).new
    kind = question_types.get(slug)
    assert kind
    copy = Quiz(questions=[(slug, question.value)]).questions[0]
    (original,) = quiz.questions
    before, after = asked(original), asked(copy)
    if slug == "multiple_choice" and key == 0:
        before["partial"] = after["partial"]  # with one right option both earn the same
    assert after == before


def test_types_that_travel_and_stay_are_all_there_are() -> None:
    assert sorted(TRAVEL + STAY) == sorted(OWN)


@pytest.mark.parametrize("slug", STAY)
def test_question_that_no_format_holds_is_left_out_and_told(slug: str) -> None:
    for form in FileFormat:
        (question,) = plan_export(quiz_of(slug), form)
        assert (question.number, question.text, question.losses) == (1, None, (Loss.NOT_HELD,))


def test_question_whose_plugin_is_gone_is_left_out_and_told() -> None:
    quiz = quiz_of("single_choice", "scale")
    question_types._entries.pop("scale")
    vars(Quiz._meta.get_field("questions")).pop("stream_block")
    planned = plan_export(Quiz.objects.get(pk=quiz.pk), FileFormat.GIFT)
    assert [bool(question.text) for question in planned] == [True, False]


def test_aiken_holds_single_choice_and_tells_what_else_there_is() -> None:
    planned = plan_export(quiz_of("single_choice", "true_false"), FileFormat.AIKEN)
    told = (Loss.EXPLANATION, Loss.OPTION_FEEDBACK, Loss.SOURCE)
    assert [question.losses for question in planned] == [told, (Loss.NOT_HELD,)]


def test_plan_of_a_file_tells_what_each_question_becomes() -> None:
    plan = plan_import((FILES / "from_moodle.gift").read_text())
    assert plan.format == FileFormat.GIFT
    assert [question.kind.slug for question in plan.new if question.kind] == [
        "single_choice",
        "multiple_choice",
        "multiple_choice",
        "true_false",
        "short_text",
        "numeric",
        "numeric",
        "matching",
    ]
    assert [(question.line, question.remarks[0].code) for question in plan.refused] == [
        (42, Fault.ESSAY),
        (44, Fault.DESCRIPTION),
    ]
    assert [question.line for question in plan.unexplained] == [12, 19, 24, 27, 33, 35]
    review = plan.new[0].review
    assert review
    assert [(option["text"], option["right"]) for option in review.answer["options"]] == [
        ("A friendship charter", True),
        ("A peace treaty", False),
        ("A letter of intent", False),
    ]


def test_question_twice_in_a_file_is_taken_once() -> None:
    plan = plan_import("Q{=a ~b}\n\nQ{=a#x ~b####y}\n\nQ{=a ~c}")
    assert [(question.line, question.present) for question in plan.questions] == [(1, False), (3, True), (5, False)]


def test_question_that_is_in_the_quiz_is_there_already_however_it_is_explained() -> None:
    quiz = quiz_of(*TRAVEL)
    written = file_of(plan_export(quiz, FileFormat.GIFT)).replace("Because", "For")
    plan = plan_import(written, quiz)
    assert [question.present for question in plan.questions] == [
        slug != "numeric" for slug in TRAVEL
    ]  # that one has a unit


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Q{" + "=a " + "~b" * 11 + "}", "number of items is 10"),
        ("Q{=" + "a" * 301 + " ~b}", "300"),
        ("Q{=a -> b}", "number of items is 2"),
        ("Q{=a -> b =c -> d = -> b}", "One of these belongs to a pair."),
        ("Q{#1.1234567}", "6 decimal"),
        ("Q{=\u200f}", "Each accepted answer needs a letter or a digit."),
    ],
)
def test_question_that_the_editor_would_refuse_is_not_taken_and_says_why(written: str, words: str) -> None:
    (question,) = plan_import(f"\n{written}").refused
    (remark,) = question.remarks
    assert (remark.line, remark.code) == (2, Fault.REFUSED)
    assert words in remark.words


@pytest.mark.parametrize(
    ("written", "line", "fault"),
    [
        ("", 1, Fault.EMPTY),
        ("// nothing\n$CATEGORY: x", 1, Fault.EMPTY),
        ("Q{T}\n\n" * (MOST_QUESTIONS + 1), 2 * MOST_QUESTIONS + 1, Fault.TOO_MANY),
    ],
)
def test_file_that_brings_nothing_says_why(written: str, line: int, fault: Fault) -> None:
    plan = plan_import(written)
    assert [(remark.line, remark.code) for remark in plan.remarks] == [(line, fault)]
    assert plan.questions == []


def test_plan_and_export_ask_the_database_nothing_more_with_more_questions(django_assert_num_queries: Any) -> None:
    few, many = (make_quiz(questions=[single_choice(str(one)) for one in range(number)]) for number in (1, 3))
    for quiz in (few, many):
        with django_assert_num_queries(0):
            plan_import(file_of(plan_export(quiz, FileFormat.GIFT)), quiz)
