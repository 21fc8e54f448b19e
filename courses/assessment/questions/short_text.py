"""A question that is answered with a word or a few."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.portable import Answers, Words
from courses.registry import QuestionType, Taken

from ..rules import parts, texts


class ShortText(QuestionType):
    """Its answer is what was written."""

    slug = "short_text"
    label = _("Short text")
    icon = "pilcrow"
    right_answers = ("accepted",)
    template = "courses/questions/written.html"

    def fields(self) -> list[tuple[str, blocks.Block]]:
        accepted = blocks.ListBlock(
            blocks.CharBlock(label=_("Accepted answer"), max_length=parts.LONGEST),
            label=_("Accepted answers"),
            min_num=1,
            max_num=20,
            help_text=_(
                "The first one is shown as the right answer. Capital letters, spaces, and the letters and digits of "
                "another keyboard make no difference."
            ),
        )
        return [("accepted", accepted)]

    def faults(self, value: Any) -> dict[str, Any]:
        readable = all(texts.is_accepted(one, [one]) for one in value["accepted"])
        return {} if readable else {"accepted": _("Each accepted answer needs a letter or a digit.")}

    def asked(self, value: Any) -> dict[str, Any]:
        return {"accepted": list(value["accepted"])}

    def key(self, asked: Mapping[str, Any]) -> Any:
        """Other languages accept other words."""
        return ()

    def shown(self, question: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    def form_field(self, shown: Mapping[str, Any]) -> forms.Field:
        return forms.CharField(
            max_length=parts.LONGEST,
            widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
            error_messages={"required": _("Write an answer to this question.")},
        )

    def answer(self, question: Mapping[str, Any], given: Any) -> str:
        return parts.text(given)

    def grade(self, question: Mapping[str, Any], answer: Any) -> Fraction:
        return Fraction(texts.is_accepted(answer, question["accepted"]))

    def solution(self, question: Mapping[str, Any]) -> str:
        return str(question["accepted"][0])

    def review(self, question: Mapping[str, Any], answer: Any, *, told: bool) -> dict[str, Any]:
        return {"written": answer, "right": question["accepted"] if told else []}

    def taken(self, question: Mapping[str, Any], answer: Any) -> list[Taken]:
        return [Taken(texts.plain_form(answer), answer, self.grade(question, answer) == 1)] if answer else []

    def exported(self, asked: Mapping[str, Any]) -> Answers | None:
        return Words(tuple(asked["accepted"]))

    def imported(self, answers: Answers) -> dict[str, Any] | None:
        return {"accepted": list(answers.accepted)} if isinstance(answers, Words) else None
