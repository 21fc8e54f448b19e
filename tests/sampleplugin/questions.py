"""A question that is answered on a scale from 1 to 10: the nearer, the more points."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import forms
from wagtail import blocks

from courses.registry import QuestionType

STEPS = [str(step) for step in range(1, 11)]


class Scale(QuestionType):
    slug = "scale"
    label = "Scale"
    right_answers = ("step",)
    template = "sampleplugin/scale.html"

    def fields(self) -> list[tuple[str, blocks.Block]]:
        return [("step", blocks.ChoiceBlock(choices=[(step, step) for step in STEPS]))]

    def asked(self, value: Any) -> dict[str, Any]:
        return {"step": value["step"]}

    def key(self, asked: Mapping[str, Any]) -> Any:
        return asked["step"]

    def shown(self, question: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    def form_field(self, shown: Mapping[str, Any]) -> forms.Field:
        return forms.ChoiceField(choices=[(step, step) for step in STEPS])

    def answer(self, question: Mapping[str, Any], given: Any) -> str:
        return given if isinstance(given, str) and given in STEPS else ""

    def grade(self, question: Mapping[str, Any], answer: Any) -> Fraction:
        return 1 - Fraction(abs(int(answer) - int(question["step"])), 9) if answer else Fraction(0)

    def solution(self, question: Mapping[str, Any]) -> str:
        return str(question["step"])

    def review(self, question: Mapping[str, Any], answer: Any, *, told: bool) -> dict[str, Any]:
        return {"step": answer, "right": question["step"] if told else ""}
