"""A text with gaps that are filled in."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.calendars import written_number
from courses.registry import QuestionType, Taken

from ..rules import choices, parts, texts
from ..rules.gaps import Gap, GapError, GapFault, parse
from .inputs import PartsField, selected, written

FAULTS = {
    GapFault.NOT_CLOSED: _("Line %(line)s: the gap that begins at “%(words)s” is not closed by a bracket ]."),
    GapFault.NOT_OPENED: _("Line %(line)s: the bracket at “%(words)s” closes no gap."),
    GapFault.EMPTY: _("Line %(line)s: the gap at “%(words)s” has an empty answer."),
    GapFault.ONE_CHOICE: _("Line %(line)s: the gap at “%(words)s” offers only one answer to choose."),
    GapFault.NO_GAP: _("Line %(line)s: there is no gap. Write the right answer in brackets: [answer]."),
}


class Cloze(QuestionType):
    """Its answer is the list of what each gap holds: what was written, or the id of what was chosen."""

    slug = "cloze"
    label = _("Text with gaps")
    icon = "edit"
    right_answers = ("gaps",)
    template = "courses/questions/gaps.html"

    def fields(self) -> list[tuple[str, blocks.Block]]:
        text = blocks.TextBlock(
            label=_("Text with gaps"),
            help_text=_(
                "Write the right answer of each gap in brackets: The capital of France is [Paris]. Several accepted "
                "answers: [Paris | Lutetia]. To let learners choose, put a star before what is right: "
                "[*Paris | Lyon | Nice]. Write \\[ and \\] for brackets that are no gap."
            ),
        )
        return [("gaps", text)]

    def faults(self, value: Any) -> dict[str, Any]:
        try:
            parse(value["gaps"])
        except GapError as error:
            place = {"line": written_number(error.line), "words": error.words}
            return {"gaps": str(FAULTS[error.fault]) % place}
        return {}

    def asked(self, value: Any) -> dict[str, Any]:
        read = _read(value["gaps"])
        return {
            "texts": [part for part in read if isinstance(part, str)],
            "gaps": [part.as_asked() for part in read if isinstance(part, Gap)],
        }

    def key(self, asked: Mapping[str, Any]) -> Any:
        """Gaps have other words, and another order, in each language."""
        return sorted(len(gap.get("options", ())) for gap in asked["gaps"])

    def arranged(self, question: Mapping[str, Any], order: Random) -> dict[str, Any]:
        gaps = [
            {**gap, "options": choices.drawn(gap["options"], order)} if "options" in gap else gap
            for gap in question["gaps"]
        ]
        return {**question, "gaps": gaps}

    def shown(self, question: Mapping[str, Any]) -> dict[str, Any]:
        gaps = [[(option["id"], option["text"]) for option in gap.get("options", ())] for gap in question["gaps"]]
        return {"texts": question["texts"], "gaps": gaps}

    def form_field(self, shown: Mapping[str, Any]) -> forms.Field:
        fields = [selected(options) if options else written() for options in shown["gaps"]]
        for number, field in enumerate(fields, 1):
            field.widget.attrs["aria-label"] = gettext("Gap %(number)s") % {"number": written_number(number)}
        first, *others = shown["texts"]
        hint = ngettext("Fill in the gap.", "Fill in the gaps.", len(fields))
        template = "courses/questions/gaps_field.html"
        return PartsField(fields, template=template, beside=others, first=first, help_text=hint)

    def answer(self, question: Mapping[str, Any], given: Any) -> list[str]:
        return parts.texts(given, len(question["gaps"]))

    def grade(self, question: Mapping[str, Any], answer: Any) -> Fraction:
        return parts.share([_is_right(gap, one) for gap, one in zip(question["gaps"], answer, strict=True)])

    def solution(self, question: Mapping[str, Any]) -> list[str]:
        return [
            choices.right_ids(gap["options"])[0] if "options" in gap else gap["accepted"][0] for gap in question["gaps"]
        ]

    def review(self, question: Mapping[str, Any], answer: Any, *, told: bool) -> dict[str, Any]:
        first, *others = question["texts"]
        rows = [
            {
                "given": _given(gap, one),
                "right": _right(gap) if told and not _is_right(gap, one) else "",
                "text": text,
            }
            for gap, one, text in zip(question["gaps"], answer, others, strict=True)
        ]
        return {"first": first, "parts": rows, "told": told}

    def taken(self, question: Mapping[str, Any], answer: Any) -> list[Taken]:
        filled = [(number, gap, one) for number, (gap, one) in enumerate(zip(question["gaps"], answer, strict=True), 1)]
        return [
            Taken(
                f"{number} {texts.plain_form(_given(gap, one))}",
                f"{written_number(number)}: {_given(gap, one)}",
                _is_right(gap, one),
            )
            for number, gap, one in filled
            if _given(gap, one)
        ]


def _read(text: str) -> list[str | Gap]:
    """A draft may be kept with a text that cannot be read yet."""
    try:
        return parse(text)
    except GapError:
        return [text]


def _is_right(gap: Mapping[str, Any], one: str) -> bool:
    if "options" in gap:
        return one in choices.right_ids(gap["options"])
    return texts.is_accepted(one, gap["accepted"])


def _given(gap: Mapping[str, Any], one: str) -> str:
    return next(
        (option["text"] for option in gap.get("options", ()) if option["id"] == one), "" if "options" in gap else one
    )


def _right(gap: Mapping[str, Any]) -> str:
    return next((option["text"] for option in gap.get("options", ()) if option["correct"]), "") or gap["accepted"][0]
