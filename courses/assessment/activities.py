"""The quiz as an activity of a module: it comes in through the registry, like a plugin's."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.catalogue.models import ModulePage
from courses.enrollment.models import Enrollment
from courses.progress.states import EvidenceSource
from courses.registry import ActivityType, Trial

from .models import Attempt
from .queries import PlacedQuiz, attempted_quizzes, quizzes_of_page, submitted_attempts
from .services import copy_quiz


class QuizActivityBlock(SnippetChooserBlock):
    class Meta:
        icon = "help"
        label = _("Quiz")
        template = "courses/blocks/quiz.html"


class QuizActivity(ActivityType):
    slug = "quiz"
    evidence = EvidenceSource.SERVER
    completed_by = _("Pass the quiz.")
    graded = True

    def block(self) -> Block:
        return QuizActivityBlock("courses.Quiz")

    def reference(self, value: Any) -> dict[str, str]:
        return {"quiz": str(value.translation_key)}

    def copied(self, value: Any, *, key: UUID, by: Any) -> Any:
        return copy_quiz(quiz=value, key=uuid5(key, str(value.translation_key)), by=by)

    def placed(self, page: ModulePage, *, written_in: str, enrollment: Enrollment | None) -> Mapping[UUID, PlacedQuiz]:
        return quizzes_of_page(page, written_in)

    def trials(self, enrollment: Enrollment) -> list[Trial]:
        return [_trial(attempt) for attempt in submitted_attempts(enrollment)]

    def desk_part(self, enrollment: Enrollment, request: HttpRequest) -> str:
        quizzes = attempted_quizzes(enrollment)
        context = {
            "quizzes": quizzes,
            "enrollment": enrollment,
            "may_allow": request.user.has_perm("courses.add_extraattempt"),
        }
        return render_to_string("courses/admin/attempted_quizzes.html", context, request) if quizzes else ""


def _trial(attempt: Attempt) -> Trial:
    return Trial(
        module_key=attempt.module_id,
        block_id=attempt.block_id,
        number=attempt.number,
        ended_at=attempt.submitted_at or attempt.started_at,
        percent=attempt.percent,
        outcome=gettext("Passed") if attempt.passed else gettext("Not passed"),
        language="",
        url=reverse("courses:attempt", args=[attempt.pk]),
    )
