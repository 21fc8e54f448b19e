"""Questions with options: one of them is right, or several, or it is true or false."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from courses.portable import Answers, Choices, Option, Truth
from courses.registry import QuestionType, Taken

from ..rules import choices

MISSING = _("Choose an answer to this question.")
TRUE_FALSE = {"true": _("True"), "false": _("False")}


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Option"), max_length=300)
    correct = blocks.BooleanBlock(label=_("Right answer"), required=False)
    feedback = blocks.CharBlock(
        label=_("Feedback"),
        required=False,
        max_length=300,
        help_text=_("What there is to say of this option. Learners read it together with the explanation."),
    )

    class Meta:
        icon = "tick"
        label = _("Option")
        label_format = "{text}"
        form_layout = BlockGroup(["text", "correct"], settings=["feedback"])


class ChoiceType(QuestionType):
    """Its answer is the list of the ids of the options that were chosen."""

    right_answers = ("options",)
    template = "courses/questions/options.html"

    def fields(self) -> list[tuple[str, blocks.Block]]:
        return [("options", blocks.ListBlock(OptionBlock(), label=_("Options"), default=[{}, {}], max_num=10))]

    def faults(self, value: Any) -> dict[str, Any]:
        return {} if len(value["options"]) > 1 else {"options": _("Write at least two options.")}

    def asked(self, value: Any) -> dict[str, Any]:
        return {"options": [{"id": str(child.id), **child.value} for child in value["options"].bound_blocks]}

    def key(self, asked: Mapping[str, Any]) -> Any:
        return {(option["id"], option["correct"]) for option in asked["options"]}

    def arranged(self, question: Mapping[str, Any], order: Random) -> dict[str, Any]:
        return {**question, "options": choices.drawn(question["options"], order)}

    def shown(self, question: Mapping[str, Any]) -> dict[str, Any]:
        return {"options": [(option["id"], self.text(option)) for option in question["options"]]}

    def text(self, option: Mapping[str, Any]) -> Any:
        return option["text"]

    def form_field(self, shown: Mapping[str, Any]) -> forms.Field:
        return forms.ChoiceField(
            choices=shown["options"], widget=forms.RadioSelect, error_messages={"required": MISSING}
        )

    def answer(self, question: Mapping[str, Any], given: Any) -> list[str]:
        return choices.ids(question["options"], given)

    def grade(self, question: Mapping[str, Any], answer: Any) -> Fraction:
        return choices.all_or_nothing(question["options"], answer)

    def solution(self, question: Mapping[str, Any]) -> list[str]:
        return choices.right_ids(question["options"])

    def review(self, question: Mapping[str, Any], answer: Any, *, told: bool) -> dict[str, Any]:
        options = [
            {
                "text": self.text(option),
                "chosen": option["id"] in answer,
                "right": told and option["correct"],
                "feedback": option.get("feedback") or "" if told else "",
            }
            for option in question["options"]
        ]
        return {"options": options}

    def taken(self, question: Mapping[str, Any], answer: Any) -> list[Taken]:
        return [one for one in self.offered(question) if one.key in answer]

    def offered(self, question: Mapping[str, Any]) -> list[Taken]:
        return [Taken(option["id"], str(self.text(option)), bool(option["correct"])) for option in question["options"]]

    def exported(self, asked: Mapping[str, Any]) -> Answers | None:
        options = [
            Option(option["text"], bool(option["correct"]), option.get("feedback") or "") for option in asked["options"]
        ]
        return Choices(tuple(options))


class SingleChoice(ChoiceType):
    slug = "single_choice"
    label = _("Single choice")
    icon = "radio-empty"

    def faults(self, value: Any) -> dict[str, Any]:
        right = sum(bool(option["correct"]) for option in value["options"])
        marked = {} if right == 1 else {"options": _("Mark exactly one option as right.")}
        return super().faults(value) or marked

    def imported(self, answers: Answers) -> dict[str, Any] | None:
        return _options(answers) if isinstance(answers, Choices) and not answers.several else None


class MultipleChoice(ChoiceType):
    slug = "multiple_choice"
    label = _("Multiple choice")
    icon = "tick-inverse"

    def fields(self) -> list[tuple[str, blocks.Block]]:
        partial = blocks.BooleanBlock(
            label=_("Give a part of the points for a part of the right options"),
            required=False,
            help_text=_(
                "Each wrong option takes a part away. Otherwise only all right options and no other earn points."
            ),
        )
        return [*super().fields(), ("partial", partial)]

    def faults(self, value: Any) -> dict[str, Any]:
        right = any(option["correct"] for option in value["options"])
        marked = {} if right else {"options": _("Mark at least one option as right.")}
        return super().faults(value) or marked

    def asked(self, value: Any) -> dict[str, Any]:
        return {**super().asked(value), "partial": value["partial"]}

    def key(self, asked: Mapping[str, Any]) -> Any:
        return asked["partial"], super().key(asked)

    def form_field(self, shown: Mapping[str, Any]) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=shown["options"],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": MISSING},
            help_text=_("Several answers may be right."),
        )

    def grade(self, question: Mapping[str, Any], answer: Any) -> Fraction:
        judged = choices.partial if question.get("partial") else choices.all_or_nothing
        return judged(question["options"], answer)

    def exported(self, asked: Mapping[str, Any]) -> Answers | None:
        answers = super().exported(asked)
        partial = bool(asked.get("partial"))
        return replace(answers, several=True, partial=partial) if isinstance(answers, Choices) else None

    def imported(self, answers: Answers) -> dict[str, Any] | None:
        if not isinstance(answers, Choices) or not answers.several:
            return None
        return {**_options(answers), "partial": answers.partial}


def _options(answers: Choices) -> dict[str, Any]:
    options = [
        {"text": option.text, "correct": option.right, "feedback": option.feedback} for option in answers.options
    ]
    return {"options": options}


class TrueFalse(ChoiceType):
    slug = "true_false"
    label = _("True or false")
    icon = "tick"
    right_answers = ("answer",)

    def fields(self) -> list[tuple[str, blocks.Block]]:
        return [("answer", blocks.ChoiceBlock(label=_("Right answer"), choices=[*TRUE_FALSE.items()]))]

    def faults(self, value: Any) -> dict[str, Any]:
        return {}

    def asked(self, value: Any) -> dict[str, Any]:
        return {"options": [{"id": one, "text": "", "correct": value["answer"] == one} for one in TRUE_FALSE]}

    def arranged(self, question: Mapping[str, Any], order: Random) -> dict[str, Any]:
        """True stands before false for everybody."""
        return dict(question)

    def text(self, option: Mapping[str, Any]) -> Any:
        return TRUE_FALSE[option["id"]]

    def exported(self, asked: Mapping[str, Any]) -> Answers | None:
        return Truth(self.solution(asked) == ["true"])

    def imported(self, answers: Answers) -> dict[str, Any] | None:
        return {"answer": str(answers.right).lower()} if isinstance(answers, Truth) else None
