"""Forms of results."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.worklists import MOST_DIGITS

from .queries import GradebookQuery, PlacedModule
from .states import GradebookOrder, LearnerState


class GradebookForm(forms.Form):
    """What the gradebook shows; an address that asks for something else shows everybody."""

    search = forms.CharField(label=_("Name or address"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *LearnerState.choices])
    module = forms.TypedChoiceField(label=_("Module"), required=False, coerce=UUID, empty_value=None)
    order = forms.ChoiceField(label=_("Order"), required=False, choices=GradebookOrder.choices)

    def __init__(self, data: Any, *, outline: Collection[PlacedModule]) -> None:
        super().__init__(data)
        modules = [(str(placed.module.key), placed.module.title) for placed in outline]
        self.fields["module"].choices = [("", _("All")), *modules]  # type: ignore[attr-defined]

    def query(self) -> GradebookQuery:
        """What was asked for, without what is unknown."""
        self.is_valid()
        after = self.data.get("after", "")
        return GradebookQuery(
            search=self.cleaned_data.get("search", "").replace("\x00", ""),
            state=self.cleaned_data.get("state", ""),
            module=self.cleaned_data.get("module"),
            order=self.cleaned_data.get("order") or GradebookOrder.NAME,
            after=int(after) if after.isascii() and after.isdigit() and len(after) <= MOST_DIGITS else None,
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The learner reads it on the page of results. It is kept with your name."),
    )


class OverrideForm(ReasonForm):
    """Points that count instead of the learner's own, or that the activity counts as done."""

    points = forms.DecimalField(
        label=_("Points"),
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=4,
        help_text=_("Empty: the points stay as they are."),
    )
    possible = forms.IntegerField(label=_("Of points"), required=False, min_value=1, max_value=10_000)
    completed = forms.BooleanField(
        label=_("Counts as done"),
        required=False,
        help_text=_("What is done stays done, also when you take this back."),
    )
    field_order = ["points", "possible", "completed", "reason"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        points, possible = cleaned.get("points"), cleaned.get("possible")
        if points is not None and possible is None and "possible" not in self.errors:
            self.add_error("possible", _("Say of how many points."))
        if points is not None and possible is not None and points > possible:
            self.add_error("points", _("These are more points than are possible."))
        return cleaned
