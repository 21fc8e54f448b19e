"""The rules of play: which choices are open, what one does, where it leads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Part = Mapping[str, Any]
Scores = Mapping[str, int]

_WORDS = {"label", "situation", "text", "title"}


def structure(part: Any) -> Any:
    """A scenario without its words: the same in all its languages."""
    if isinstance(part, Mapping):
        return {key: structure(value) for key, value in part.items() if key not in _WORDS}
    return [structure(one) for one in part] if isinstance(part, list) else part


def starting_scores(scenario: Part) -> dict[str, int]:
    return {score["name"]: score["start"] for score in scenario["scores"]}


def beginning(scenario: Part) -> str:
    """The short name of the first node."""
    return str(scenario["nodes"][0]["name"])


def node_of(scenario: Part, name: str) -> Part | None:
    return _named(scenario["nodes"], name)


def ending_of(scenario: Part, name: str) -> Part | None:
    return _named(scenario["endings"], name)


def _named(parts: Iterable[Part], name: str) -> Part | None:
    return next((part for part in parts if part["name"] == name), None)


def all_hold(conditions: Iterable[Part], scores: Scores) -> bool:
    return all(_holds(condition, scores) for condition in conditions)


def _holds(condition: Part, scores: Scores) -> bool:
    value = scores[condition["score"]]
    return value >= condition["value"] if condition["test"] == "at_least" else value <= condition["value"]


def open_choices(node: Part, scores: Scores) -> list[Part]:
    """The choices whose conditions all hold, in the editor's order. A closed one is not told of."""
    return [choice for choice in node["choices"] if all_hold(choice["conditions"], scores)]


@dataclass(frozen=True)
class Taken:
    """What a choice did: the scores after it, and the node or ending that it led to."""

    scores: dict[str, int]
    place: str


def take(scenario: Part, scores: Scores, choice: Part) -> Taken:
    """Take an open choice. No score leaves its bounds; an ending whose conditions fail gives way to its other one."""
    after = dict(scores)
    bounds = {score["name"]: score for score in scenario["scores"]}
    for effect in choice["effects"]:
        bound = bounds[effect["score"]]
        after[effect["score"]] = max(bound["lowest"], min(bound["highest"], after[effect["score"]] + effect["change"]))
    return Taken(after, _arrival(scenario, choice["target"], after))


def _arrival(scenario: Part, name: str, scores: Scores) -> str:
    ending = ending_of(scenario, name)
    if ending is None or all_hold(ending["conditions"], scores):
        return name
    return _arrival(scenario, ending["otherwise"], scores)


def meets_minimum(scenario: Part, scores: Scores) -> bool:
    """Whether every score is as high as completing the scenario asks for."""
    return all(scores[score["name"]] >= score["needed"] for score in scenario["scores"] if score["needed"] is not None)


@dataclass(frozen=True)
class Bar:
    """A score as learners see it, `part` of `whole` of its bar full. `change`: by how much the last step moved it."""

    label: str
    value: int
    lowest: int
    highest: int
    change: int = 0

    @property
    def part(self) -> int:
        return self.value - self.lowest

    @property
    def whole(self) -> int:
        return self.highest - self.lowest


def bars(scenario: Part, scores: Scores, before: Scores | None = None) -> list[Bar]:
    """All scores in the editor's order, with what has changed since `before`."""
    before = before or scores
    return [
        Bar(one["label"], scores[one["name"]], one["lowest"], one["highest"], scores[one["name"]] - before[one["name"]])
        for one in scenario["scores"]
    ]


@dataclass(frozen=True)
class ToldStep:
    """One step of a path that was gone: where, what was chosen, and what it moved."""

    situation: str
    choice: str
    changes: list[Bar]


def retold(scenario: Part, path: Sequence[Part]) -> list[ToldStep]:
    """The path in words. A step of it is {"node": name, "choice": id, "scores": those after it}."""
    told, before = [], starting_scores(scenario)
    for step in path:
        node = node_of(scenario, step["node"])
        if node is None:
            continue
        chosen = next(choice["text"] for choice in node["choices"] if choice["id"] == step["choice"])
        changes = [bar for bar in bars(scenario, step["scores"], before) if bar.change]
        told.append(ToldStep(node["situation"], chosen, changes))
        before = step["scores"]
    return told
