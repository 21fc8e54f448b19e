"""Reads of assessment: the quiz behind an activity, and a learner's attempts at it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from courses.catalogue.models import Module
from courses.decisions import Decision
from courses.enrollment.models import Enrollment

from .models import Attempt, ExtraAttempt, Quiz
from .rules import attempts_left, may_start
from .states import AttemptState

Row = TypeVar("Row", Attempt, ExtraAttempt)


@dataclass(frozen=True)
class QuizStanding:
    """Where a learner stands at the quiz placed in a module; `quiz` is None while it is not available."""

    module: Module
    block_id: UUID
    quiz: Quiz | None
    attempts: list[Attempt]
    extra: list[ExtraAttempt]

    @property
    def allowed(self) -> int | None:
        """How many attempts this learner has in all; None without a limit."""
        limit = self.quiz.attempts_allowed if self.quiz else None
        return None if limit is None else limit + len(self.extra)

    @property
    def left(self) -> int | None:
        """How many of them are left; None without a limit."""
        limit = self.quiz.attempts_allowed if self.quiz else None
        return attempts_left(submitted=len(self.submitted), allowed=limit, extra=len(self.extra))

    @property
    def decision(self) -> Decision:
        """Whether another attempt may be started."""
        return may_start(available=self.quiz is not None, left=self.left)

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
    place = {"enrollment": enrollment, "module": module, "block_id": block_id}
    return QuizStanding(
        module=module,
        block_id=block_id,
        quiz=_readable(_quizzes(_quiz_key(module, block_id)), module.language),
        attempts=list(Attempt.objects.filter(**place).order_by("number")),
        extra=list(ExtraAttempt.objects.filter(**place)),
    )


def attempted_quizzes(enrollment: Enrollment) -> list[QuizStanding]:
    """The quizzes at which the learner has made an attempt, in the order of the course (three queries)."""
    rows = Attempt.objects.filter(enrollment=enrollment).select_related("module").defer("questions", "answers")
    attempts = _by_place(rows.order_by("module__position", "number"))
    extra = _by_place(ExtraAttempt.objects.filter(enrollment=enrollment).select_related("by"))
    keys = {place: _quiz_key(made[0].module, made[0].block_id) for place, made in attempts.items()}
    quizzes = defaultdict(list)
    for quiz in _quizzes(*keys.values()):
        quizzes[str(quiz.translation_key)].append(quiz)
    return [
        QuizStanding(
            module=made[0].module,
            block_id=made[0].block_id,
            quiz=_readable(quizzes[str(keys[place])], made[0].module.language),
            attempts=made,
            extra=extra[place],
        )
        for place, made in attempts.items()
    ]


def _quiz_key(module: Module, block_id: UUID) -> str | None:
    keys = [activity.get("quiz") for activity in module.activities if activity["id"] == str(block_id)]
    return keys[0] if keys else None


def _quizzes(*keys: str | None) -> "QuerySet[Quiz]":
    return Quiz.objects.filter(translation_key__in=[key for key in keys if key], live=True).select_related("locale")


def _readable(quizzes: Iterable[Quiz], written_in: str) -> Quiz | None:
    """The one in the active language if the quiz is translated, else as it was written."""
    by_language = {quiz.locale.language_code: quiz for quiz in quizzes}
    return (
        by_language.get(get_language() or "") or by_language.get(written_in) or next(iter(by_language.values()), None)
    )


def _by_place(rows: Iterable[Row]) -> "defaultdict[tuple[UUID, UUID], list[Row]]":
    places = defaultdict(list)
    for row in rows:
        places[row.module_id, row.block_id].append(row)
    return places
