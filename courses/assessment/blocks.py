"""The questions an editor writes in a quiz. What one type of question has of its own comes from the type."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Media
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import BlockGroup, StructBlockAdapter, StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.rich_text import expand_db_html

from courses.calendars import written_number
from courses.registry import QuestionType
from courses.streams import KeepingStreamBlock, UnavailableBlock


class ExplanationBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        help_text = _("Why this is right. Learners read it when they may know the right answer.")
        super().__init__(**{"features": ["bold", "italic", "link"], "help_text": help_text, **kwargs})

    class Meta:
        label = _("Explanation")


class QuestionBlock(blocks.StructBlock):
    """What all questions share, around the fields of one type. Points and picture are settings: few need them."""

    def __init__(self, kind: QuestionType) -> None:
        self.kind = kind
        own = kind.fields()
        main = [
            ("text", blocks.TextBlock(label=_("Question"))),
            *own,
            ("explanation", ExplanationBlock()),
            ("source", blocks.CharBlock(label=_("Source"), required=False, max_length=300)),
        ]
        settings = [
            ("points", blocks.IntegerBlock(label=_("Points"), default=1, min_value=1, max_value=100)),
            ("picture", ImageChooserBlock(label=_("Picture"), required=False)),
            (
                "picture_alt",
                blocks.CharBlock(
                    label=_("Description for people who cannot see it"),
                    required=False,
                    max_length=300,
                    help_text=_("What the picture tells here, without the answer."),
                ),
            ),
        ]
        layout = BlockGroup([name for name, _block in main], settings=[name for name, _block in settings])
        super().__init__([*main, *settings], label=kind.label, icon=kind.icon, form_layout=layout)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        faults = {} if self.is_deferred_validation else self._faults(cleaned)
        if faults:
            errors = {name: ValidationError(text, code="question") for name, text in faults.items()}
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def _faults(self, value: Any) -> dict[str, Any]:
        if value["picture"] and not value["picture_alt"]:
            return {"picture_alt": _("Describe the picture."), **self.kind.faults(value)}
        return self.kind.faults(value)

    def as_asked(self, value: Any, question_id: str) -> dict[str, Any]:
        """The copy that an attempt keeps, the key included."""
        return {
            **self.kind.asked(value),
            "id": question_id,
            "type": self.kind.slug,
            "text": value["text"],
            "points": value["points"] or 1,
            "picture": _picture(value),
            "explanation": expand_db_html(value["explanation"].source),
            "source": value["source"],
        }

    def key(self, value: Any) -> tuple[Any, ...]:
        """What decides what is right and what it is worth: the same in all languages."""
        return self.kind.slug, value["points"] or 1, self.kind.key(self.kind.asked(value))

    class Meta:
        label_format = "{text}"


def _picture(value: Any) -> dict[str, Any] | None:
    if not value["picture"]:
        return None
    shown = get_rendition_or_not_found(value["picture"], "max-1040x600|format-webp")
    return {"url": shown.url, "width": shown.width, "height": shown.height, "alt": value["picture_alt"]}


class QuestionAdapter(StructBlockAdapter):
    """In the editing form a folded question tells its right answers."""

    js_constructor = "courses.QuestionBlock"

    def js_args(self, block: QuestionBlock) -> list[Any]:
        name, child_blocks, meta = super().js_args(block)
        return [name, child_blocks, {**meta, "rightAnswers": list(block.kind.right_answers)}]

    @cached_property
    def media(self) -> Media:
        return super().media + Media(js=["courses/admin/questions.js"], css={"all": ["courses/admin/questions.css"]})


register(QuestionAdapter(), QuestionBlock)


class UnavailableQuestionBlock(UnavailableBlock):
    explanation = _("Its plugin is not installed. It is kept as it is, and learners cannot take the quiz meanwhile.")

    def key(self, value: Any) -> tuple[Any, ...]:
        return (value["type"],)

    class Meta:
        label = _("Question that is not available")


class QuestionsBlock(KeepingStreamBlock):
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
