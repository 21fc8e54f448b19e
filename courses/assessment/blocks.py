"""The questions an editor writes in a quiz, and how each is asked and judged."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Media
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockAdapter, StructBlockValidationError
from wagtail.rich_text import expand_db_html

from courses.calendars import written_number


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Option"), max_length=300)
    correct = blocks.BooleanBlock(label=_("Right answer"), required=False)

    class Meta:
        icon = "tick"
        label = _("Option")
        label_format = "{text}"


class ExplanationBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        help_text = _("Why this is right. Learners read it when they may know the right answer.")
        super().__init__(**{"features": ["bold", "italic", "link"], "help_text": help_text, **kwargs})

    class Meta:
        label = _("Explanation")


class QuestionBlock(blocks.StructBlock):
    """What all questions share. `as_asked` gives the copy that an attempt keeps, the key included."""

    text = blocks.TextBlock(label=_("Question"))

    def as_asked(self, value: Any, question_id: str) -> dict[str, Any]:
        return {
            "id": question_id,
            "type": self.name,
            "text": value["text"],
            "options": self.options_as_asked(value),
            "explanation": expand_db_html(value["explanation"].source),
            "source": value["source"],
        }

    def options_as_asked(self, value: Any) -> list[dict[str, Any]]:
        return [
            {"id": str(child.id), "text": child.value["text"], "correct": child.value["correct"]}
            for child in value["options"].bound_blocks
        ]


class QuestionAdapter(StructBlockAdapter):
    """In the editing form a folded question tells its right answers."""

    js_constructor = "courses.QuestionBlock"

    @cached_property
    def media(self) -> Media:
        return super().media + Media(js=["courses/admin/questions.js"], css={"all": ["courses/admin/questions.css"]})


register(QuestionAdapter(), QuestionBlock)


class ChoiceQuestionBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("Options"), min_num=2, max_num=10)
    explanation = ExplanationBlock()
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=300)

    right_answers_error = _("Mark at least one option as right.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        right = sum(bool(option["correct"]) for option in cleaned["options"])
        if not self.is_deferred_validation and not self.key_is_valid(right, len(cleaned["options"])):
            error = ValidationError(self.right_answers_error, code="key")
            raise StructBlockValidationError(block_errors={"options": error})
        return cleaned

    def key_is_valid(self, right: int, total: int) -> bool:
        return right >= 1


class SingleChoiceBlock(ChoiceQuestionBlock):
    right_answers_error = _("Mark exactly one option as right.")

    def key_is_valid(self, right: int, total: int) -> bool:
        return right == 1

    class Meta:
        icon = "radio-empty"
        label = _("Single choice")
        label_format = "{text}"


class MultipleChoiceBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "tick-inverse"
        label = _("Multiple choice")
        label_format = "{text}"


class TrueFalseBlock(QuestionBlock):
    answer = blocks.ChoiceBlock(label=_("Right answer"), choices=[("true", _("True")), ("false", _("False"))])
    explanation = ExplanationBlock()
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=300)

    def options_as_asked(self, value: Any) -> list[dict[str, Any]]:
        return [{"id": answer, "text": "", "correct": value["answer"] == answer} for answer in ("true", "false")]

    class Meta:
        icon = "tick"
        label = _("True or false")
        label_format = "{text}"


QUESTION_BLOCKS: list[tuple[str, type[QuestionBlock]]] = [
    ("single_choice", SingleChoiceBlock),
    ("multiple_choice", MultipleChoiceBlock),
    ("true_false", TrueFalseBlock),
]


class QuestionsBlock(blocks.StreamBlock):
    """All questions of a quiz. What is wrong stands at each; which ones these are is told above them, by number."""

    def clean(self, value: Any) -> Any:
        if not value and not self.is_deferred_validation:
            error = ValidationError(gettext("Write at least one question."), code="questions")
            raise StreamBlockValidationError(non_block_errors=[error])
        try:
            return super().clean(value)
        except StreamBlockValidationError as error:
            raise StreamBlockValidationError(
                block_errors=error.block_errors,
                non_block_errors=[*error.non_block_errors.as_data(), *_pointers(error.block_errors)],
            ) from error


def _pointers(block_errors: dict[int, ValidationError]) -> list[ValidationError]:
    numbers = ", ".join(written_number(index + 1) for index in block_errors)
    text = gettext("Look at these questions, each says what is wrong: %(numbers)s.") % {"numbers": numbers}
    return [ValidationError(text, code="questions")] if block_errors else []
