"""The writes of assessment: starting and handing in an attempt. Grading happens here, on the server, only."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Module
from courses.decisions import Refused, refused
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import enrollment_access
from courses.enrollment.services import locked_enrollment
from courses.progress.services import ActivityAct, record_activity
from courses.registry import question_types
from courses.snippets import copy_snippet

from .models import Attempt, ExtraAttempt, Quiz
from .queries import PlacedQuiz, quiz_standing
from .rules import drawn, grade, is_passed, points_of, shuffled, stored_points, total
from .states import AttemptReason, AttemptState


class AttemptRefused(Refused):
    """The attempt cannot be started or handed in; `decision.reason` says why."""


@transaction.atomic
def start_attempt(*, enrollment: Enrollment, module: Module, block_id: UUID, now: datetime | None = None) -> Attempt:
    """Begin an attempt at the quiz, or give the one that is open. Two starts at once give one attempt. An open one that
    cannot be asked any more, because a plugin is gone, is asked anew with the questions of today.

    Raises `AttemptRefused`: no attempts left, quiz not available, or the module is not open to this enrollment.
    """
    now = now or timezone.now()
    enrollment = locked_enrollment(enrollment.pk)
    standing = quiz_standing(enrollment, module, block_id, now)
    begun = standing.open_attempt
    if standing.access and begun is not None and begun.can_be_asked:
        return begun
    if not standing.decision or standing.quiz is None:
        raise AttemptRefused(standing.decision)
    place = {"enrollment": enrollment, "module": module, "block_id": block_id}
    attempt = begun or Attempt(**place, number=len(standing.made) + 1)
    _ask(attempt, standing.quiz)
    attempt.started_at = now
    attempt.save()
    return attempt


def _ask(attempt: Attempt, quiz: PlacedQuiz) -> None:
    seed = secrets.randbits(32)
    asked = drawn(quiz.wording.questions_as_asked(), quiz.asked, seed)
    attempt.questions = shuffled(asked, seed, question_types)
    attempt.answers = {}
    attempt.points_possible = sum(points_of(question) for question in asked)
    attempt.quiz_key = quiz.wording.translation_key
    attempt.title = quiz.wording.title
    attempt.language = quiz.wording.locale.language_code
    attempt.pass_mark = quiz.rules.pass_mark


@transaction.atomic
def submit_attempt(*, attempt: Attempt, answers: Mapping[str, Any], now: datetime | None = None) -> Attempt:
    """Hand in and grade an attempt; `answers` maps question ids to what was answered, as the type of each takes it.

    Raises `AttemptRefused` when it was handed in before, the module is no longer open, or nobody can judge a question.
    """
    now = now or timezone.now()
    enrollment = locked_enrollment(attempt.enrollment_id)
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.state != AttemptState.OPEN:
        raise AttemptRefused(refused(AttemptReason.ALREADY_SUBMITTED))
    access = enrollment_access(enrollment, attempt.module, now)
    if not access:
        raise AttemptRefused(access)
    if not attempt.can_be_asked:
        raise AttemptRefused(refused(AttemptReason.QUIZ_UNAVAILABLE))
    _grade(attempt, answers)
    attempt.state, attempt.submitted_at = AttemptState.SUBMITTED, now
    attempt.save()
    record_activity(enrollment=enrollment, module=attempt.module, act=_act(attempt), now=now)
    return attempt


@transaction.atomic
def keep_answers(*, attempt: Attempt, answers: Mapping[str, Any]) -> bool:
    """Keep answers that cannot be handed in now, as in `submit_attempt`: the attempt stays open with them.

    False, and nothing is kept, if it was handed in before.
    """
    locked_enrollment(attempt.enrollment_id)
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.state != AttemptState.OPEN:
        return False
    results = grade(attempt.questions, answers, question_types)
    attempt.answers = {result.question_id: result.answer for result in results}
    attempt.save(update_fields=["answers"])
    return True


def _grade(attempt: Attempt, answers: Mapping[str, Any]) -> None:
    results = grade(attempt.questions, answers, question_types)
    attempt.answers = {result.question_id: result.answer for result in results}
    earned = total(results)
    attempt.points = stored_points(earned)
    attempt.passed = is_passed(earned, attempt.points_possible, attempt.pass_mark)


def _act(attempt: Attempt) -> ActivityAct:
    return ActivityAct(
        block_id=attempt.block_id,
        kind="quiz",
        completed=bool(attempt.passed),
        points=attempt.points,
        points_possible=attempt.points_possible,
    )


@transaction.atomic
def allow_attempt(
    *, enrollment: Enrollment, module: Module, block_id: UUID, by: Any, reason: str, now: datetime | None = None
) -> ExtraAttempt:
    """Give the learner one more attempt at a quiz; `by` is the member of staff, the reason is kept and not empty.

    Raises `AttemptRefused`: attempts are left, the quiz is not available, or the module is not open to the learner.
    """
    now = now or timezone.now()
    enrollment = locked_enrollment(enrollment.pk)
    decision = quiz_standing(enrollment, module, block_id, now).another
    if not decision:
        raise AttemptRefused(decision)
    return ExtraAttempt.objects.create(
        enrollment=enrollment, module=module, block_id=block_id, by=by, reason=reason, at=now
    )


@transaction.atomic
def copy_quiz(*, quiz: Quiz, key: UUID, by: Any) -> Quiz:
    """The copy of a quiz with this key, made once: what is published of it, or its draft if nothing is."""
    copied: Quiz = copy_snippet(quiz, key=key, by=by)
    return copied
