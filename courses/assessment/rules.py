"""Grading and attempt limits. Pure: questions as asked and answers come in, points go out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from courses.decisions import ALLOWED, Decision, refused

from .states import AttemptReason

Question = Mapping[str, Any]


@dataclass(frozen=True)
class QuestionResult:
    """One question's outcome; `chosen` and `right` are option ids."""

    question_id: str
    chosen: frozenset[str]
    right: frozenset[str]

    @property
    def correct(self) -> bool:
        """All right options and no other: a multiple choice earns all or nothing."""
        return self.chosen == self.right


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


def shuffled(questions: Sequence[Question], seed: int) -> list[dict[str, Any]]:
    """The questions with their options in an order that depends on the seed and on nothing else.

    True or false keeps its order.
    """
    order = Random(seed)  # noqa: S311  an order of display, not a secret
    asked = []
    for question in questions:
        options = list(question["options"])
        drawn = order.sample(range(len(options)), len(options))
        if question["type"] != "true_false":
            options = [options[index] for index in drawn]
        asked.append({**question, "options": options})
    return asked


def grade(questions: Sequence[Question], answers: Mapping[str, Collection[str]]) -> list[QuestionResult]:
    """Judge the answers (question id -> chosen option ids). Unknown options and questions are ignored."""
    results = []
    for question in questions:
        options = {option["id"] for option in question["options"]}
        right = frozenset(option["id"] for option in question["options"] if option["correct"])
        chosen = frozenset(answers.get(question["id"], ())) & options
        results.append(QuestionResult(question["id"], chosen, right))
    return results


def shows_key(*, passed: bool, left: int | None, begun: bool) -> bool:
    """Whether results show what was right: once the quiz is passed or no attempt is left, and not while an attempt is
    begun and not handed in (docs/decisions/0007)."""
    return (passed or left == 0) and not begun


@dataclass(frozen=True)
class QuestionReview:
    """One answered question as its learner may read it; `options` have an id and a text. What would tell the answer
    to a question not answered right is empty as long as the key is not shown."""

    text: str
    type: str
    options: tuple[Mapping[str, str], ...]
    chosen: frozenset[str]
    correct: bool
    right: frozenset[str]
    explanation: str
    source: str


def review(question: Question, result: QuestionResult, *, with_key: bool) -> QuestionReview:
    """The question with its result, without what the learner may not know yet."""
    told = with_key or result.correct
    return QuestionReview(
        text=question["text"],
        type=question["type"],
        options=tuple({"id": option["id"], "text": option["text"]} for option in question["options"]),
        chosen=result.chosen,
        correct=result.correct,
        right=result.right if told else frozenset(),
        explanation=question["explanation"] if told else "",
        source=question["source"] if told else "",
    )


def is_passed(points: int, possible: int, pass_mark: int) -> bool:
    """Whether the points reach the pass mark in percent. A quiz without questions is never passed."""
    return possible > 0 and 100 * points >= pass_mark * possible
