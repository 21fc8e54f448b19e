"""Scenarios as their copies tell them (see `courses.scenarios.rules`), and published ones written from such a copy."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.models import Locale

from courses.models import Scenario

from .courses import block_id

Json = dict[str, Any]


def choice(text: str, target: str, effects: Mapping[str, int] | None = None, conditions: Iterable[Json] = ()) -> Json:
    """A choice with this text, unique in its scenario; `effects` are by score."""
    return {
        "id": block_id(text),
        "text": text,
        "target": target,
        "effects": [{"score": score, "change": change} for score, change in (effects or {}).items()],
        "conditions": list(conditions),
    }


def at_least(score: str, value: int) -> Json:
    return {"score": score, "test": "at_least", "value": value}


def at_most(score: str, value: int) -> Json:
    return {"score": score, "test": "at_most", "value": value}


def ending(name: str, conditions: Iterable[Json] = (), otherwise: str = "") -> Json:
    return {
        "id": block_id(name),
        "name": name,
        "title": f"End {name}",
        "text": f"<p>This is {name}.</p>",
        "conditions": list(conditions),
        "otherwise": otherwise,
    }


def score(name: str = "trust", needed: int | None = None, **fields: Any) -> Json:
    return {"name": name, "label": name.title(), "start": 5, "lowest": 0, "highest": 10, "needed": needed, **fields}


def played(nodes: Mapping[str, list[Json]], endings: Iterable[Json], scores: Iterable[Json] = (score(),)) -> Json:
    """A scenario whose nodes have these choices; the first one is the beginning."""
    return {
        "shows_scores": True,
        "scores": list(scores),
        "nodes": [
            {"id": block_id(name), "name": name, "situation": f"<p>You are in {name}.</p>", "choices": choices}
            for name, choices in nodes.items()
        ],
        "endings": list(endings),
        "questions": [{"id": block_id("question"), "text": "What surprised you?"}],
    }


def talks(*, gain: int = 2, last: str = "durable", needed: int | None = None) -> Json:
    """Two steps and three endings: who listens (`gain`) and signs comes to the `last` one."""
    return played(
        {
            "opening": [choice("Listen.", "middle", {"trust": gain}), choice("Push.", "middle", {"trust": -2})],
            "middle": [choice("Sign.", last), choice("Leave.", "broken", {"trust": -9})],
        },
        [ending("durable", [at_least("trust", 6)], "thin"), ending("thin"), ending("broken")],
        [score(needed=needed)],
    )


def make_scenario(copy: Json | None = None, title: str = "Talks", **fields: Any) -> Scenario:
    """A published scenario from which playthroughs keep this copy."""
    scenario = Scenario(title=title, locale=Locale.get_default(), **fields)
    write(scenario, copy or talks())
    scenario.save()
    scenario.save_revision().publish()
    scenario.refresh_from_db()
    return scenario


def write(scenario: Scenario, copy: Json) -> None:
    """Give the scenario the parts of a copy, as an editor would have written them."""
    scenario.shows_scores = copy["shows_scores"]
    scenario.scores = [
        {"type": "score", "id": block_id(f"score {one['name']}"), "value": one} for one in copy["scores"]
    ]
    scenario.nodes = [
        {"type": "node", "id": node["id"], "value": {**node, "choices": [_choice(one) for one in node["choices"]]}}
        for node in copy["nodes"]
    ]
    scenario.endings = [
        {"type": "ending", "id": one["id"], "value": {**one, "conditions": _items(one["conditions"])}}
        for one in copy["endings"]
    ]
    scenario.debrief = [{"type": "question", "id": one["id"], "value": one["text"]} for one in copy["questions"]]


def _choice(written: Json) -> Json:
    lists = {name: _items(written[name]) for name in ("effects", "conditions")}
    return {"type": "item", "id": written["id"], "value": {**written, **lists}}


def _items(values: Iterable[Json]) -> list[Json]:
    return [{"type": "item", "id": block_id(f"item {number}"), "value": value} for number, value in enumerate(values)]


def scenario_block(scenario: Scenario, name: str = "scenario") -> Json:
    return {"type": "scenario", "id": block_id(name), "value": scenario.pk}
