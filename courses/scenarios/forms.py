"""Forms of scenarios: a learner's step, what she writes when she looks back, and the editor's form with its faults."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from .models import Playthrough
from .rules import Fault, faults, open_choices

LONGEST_ANSWER = 4000


class StepForm(forms.Form):
    """The choices that are open now: their ids and texts, nothing of what they do.

    `step` is the step that the page shows, so that the same page sent twice takes it once.
    """

    step = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, playthrough: Playthrough, data: Any = None) -> None:
        super().__init__(data, initial={"step": playthrough.step})
        offered = open_choices(playthrough.node, playthrough.scores)
        self.fields["choice"] = forms.ChoiceField(
            label=_("What do you do?"),
            choices=[(choice["id"], choice["text"]) for choice in offered],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what you do.")},
        )


class DebriefForm(forms.Form):
    """One text for each question to look back; none has to be answered."""

    def __init__(self, playthrough: Playthrough, data: Any = None) -> None:
        super().__init__(data, prefix="debrief")
        for question in playthrough.scenario["questions"]:
            self.fields[question["id"]] = forms.CharField(
                label=question["text"],
                initial=playthrough.answers.get(question["id"], ""),
                required=False,
                max_length=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
            )


class ScenarioForm(WagtailAdminModelForm):
    """A draft may be unfinished; what is published can be played to an ending. Each fault stands where it is."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        written = {name: cleaned.get(name) for name in ("scores", "nodes", "endings", "debrief")}
        if self.is_deferred_validation or None in written.values():
            return cleaned
        for name, value in written.items():
            setattr(self.instance, name, value)
        found = defaultdict(list)
        for fault in faults(self.instance.as_played()):
            found[str(fault.path[0])].append((fault.path[1:], fault))
        for name, placed in found.items():
            self.add_error(name, _errors(placed, StreamBlockValidationError))
        return cleaned


def _errors(placed: Iterable[tuple[tuple[str | int, ...], Fault]], kind: type[Any]) -> ValidationError:
    """What Wagtail shows at each part: `kind` is the error of the block that the paths begin in."""
    inside = defaultdict(list)
    here = []
    for path, fault in placed:
        if path:
            inside[path[0]].append((path[1:], fault))
        else:
            here.append(ValidationError(fault.kind.label, params={"name": fault.name}, code=fault.kind))
    block_errors = {key: _errors(rest, _kind_of(key, rest)) for key, rest in inside.items()}
    if kind is ValidationError:
        return here[0]
    return kind(block_errors=block_errors, non_block_errors=here)


def _kind_of(key: str | int, rest: list[tuple[tuple[str | int, ...], Fault]]) -> type[Any]:
    if isinstance(key, int):
        return StructBlockValidationError
    lists = ("choices", "effects", "conditions")
    return ListBlockValidationError if key in lists else ValidationError
