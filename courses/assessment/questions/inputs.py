"""Several inputs as one field of a form: a question that has parts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..rules import parts

MISSING = _("Answer each part of this question.")
CHOOSE = ("", _("Choose"))


class PartsWidget(forms.MultiWidget):
    """One input for each part, drawn with the text beside it; `first` stands before all of them."""

    def __init__(self, widgets: Sequence[forms.Widget], template: str, beside: Sequence[str], first: str) -> None:
        super().__init__(widgets)
        self.template_name = template
        self.beside = beside
        self.first = first

    def decompress(self, value: Any) -> list[Any]:
        return []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, text in zip(context["widget"]["subwidgets"], self.beside, strict=True):
            part["beside"] = text
        return {**context, "first": self.first}


class PartsField(forms.MultiValueField):
    """Its value is the list of what each part holds; each of them has to be answered."""

    def __init__(
        self, fields: Sequence[forms.Field], *, template: str, beside: Sequence[str], first: str = "", **options: Any
    ) -> None:
        widget = PartsWidget([field.widget for field in fields], template, beside, first)
        super().__init__(fields, widget=widget, error_messages={"required": MISSING}, **options)

    def compress(self, values: list[Any]) -> list[Any]:
        return values


def selected(options: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    """A part that is chosen from a list."""
    return forms.ChoiceField(choices=[CHOOSE, *options])


def written() -> forms.CharField:
    """A part that is written."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
    return forms.CharField(max_length=parts.LONGEST, widget=widget)
