"""A question in which each thing is given the one that belongs to it."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.portable import Answers, Pairs
from courses.registry import QuestionType, Taken

from ..rules import choices, parts
from .inputs import PartsField, selected


class PairBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("This"), max_length=300)
    match = blocks.CharBlock(label=_("Belongs to this"), max_length=300)

    class Meta:
        label = _("Pair")
        label_format = "{text} – {match}"


class Matching(QuestionType):
    """Its answer is the list of the ids that were chosen, in the order of the pairs. All matches are offered for each
    pair, by ids that follow the alphabet: they do not tell which pair they belong to."""

    slug = "matching"
    label = _("Matching")
    icon = "arrow-right"
    right_answers = ("pairs",)
    template = "courses/questions/parts.html"

    def fields(self) -> list[tuple[str, blocks.Block]]:
        distractors = blocks.ListBlock(
            blocks.CharBlock(label=_("Belongs to none"), max_length=300),
            label=_("Further matches to choose from"),
            default=[],
            max_num=10,
            help_text=_("They belong to none of the pairs."),
        )
        pairs = blocks.ListBlock(PairBlock(), label=_("Pairs"), default=[{}, {}], min_num=2, max_num=12)
        return [("pairs", pairs), ("distractors", distractors)]

    def faults(self, value: Any) -> dict[str, Any]:
        matches = {pair["match"] for pair in value["pairs"]}
        if matches & set(value["distractors"]):
            return {"distractors": _("One of these belongs to a pair.")}
        if len(matches | set(value["distractors"])) < 2:
            return {"pairs": _("There must be at least two different matches to choose from.")}
        return {}

    def asked(self, value: Any) -> dict[str, Any]:
        pairs = value["pairs"].bound_blocks
        offered = choices.numbered([*(pair.value["match"] for pair in pairs), *value["distractors"]])
        ids = {option["text"]: option["id"] for option in offered}
        return {
            "pairs": [
                {"id": str(pair.id), "text": pair.value["text"], "match": ids[pair.value["match"]]} for pair in pairs
            ],
            "matches": offered,
        }

    def key(self, asked: Mapping[str, Any]) -> Any:
        """Which pairs there are, and which of them have the same match. The matches themselves are texts, in another
        alphabetical order in each language."""
        pairs_by_match = defaultdict(set)
        for pair in asked["pairs"]:
            pairs_by_match[pair["match"]].add(pair["id"])
        return {frozenset(pairs) for pairs in pairs_by_match.values()}, len(asked["matches"])

    def arranged(self, question: Mapping[str, Any], order: Random) -> dict[str, Any]:
        return {**question, "matches": choices.drawn(question["matches"], order)}

    def shown(self, question: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "texts": [pair["text"] for pair in question["pairs"]],
            "matches": [(match["id"], match["text"]) for match in question["matches"]],
        }

    def form_field(self, shown: Mapping[str, Any]) -> forms.Field:
        fields = [selected(shown["matches"]) for _text in shown["texts"]]
        return PartsField(fields, template="courses/questions/rows_field.html", beside=shown["texts"])

    def answer(self, question: Mapping[str, Any], given: Any) -> list[str]:
        return parts.texts(given, len(question["pairs"]))

    def grade(self, question: Mapping[str, Any], answer: Any) -> Fraction:
        return parts.share([one == right for one, right in zip(answer, self.solution(question), strict=True)])

    def solution(self, question: Mapping[str, Any]) -> list[str]:
        return [pair["match"] for pair in question["pairs"]]

    def review(self, question: Mapping[str, Any], answer: Any, *, told: bool) -> dict[str, Any]:
        texts = {match["id"]: match["text"] for match in question["matches"]}
        rows = [
            {"label": pair["text"], "given": texts.get(one, ""), "right": texts[pair["match"]] if told else ""}
            for pair, one in zip(question["pairs"], answer, strict=True)
        ]
        return {"parts": rows}

    def taken(self, question: Mapping[str, Any], answer: Any) -> list[Taken]:
        matches = {match["id"]: match["text"] for match in question["matches"]}
        return [
            Taken(f"{pair['id']} {matches[one]}", f"{pair['text']} → {matches[one]}", one == pair["match"])
            for pair, one in zip(question["pairs"], answer, strict=True)
            if one in matches
        ]

    def exported(self, asked: Mapping[str, Any]) -> Answers | None:
        texts = {match["id"]: match["text"] for match in asked["matches"]}
        pairs = tuple((pair["text"], texts[pair["match"]]) for pair in asked["pairs"])
        used = {match for _text, match in pairs}
        return Pairs(pairs, tuple(text for text in texts.values() if text not in used))

    def imported(self, answers: Answers) -> dict[str, Any] | None:
        if not isinstance(answers, Pairs):
            return None
        pairs = [{"text": text, "match": match} for text, match in answers.pairs]
        return {"pairs": pairs, "distractors": list(answers.others)}
