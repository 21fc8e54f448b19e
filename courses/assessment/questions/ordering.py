"""A question in which things are put in their order."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.calendars import written_number
from courses.registry import QuestionType, Taken

from ..rules import choices, parts
from .inputs import PartsField, selected


class PlacesField(PartsField):
    """Each thing gets a place of its own."""

    def clean(self, value: Any) -> Any:
        places = super().clean(value)
        if len(set(places)) < len(places):
            raise ValidationError(_("Give each place only once."), code="places")
        return places


class Ordering(QuestionType):
    """Its answer is the list of the places, from 1, in the order in which the things are shown."""

    slug = "ordering"
    label = _("Ordering")
    icon = "list-ol"
    right_answers = ("items",)
    template = "courses/questions/parts.html"

    def fields(self) -> list[tuple[str, blocks.Block]]:
        items = blocks.ListBlock(
            blocks.CharBlock(label=_("Item"), max_length=300),
            label=_("Items in the right order"),
            default=["", ""],
            min_num=2,
            max_num=12,
            help_text=_("Learners get them in another order."),
        )
        return [("items", items)]

    def faults(self, value: Any) -> dict[str, Any]:
        twice = len(set(value["items"])) < len(value["items"])
        return {"items": _("Two of the items are the same.")} if twice else {}

    def asked(self, value: Any) -> dict[str, Any]:
        items = value["items"].bound_blocks
        return {"items": [{"id": str(item.id), "text": item.value, "place": n} for n, item in enumerate(items, 1)]}

    def key(self, asked: Mapping[str, Any]) -> Any:
        return [item["id"] for item in asked["items"]]

    def arranged(self, question: Mapping[str, Any], order: Random) -> dict[str, Any]:
        """Drawn from the alphabet: the order in which they were written is the right one."""
        return {**question, "items": choices.drawn(sorted(question["items"], key=lambda item: item["text"]), order)}

    def shown(self, question: Mapping[str, Any]) -> dict[str, Any]:
        return {"texts": [item["text"] for item in question["items"]]}

    def form_field(self, shown: Mapping[str, Any]) -> forms.Field:
        places = [(str(place), written_number(place)) for place in range(1, len(shown["texts"]) + 1)]
        fields = [selected(places) for _text in shown["texts"]]
        return PlacesField(fields, template="courses/questions/places_field.html", beside=shown["texts"])

    def answer(self, question: Mapping[str, Any], given: Any) -> list[str]:
        return parts.texts(given, len(question["items"]))

    def grade(self, question: Mapping[str, Any], answer: Any) -> Fraction:
        return parts.share([one == right for one, right in zip(answer, self.solution(question), strict=True)])

    def solution(self, question: Mapping[str, Any]) -> list[str]:
        return [str(item["place"]) for item in question["items"]]

    def review(self, question: Mapping[str, Any], answer: Any, *, told: bool) -> dict[str, Any]:
        answered = list(zip(question["items"], answer, strict=True))
        if told:
            answered.sort(key=lambda pair: pair[0]["place"])
        rows = [
            {
                "label": item["text"],
                "given": written_number(one),
                "right": written_number(item["place"]) if told else "",
            }
            for item, one in answered
        ]
        return {"parts": rows}

    def taken(self, question: Mapping[str, Any], answer: Any) -> list[Taken]:
        return [
            Taken(f"{item['id']} {place}", f"{written_number(place)}. {item['text']}", place == str(item["place"]))
            for item, place in zip(question["items"], answer, strict=True)
            if place
        ]
