"""What the attempts at a quiz tell of its questions. No names: only answers and points are read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, QuerySet

from courses.assessment.models import Attempt, Quiz
from courses.assessment.rules import grade
from courses.assessment.states import AttemptState
from courses.registry import question_types
from courses.streams import UNAVAILABLE

from .rules import JudgedAnswer, QuestionFigures, Tally

MOST_LEARNERS = 2000  # the last ones: more would change no figure that one reads


@dataclass(frozen=True)
class MeasuredQuestion:
    """One question with its figures; without a number it is in the quiz no more, without figures nobody was asked."""

    number: int | None
    text: str
    kind: Any
    figures: QuestionFigures | None


@dataclass(frozen=True)
class QuizStatistics:
    """The questions of a quiz in their order, then those that were asked before and are in it no more."""

    learners: int
    questions: list[MeasuredQuestion]


def quiz_statistics(quiz: Quiz) -> QuizStatistics:
    """The figures of a quiz in all its languages, from the first attempt that each learner handed in (one query)."""
    current = [_current(child) for child in quiz.questions if child.block_type != UNAVAILABLE]
    asked = {question["id"]: question for question in current}
    tally, learners = Tally({key: _offered(question) for key, question in asked.items()}), 0
    for questions, answers in first_attempts(quiz).iterator(chunk_size=200):
        learners += 1
        tally.add(list(_judged(questions, answers)))
        for question in questions:
            asked.setdefault(question["id"], question)
    figures = tally.figures()
    numbers = {question["id"]: number for number, question in enumerate(current, 1)}
    measured = [
        MeasuredQuestion(numbers.get(key), question["text"], question_types.get(question["type"]), figures.get(key))
        for key, question in asked.items()
    ]
    return QuizStatistics(learners, measured)


def first_attempts(quiz: Quiz) -> "QuerySet[Attempt, Any]":
    """Questions and answers of each learner's first attempt: later ones are made by people who know the questions."""
    submitted = Attempt.objects.filter(quiz_key=quiz.translation_key, state=AttemptState.SUBMITTED).order_by()
    firsts = submitted.values("enrollment_id").annotate(first=Min("pk")).values("first")
    attempts = Attempt.objects.filter(pk__in=firsts).order_by("-pk")
    return attempts.values_list("questions", "answers")[:MOST_LEARNERS]


def _current(child: Any) -> dict[str, Any]:
    """A question as it stands in the quiz now: what an attempt would keep, without what is only looked at."""
    kind = child.block.kind
    return {**kind.asked(child.value), "id": str(child.id), "type": kind.slug, "text": child.value["text"]}


def _offered(question: Mapping[str, Any]) -> list[Any]:
    kind = question_types.get(question["type"])
    return list(kind.offered(question)) if kind else []


def _judged(questions: list[dict[str, Any]], answers: Mapping[str, Any]) -> Iterator[JudgedAnswer]:
    for question, result in zip(questions, grade(questions, answers, question_types), strict=True):
        kind = question_types.get(question["type"])
        if kind is not None and result.share is not None:
            taken: Iterable[Any] = kind.taken(question, result.answer)
            yield JudgedAnswer(question["id"], float(result.share), result.possible, list(taken))
