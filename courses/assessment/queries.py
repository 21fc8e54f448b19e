"""Reads of assessment: the quiz behind an activity, and a learner's attempts at it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from courses.catalogue.models import Module
from courses.decisions import Decision
from courses.enrollment.models import Enrollment

from .models import Attempt, Quiz
from .rules import may_start
from .states import AttemptState


def quiz_of_activity(module: Module, block_id: UUID) -> Quiz | None:
    """The live quiz placed in the module under this block id: in the active language if it is translated, else as it
    was written; None when there is no such quiz."""
    keys = [activity.get("quiz") for activity in module.activities if activity["id"] == str(block_id)]
    if not keys or not keys[0]:
        return None
    quizzes = Quiz.objects.filter(translation_key=keys[0], live=True).select_related("locale")
    by_language = {quiz.locale.language_code: quiz for quiz in quizzes}
    return (
        by_language.get(get_language() or "")
        or by_language.get(module.language)
        or next(iter(by_language.values()), None)
    )


@dataclass(frozen=True)
class QuizStanding:
    """Where a learner stands at one quiz. `left` is None without a limit."""

    quiz: Quiz | None
    attempts: list[Attempt]
    decision: Decision
    left: int | None

    @property
    def open_attempt(self) -> Attempt | None:
        return next((attempt for attempt in self.attempts if attempt.state == AttemptState.OPEN), None)

    @property
    def submitted(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if attempt.state == AttemptState.SUBMITTED]

    @property
    def passed(self) -> bool:
        return any(attempt.passed for attempt in self.attempts)

    @property
    def best(self) -> Attempt | None:
        return max(self.submitted, key=lambda attempt: attempt.percent or 0, default=None)


def quiz_standing(enrollment: Enrollment, module: Module, block_id: UUID) -> QuizStanding:
    """The learner's attempts at one quiz and whether another one may be started."""
    quiz = quiz_of_activity(module, block_id)
    attempts = list(Attempt.objects.filter(enrollment=enrollment, module=module, block_id=block_id).order_by("number"))
    submitted = sum(attempt.state == AttemptState.SUBMITTED for attempt in attempts)
    allowed = quiz.attempts_allowed if quiz else None
    decision = may_start(available=quiz is not None, submitted=submitted, allowed=allowed)
    return QuizStanding(quiz, attempts, decision, None if allowed is None else max(allowed - submitted, 0))
