"""The writes of exchange: questions of a file come into a quiz, as a draft."""

from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Locale

from courses.assessment.models import Quiz
from courses.decisions import Refused, refused

from .queries import plan_import
from .states import ExchangeReason


class ImportRefused(Refused):
    """Nothing of the file was taken; `decision.reason` says why."""


@transaction.atomic
def import_questions(*, quiz: Quiz, text: str, by: Any) -> int:
    """Add to the last draft of a quiz the questions of a file that are not in it, and say how many these are.

    The same file again adds nothing. Nothing is published. Raises `ImportRefused`: the quiz is locked for `by`, or
    there is nothing to add.
    """
    draft = Quiz.objects.select_for_update().get(pk=quiz.pk).get_latest_revision_as_object()
    lock = draft.get_lock()
    if lock and lock.for_user(by):
        raise ImportRefused(refused(ExchangeReason.LOCKED))
    new = plan_import(text, draft).new
    if not new:
        raise ImportRefused(refused(ExchangeReason.NOTHING_NEW))
    for question in new:
        draft.questions.append((question.slug, question.value))
    draft.save_revision(user=by, log_action=True)
    return len(new)


@transaction.atomic
def import_quiz(*, key: UUID, title: str, text: str, by: Any) -> tuple[Quiz, int]:
    """Make a quiz of a file, as a draft in the site's main language; `key` is new, and asked again with it the answer
    is the same quiz. Raises `ImportRefused` when there is nothing to add to it."""
    written = {"title": title, "live": False, "has_unpublished_changes": True}
    quiz, _made = Quiz.objects.get_or_create(translation_key=key, locale=Locale.get_default(), defaults=written)
    return quiz, import_questions(quiz=quiz, text=text, by=by)
