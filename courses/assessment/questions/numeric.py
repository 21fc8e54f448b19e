"""A question whose answer is a number, written as people write numbers where they live."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.calendars import written_number
from courses.portable import Answers, Number
from courses.registry import QuestionType, Taken

from ..rules import numbers, parts, texts


class NumberField(forms.CharField):
    """Takes what is a number in one way of writing it, in the unit that is asked for or without one."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "short-answer"})
        asked_in = gettext("Answer in this unit: %(unit)s") % {"unit": unit} if unit else ""
        super().__init__(
            widget=widget, max_length=80, help_text=asked_in, error_messages={"required": _("Write a number.")}
        )

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not numbers.readings(written, self.unit):
            raise ValidationError(_("Write one number, for example 12 or 12.5."), code="number")
        return written


class Numeric(QuestionType):
    """Its answer is the number as it was written."""

    slug = "numeric"
    label = _("Number")
    icon = "decimal"
    right_answers = ("answer",)
    template = "courses/questions/written.html"

    def fields(self) -> list[tuple[str, blocks.Block]]:
        return [
            ("answer", blocks.DecimalBlock(label=_("Right answer"), max_digits=20, decimal_places=6)),
            (
                "tolerance",
                blocks.DecimalBlock(
                    label=_("Tolerance"),
                    required=False,
                    default=0,
                    min_value=0,
                    max_digits=20,
                    decimal_places=6,
                    help_text=_("How far from the right answer a number may be and is still right."),
                ),
            ),
            (
                "unit",
                blocks.CharBlock(
                    label=_("Unit"),
                    required=False,
                    max_length=30,
                    help_text=_(
                        "For example: km. It is shown with the question; learners may write it or leave it out."
                    ),
                ),
            ),
        ]

    def asked(self, value: Any) -> dict[str, Any]:
        return {
            "answer": _plain(value["answer"]),
            "tolerance": _plain(value["tolerance"]),
            "unit": value["unit"] or "",
        }

    def key(self, asked: Mapping[str, Any]) -> Any:
        return asked["answer"], asked["tolerance"]

    def shown(self, question: Mapping[str, Any]) -> dict[str, Any]:
        return {"unit": question["unit"]}

    def form_field(self, shown: Mapping[str, Any]) -> forms.Field:
        return NumberField(shown["unit"])

    def answer(self, question: Mapping[str, Any], given: Any) -> str:
        return parts.text(given)

    def grade(self, question: Mapping[str, Any], answer: Any) -> Fraction:
        right = numbers.is_within(answer, question["answer"], question["tolerance"], question["unit"])
        return Fraction(right)

    def solution(self, question: Mapping[str, Any]) -> str:
        return str(question["answer"])

    def review(self, question: Mapping[str, Any], answer: Any, *, told: bool) -> dict[str, Any]:
        return {
            "written": answer,
            "right": [written_number(Decimal(question["answer"]))] if told else [],
            "tolerance": written_number(Decimal(question["tolerance"]))
            if told and question["tolerance"] != "0"
            else "",
            "unit": question["unit"],
        }

    def taken(self, question: Mapping[str, Any], answer: Any) -> list[Taken]:
        return [Taken(texts.western_digits(answer), answer, self.grade(question, answer) == 1)] if answer else []

    def exported(self, asked: Mapping[str, Any]) -> Answers | None:
        return Number(asked["answer"], asked["tolerance"], asked["unit"])

    def imported(self, answers: Answers) -> dict[str, Any] | None:
        if not isinstance(answers, Number):
            return None
        return {"answer": answers.answer, "tolerance": answers.tolerance, "unit": answers.unit}


def _plain(number: Decimal | None) -> str:
    """Without zeros at the end: 12.50 and 12.5 are the same key."""
    return f"{number.normalize():f}" if number else "0"
