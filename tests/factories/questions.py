"""A question of each type, as it is stored in a quiz, with one of two keys: all that is asked is the same in both."""

from collections.abc import Callable
from typing import Any

from django import forms

from courses.assessment.blocks import QuestionBlock
from courses.registry import question_types

from .courses import block_id, single_choice

CITIES = ["Kazan", "Isfahan", "Coventry"]


def _items(name: str, values: list[Any]) -> list[dict[str, Any]]:
    """Items of a list; one that stands elsewhere keeps its id."""
    ids = [block_id(f"{name} {value['text'] if isinstance(value, dict) else value}") for value in values]
    return [{"type": "item", "id": one, "value": value} for one, value in zip(ids, values, strict=True)]


def _options(right: list[int]) -> dict[str, Any]:
    options = single_choice("several", options=4)["value"]["options"]
    for number, option in enumerate(options):
        option["value"] |= {"correct": number in right, "feedback": f"So {number in right}"}
    return {"options": options}


def _pairs(matches: list[str]) -> dict[str, Any]:
    pairs = [{"text": city, "match": match} for city, match in zip(CITIES, matches, strict=True)]
    return {"pairs": _items("pair", pairs), "distractors": _items("match", ["Spain"])}


def _order(cities: list[str]) -> dict[str, Any]:
    return {"items": _items("item", cities)}


OWN: dict[str, Callable[[int], dict[str, Any]]] = {
    "single_choice": lambda key: _options([[0], [1]][key]),
    "multiple_choice": lambda key: {**_options([[0], [1, 2]][key]), "partial": bool(key)},
    "true_false": lambda key: {"answer": ["true", "false"][key]},
    "numeric": lambda key: {"answer": ["12.5", "-3"][key], "tolerance": ["0.5", "0"][key], "unit": "km"},
    "short_text": lambda key: {"accepted": _items("accepted", [["Volgograd", "Stalingrad"], ["Kazan"]][key])},
    "matching": lambda key: _pairs([["Russia", "Iran", "England"], ["Iran", "England", "Russia"]][key]),
    "ordering": lambda key: _order([CITIES, CITIES[::-1]][key]),
    "cloze": lambda key: {
        "gaps": ["[*Kazan | Tula] is on the [Volga].", "[Kazan | *Tula] is on the [Upa | Ura]."][key]
    },
    "scale": lambda key: {"step": ["3", "8"][key]},
}


def written_question(slug: str, key: int = 0, **shared: Any) -> dict[str, Any]:
    """A question of this type with the first key or the second, as a quiz stores it."""
    told = {"explanation": f"<p>Because of {key}.</p>", "source": f"Source {key}"}
    value = {"text": f"Which {slug}?", **told, **OWN[slug](key), **shared}
    return {"type": slug, "id": block_id(f"a {slug}"), "value": value}


def asked_question(slug: str, key: int = 0, **shared: Any) -> dict[str, Any]:
    """The same as an attempt keeps it, in the order in which it was written."""
    kind = question_types.get(slug)
    assert kind is not None
    written = written_question(slug, key, **shared)
    block = QuestionBlock(kind)
    return block.as_asked(block.to_python(written["value"]), written["id"])


def posted(question: dict[str, Any], answer: Any) -> dict[str, Any]:
    """What the form of an attempt sends when the answer is given to a question as asked."""
    kind, name = question_types.get(question["type"]), f"answer-{question['id']}"
    assert kind is not None
    field = kind.form_field(kind.shown(question))
    if isinstance(field, forms.MultiValueField):
        return {f"{name}_{number}": part for number, part in enumerate(answer)}
    several = isinstance(field, forms.MultipleChoiceField) or isinstance(answer, str)
    return {name: answer if several else answer[0]}
