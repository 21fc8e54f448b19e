"""The negotiation of a module, if it has one."""

from typing import Any

from wagtail.models import Locale

from courses.models import Scenario
from home.demo.curriculum import load_scenarios
from home.demo.pages.publishing import stable_id


def load_scenario(module_slug: str, locale: Locale) -> Scenario | None:
    """The published scenario of this module in the language, else as it was written; one that is there already stays as
    it is."""
    for language in dict.fromkeys((locale.language_code, Locale.get_default().language_code)):
        written = load_scenarios(language).get(module_slug)
        if written is not None:
            return _make_scenario(written, module_slug, Locale.objects.get(language_code=language))
    return None


def _make_scenario(written: dict[str, Any], slug: str, locale: Locale) -> Scenario:
    key = stable_id(slug, "scenario", "key")
    found = Scenario.objects.filter(translation_key=key, locale=locale).first()
    if found is not None:
        return found
    made = Scenario(
        title=written["title"],
        introduction=written["introduction"],
        translation_key=key,
        locale=locale,
        scores=[_part("score", {"start": 5, "lowest": 0, "highest": 10, **one}, slug) for one in written["scores"]],
        nodes=[_part("node", {**node, "choices": _choices(node, slug)}, slug) for node in written["nodes"]],
        endings=[
            _part("ending", {**ending, "conditions": _items(ending.get("conditions", []), slug, ending["name"])}, slug)
            for ending in written["endings"]
        ],
        debrief=[
            {"type": "question", "id": stable_id(slug, "question", number), "value": question}
            for number, question in enumerate(written["debrief"])
        ],
        live=False,
    )
    made.save()
    made.save_revision().publish()
    return made


def _part(kind: str, value: dict[str, Any], slug: str) -> dict[str, Any]:
    return {"type": kind, "id": stable_id(slug, kind, value["name"]), "value": value}


def _choices(node: dict[str, Any], slug: str) -> list[dict[str, Any]]:
    choices = []
    for number, choice in enumerate(node["choices"]):
        effects = [{"score": score, "change": change} for score, change in choice.get("effects", {}).items()]
        place = (slug, node["name"], number)
        choices.append({**choice, "effects": _items(effects, *place, "effect"), "conditions": []})
    return _items(choices, slug, node["name"], "choice")


def _items(values: list[dict[str, Any]], *place: object) -> list[dict[str, Any]]:
    return [{"type": "item", "id": stable_id(*place, number), "value": value} for number, value in enumerate(values)]
