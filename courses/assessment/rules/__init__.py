"""Grading and attempt limits. Pure: questions as asked and answers come in, points go out.

What one kind of question needs is in the files beside this one; its type in `questions` calls them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from random import Random
from typing import Any, Protocol

from courses.decisions import ALLOWED, Decision, refused

from ..states import AttemptReason

Question = Mapping[str, Any]


class Judge(Protocol):
    """What judges the questions of one type: what `courses.registry.QuestionType` says of these."""

    template: str

    def arranged(self, question: Question, order: Random) -> dict[str, Any]: ...

    def answer(self, question: Question, given: Any) -> Any: ...

    def grade(self, question: Question, answer: Any) -> Fraction: ...

    def review(self, question: Question, answer: Any, *, told: bool) -> dict[str, Any]: ...


class Judges(Protocol):
    """The judges by type; None for a type whose plugin is gone."""

    def get(self, slug: str) -> Judge | None: ...


@dataclass(frozen=True)
class QuestionResult:
    """One question's outcome: the answer in its plain form, and the share of `possible` points that it earns.

    The share is None while nobody can judge the answer: the type of the question is not registered.
    """

    question_id: str
    answer: Any
    share: Fraction | None
    possible: int

    @property
    def points(self) -> Fraction:
        return self.possible * (self.share or Fraction(0))

    @property
    def correct(self) -> bool:
        return self.share == 1


def attempts_allowed(*, limit: int | None, extra: int) -> int | None:
    """How many attempts a learner has in all, `extra` ones were allowed to her alone; None without a limit."""
    return None if limit is None else limit + extra


def attempts_left(*, allowed: int | None, submitted: int) -> int | None:
    """How many of the attempts allowed can still be handed in; None without a limit."""
    return None if allowed is None else max(allowed - submitted, 0)


def may_start(*, available: bool, left: int | None) -> Decision:
    """Whether another attempt may be started; `left` None means without limit."""
    if not available:
        return refused(AttemptReason.QUIZ_UNAVAILABLE)
    if left == 0:
        return refused(AttemptReason.NO_ATTEMPTS_LEFT)
    return ALLOWED


def may_allow_another(*, available: bool, module_open: bool, left: int | None) -> Decision:
    """Whether the learner may be given one more attempt: only when she has none left and could use it."""
    if not available:
        return refused(AttemptReason.QUIZ_UNAVAILABLE)
    if not module_open:
        return refused(AttemptReason.MODULE_CLOSED)
    if left != 0:
        return refused(AttemptReason.ATTEMPTS_LEFT)
    return ALLOWED


def questions_asked(*, written: int, drawn: int | None) -> int:
    """How many of the written questions an attempt asks: so many are drawn; all of them if None."""
    return written if drawn is None else min(drawn, written)


def drawn(questions: Sequence[Question], number: int, seed: int) -> list[Question]:
    """So many of the questions by chance, in the order in which they were written."""
    chosen = Random(seed).sample(range(len(questions)), number)  # noqa: S311  a choice among questions, not a secret
    return [questions[place] for place in sorted(chosen)]


def shuffled(questions: Sequence[Question], seed: int, judges: Judges) -> list[dict[str, Any]]:
    """The questions with what is to be chosen from in an order that depends on the seed and not on the key."""
    order = Random(seed)  # noqa: S311  an order of display, not a secret
    asked = []
    for question in questions:
        judge = judges.get(question["type"])
        asked.append(judge.arranged(question, order) if judge else dict(question))
    return asked


def gradable(questions: Iterable[Question], judges: Judges) -> bool:
    """Whether there is a judge for each of the questions."""
    return all(judges.get(question["type"]) is not None for question in questions)


def grade(questions: Sequence[Question], answers: Mapping[str, Any], judges: Judges) -> list[QuestionResult]:
    """Judge the answers (question id -> answer, whatever was sent). Unknown options and questions are ignored."""
    return [_result(question, answers.get(question["id"]), judges.get(question["type"])) for question in questions]


def _result(question: Question, given: Any, judge: Judge | None) -> QuestionResult:
    possible = points_of(question)
    if judge is None:
        return QuestionResult(question["id"], given, None, possible)
    answer = judge.answer(question, given)
    share = min(max(judge.grade(question, answer), Fraction(0)), Fraction(1))
    return QuestionResult(question["id"], answer, share, possible)


def points_of(question: Question) -> int:
    """What a question is worth; those asked before questions had points are worth one."""
    return int(question.get("points", 1))


def total(results: Iterable[QuestionResult]) -> Fraction:
    return sum((result.points for result in results), Fraction(0))


def stored_points(points: Fraction) -> Decimal:
    """The points as they are kept: rounded down to four places. No judgment is changed by that, because whatever
    points are compared with (a percentage of whole points) has two places."""
    return _floor(points, 4)


def written_points(points: Decimal) -> Decimal:
    """The points as people read them: rounded down to two places, so that a result never looks better than it is."""
    return _floor(points, 2).normalize()


def _floor(points: Fraction | Decimal, places: int) -> Decimal:
    return Decimal(points * 10**places // 1).to_integral_value(ROUND_FLOOR).scaleb(-places)


def shows_key(*, passed: bool, left: int | None, begun: bool) -> bool:
    """Whether results show what was right: once the quiz is passed or no attempt is left, and not while an attempt is
    begun and not handed in (docs/decisions/0007)."""
    return (passed or left == 0) and not begun


@dataclass(frozen=True)
class QuestionReview:
    """One answered question as its learner may read it; `template` draws its `answer`. What would tell the answer to a
    question not answered right is empty as long as the key is not shown."""

    text: str
    picture: Mapping[str, Any] | None
    share: Fraction | None
    points: Decimal
    possible: int
    template: str
    answer: Mapping[str, Any]
    explanation: str
    source: str


def review(question: Question, result: QuestionResult, judge: Judge | None, *, with_key: bool) -> QuestionReview:
    """The question with its result, without what the learner may not know yet."""
    told = with_key or result.correct
    return QuestionReview(
        text=question["text"],
        picture=question.get("picture"),
        share=result.share,
        points=written_points(stored_points(result.points)),
        possible=result.possible,
        template=judge.template if judge else "",
        answer=judge.review(question, result.answer, told=told) if judge else {},
        explanation=question["explanation"] if told else "",
        source=question["source"] if told else "",
    )


def is_passed(points: Fraction, possible: int, pass_mark: int) -> bool:
    """Whether the points reach the pass mark in percent. A quiz without questions is never passed."""
    return possible > 0 and 100 * points >= pass_mark * possible
