"""The quiz as an activity of a module: it comes in through the registry, like a plugin's."""

from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.registry import ActivityType

from .services import copy_quiz


class QuizActivityBlock(SnippetChooserBlock):
    class Meta:
        icon = "help"
        label = _("Quiz")
        template = "courses/blocks/quiz.html"


class QuizActivity(ActivityType):
    slug = "quiz"

    def block(self) -> Block:
        return QuizActivityBlock("courses.Quiz")

    def reference(self, value: Any) -> dict[str, str]:
        return {"quiz": str(value.translation_key)}

    def copied(self, value: Any, *, key: UUID, by: Any) -> Any:
        return copy_quiz(quiz=value, key=uuid5(key, str(value.translation_key)), by=by)
