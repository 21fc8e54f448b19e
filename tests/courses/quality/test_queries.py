"""Figures of real attempts, over all types of questions."""

from typing import Any

import pytest

from courses.quality.queries import quiz_statistics
from tests.factories.attempts import PlacedQuiz
from tests.factories.courses import block_id, make_quiz, publish, single_choice, translate_quiz
from tests.factories.questions import OWN, written_question

pytestmark = pytest.mark.django_db
SLUGS = [slug for slug in OWN if slug != "scale"]


def test_choices_of_learners_are_counted_with_their_shares() -> None:
    quiz = make_quiz(questions=[single_choice("first"), single_choice("second")])
    wrong = {block_id("first"): [block_id("first 1")]}
    placed = PlacedQuiz(quiz)
    for answers in [None, wrong, wrong]:
        placed.take(answers)
    found = quiz_statistics(quiz)
    assert found.learners == 3
    first, second = found.questions
    assert (first.number, first.text, first.figures.asked, first.figures.percent) == (1, "Question first?", 3, 33)
    assert [(one.taken.right, one.number, one.percent) for one in first.figures.choices] == [
        (False, 2, 67),
        (True, 1, 33),
        (False, 0, 0),
    ]
    assert [one.number for one in second.figures.choices] == [1, 0, 0]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_type_tells_what_was_taken_and_what_is_right(slug: str) -> None:
    quiz = make_quiz(questions=[written_question(slug)])
    placed = PlacedQuiz(quiz)
    for answers in [None, {}]:
        placed.take(answers)
    (question,) = quiz_statistics(quiz).questions
    assert (question.figures.asked, question.figures.percent) == (2, 50)
    taken = [one for one in question.figures.choices if one.number]
    assert taken
    assert all(one.taken.right and one.taken.text and one.number == 1 and one.percent == 50 for one in taken)


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_right_is_told_of_a_question_that_nobody_has_answered(slug: str) -> None:
    quiz = make_quiz(questions=[written_question(slug)])
    PlacedQuiz(quiz).take({})
    (question,) = quiz_statistics(quiz).questions
    assert any(one.taken.right for one in question.figures.choices)
    assert all(one.number == 0 for one in question.figures.choices)


def test_first_attempt_of_each_learner_counts_and_an_open_one_does_not() -> None:
    quiz = make_quiz(questions=[single_choice("first")])
    placed = PlacedQuiz(quiz)
    ana = placed.enrolled()
    placed.take({}, ana)
    placed.take(None, ana)
    placed.begin()
    found = quiz_statistics(quiz)
    assert (found.learners, found.questions[0].figures.percent) == (1, 0)


def test_question_that_is_in_the_quiz_no_more_is_told_after_the_others() -> None:
    quiz = make_quiz(questions=[single_choice("first"), single_choice("second")])
    PlacedQuiz(quiz).take()
    del quiz.questions[0]
    publish(quiz)
    found = quiz_statistics(quiz)
    assert [(one.number, one.text) for one in found.questions] == [(1, "Question second?"), (None, "Question first?")]


def test_translation_has_the_figures_of_all_languages_in_its_own_words() -> None:
    quiz = make_quiz(questions=[single_choice("first")])
    PlacedQuiz(quiz).take()
    translated = translate_quiz(quiz)
    translated.questions[0].value["text"] = "اول"
    (question,) = quiz_statistics(translated).questions
    assert (question.text, question.figures.asked) == ("اول", 1)


def test_statistics_ask_the_database_once_however_many_there_are(django_assert_num_queries: Any) -> None:
    quiz = make_quiz(questions=[single_choice("first"), single_choice("second")])
    placed = PlacedQuiz(quiz)
    for _number in range(3):
        with django_assert_num_queries(1):
            quiz_statistics(quiz)
        placed.take()
