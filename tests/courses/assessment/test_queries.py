"""A quiz in several languages: one set of rules, whatever language the learner reads in."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import translation

from courses.assessment.models import Attempt, Quiz
from courses.assessment.queries import QuizStanding, quiz_standing
from courses.assessment.services import AttemptRefused, start_attempt, submit_attempt
from courses.assessment.states import AttemptReason
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.models import Module, ModulePage
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
    single_choice,
    translate,
    translate_quiz,
)

pytestmark = pytest.mark.django_db
BLOCK = UUID(block_id("quiz"))
EASY = {"title": "آزمون", "pass_mark": 1, "attempts_allowed": None}


@pytest.fixture
def quiz() -> Quiz:
    """In English: one attempt, all answers right."""
    return make_quiz("Check", attempts_allowed=1, pass_mark=100)


@pytest.fixture
def page(quiz: Quiz) -> ModulePage:
    return make_module(make_course(modules=0), body=[quiz_block(quiz)])


@pytest.fixture
def module(page: ModulePage) -> Module:
    return module_of(page)


@pytest.fixture
def enrollment(page: ModulePage) -> Enrollment:
    learner = make_learner()
    return enroll(cohort=make_cohort(page.get_parent().specific), learner=learner, by=learner)


def standing_in(language: str, enrollment: Enrollment, module: Module) -> QuizStanding:
    with translation.override(language):
        return quiz_standing(enrollment, module, BLOCK)


def attempt_in(language: str, enrollment: Enrollment, module: Module, right: int) -> Attempt:
    """Hand in an attempt with so many right answers."""
    with translation.override(language):
        attempt = start_attempt(enrollment=enrollment, module=module, block_id=BLOCK)
        answers = right_answers(attempt.questions)
        return submit_attempt(attempt=attempt, answers=dict(list(answers.items())[:right]))


def changed(quiz: Quiz, **values: Any) -> list[dict[str, Any]]:
    """The questions of the quiz as stored, the first of them changed."""
    first, *others = quiz.questions.get_prep_value()
    return [{**first, "value": {**first["value"], **values}}, *others]


def test_translated_quiz_asks_in_the_readers_language_by_the_rules_of_the_module(
    quiz: Quiz, enrollment: Enrollment, module: Module
) -> None:
    translate_quiz(quiz, **EASY, questions=changed(quiz, text="پرسش؟", explanation="<p>زیرا.</p>"))
    attempt = attempt_in("fa", enrollment, module, right=1)
    assert (attempt.title, attempt.language, attempt.pass_mark, attempt.passed) == ("آزمون", "fa", 100, False)
    assert "پرسش؟" in {question["text"] for question in attempt.questions}


@pytest.mark.parametrize(("first", "then"), [("en", "fa"), ("fa", "en")])
def test_learner_who_changes_the_language_gets_no_further_attempt(
    quiz: Quiz, enrollment: Enrollment, module: Module, first: str, then: str
) -> None:
    translate_quiz(quiz, **EASY)
    attempt_in(first, enrollment, module, right=0)
    assert [standing_in(language, enrollment, module).left for language in ("en", "fa")] == [0, 0]
    with pytest.raises(AttemptRefused) as refusal:
        attempt_in(then, enrollment, module, right=2)
    assert (refusal.value.decision.reason, Attempt.objects.count()) == (AttemptReason.NO_ATTEMPTS_LEFT, 1)


def test_quiz_that_is_a_draft_in_the_language_of_the_module_is_available_in_none(
    quiz: Quiz, enrollment: Enrollment, module: Module
) -> None:
    translated = translate_quiz(quiz, **EASY)
    quiz.unpublish()
    assert translated.live
    assert [standing_in(language, enrollment, module).quiz for language in ("en", "fa")] == [None, None]


def test_quiz_that_is_not_written_in_the_language_of_the_module_follows_the_first_version(
    quiz: Quiz, enrollment: Enrollment, module: Module
) -> None:
    translate_quiz(quiz, "ru", pass_mark=60)
    translate_quiz(quiz, "fa", pass_mark=1)
    quiz.delete()
    for language in ("en", "fa", "ru"):
        standing = standing_in(language, enrollment, module)
        assert standing.quiz is not None
        assert (standing.quiz.rules.locale.language_code, standing.quiz.rules.pass_mark) == ("ru", 60), language


OPTIONS = single_choice("first")["value"]["options"]
OTHER_KEY = single_choice("first", right=2)["value"]["options"]


@pytest.mark.parametrize(
    ("questions", "language"),
    [
        (lambda quiz: changed(quiz, text="پرسش؟"), "fa"),
        (lambda quiz: list(reversed(changed(quiz))), "fa"),
        (lambda quiz: changed(quiz)[:1], "en"),
        (lambda quiz: [*changed(quiz), single_choice("third")], "en"),
        (lambda quiz: [single_choice("another"), *changed(quiz)[1:]], "en"),
        (lambda quiz: changed(quiz, options=OPTIONS[:2]), "en"),
        (lambda quiz: changed(quiz, options=OTHER_KEY), "en"),
        (lambda quiz: [{**changed(quiz)[0], "type": "multiple_choice"}, *changed(quiz)[1:]], "en"),
    ],
    ids=["texts", "order", "fewer", "more", "another", "fewer options", "another key", "another kind"],
)
def test_translation_is_asked_as_long_as_it_asks_the_same_as_the_original(
    quiz: Quiz, enrollment: Enrollment, module: Module, questions: Any, language: str
) -> None:
    translate_quiz(quiz, questions=questions(quiz))
    standing = standing_in("fa", enrollment, module)
    assert standing.quiz is not None
    assert standing.quiz.wording.locale.language_code == language


def test_translation_that_is_a_draft_is_not_asked(quiz: Quiz, enrollment: Enrollment, module: Module) -> None:
    translate_quiz(quiz).unpublish()
    standing = standing_in("fa", enrollment, module)
    assert standing.quiz is not None
    assert standing.quiz.wording == quiz


def test_card_in_the_text_of_a_translated_module_tells_the_rules_of_the_original(
    client: Client, quiz: Quiz, page: ModulePage, enrollment: Enrollment
) -> None:
    persian = translate_quiz(quiz, **EASY)
    translate(page.get_parent().specific, slug="course")
    address = translate(page, slug="module", body=[quiz_block(persian)]).get_url()
    client.force_login(enrollment.learner)
    card = client.get(address).content.decode().split("quiz-card stack")[1]
    title, facts = card.split("</h2>")[:2]
    numbers = [int(number) for number in re.findall(r"\d+", facts.split("</p>")[0])]
    assert (">آزمون<" in title, numbers) == (True, [2, 100])
    quiz.unpublish()
    assert "quiz-card" not in client.get(address).content.decode()
