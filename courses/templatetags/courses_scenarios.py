"""Scenarios as editors and registrars see them. What learners see comes from the views."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language_info

from courses.calendars import written_change, written_number
from courses.scenarios.models import Scenario
from courses.scenarios.rules import Fault, faults, picture
from courses.scenarios.states import ConditionTest

register = template.Library()
LONGEST_LABEL = 120


@dataclass(frozen=True)
class Way:
    """A choice as its editor reads it; `told` are its conditions and effects."""

    text: str
    target: str
    told: list[str]


@dataclass(frozen=True)
class Part:
    """A situation with its ways, or an ending with its conditions and the other one."""

    name: str
    label: str
    ways: list[Way]
    told: list[str]
    otherwise: str


@register.inclusion_tag("courses/scenarios/picture.html")
def scenario_picture(scenario: Scenario) -> dict[str, Any]:
    """The ways through a scenario, also of a draft that is not finished: its faults, the picture, the list."""
    played, language = scenario.as_played(), scenario.locale.language_code
    labels = {part["name"]: _label(part) for kind in ("nodes", "endings") for part in played[kind]}
    bidi = get_language_info(language)["bidi"]
    return {
        "faults": [_told_fault(fault, played) for fault in faults(played)],
        "picture": picture(played, labels, mirrored=bidi) if labels else None,
        "parts": [_part(part) for kind in ("nodes", "endings") for part in played[kind]],
        "language": language,
        "bidi": bidi,
    }


def _label(part: dict[str, Any]) -> str:
    words = part["title"] if "title" in part else strip_tags(part["situation"].replace("<", " <"))
    return Truncator(" ".join(words.split())).chars(LONGEST_LABEL)


def _told_fault(fault: Fault, played: dict[str, Any]) -> str:
    text = fault.kind.label % {"name": fault.name}
    kind, *inside = fault.path
    place = played[str(kind)][inside[0]]["name"] if inside else ""
    return f"{place}: {text}" if place and place != fault.name else text


def _part(part: dict[str, Any]) -> Part:
    ways = [Way(one["text"], one["target"], _told(one)) for one in part.get("choices", ())]
    conditions = part.get("conditions", ())
    return Part(part["name"], _label(part), ways, _told(part), part.get("otherwise", "") if conditions else "")


def _told(part: dict[str, Any]) -> list[str]:
    signs = {ConditionTest.AT_LEAST: "≥", ConditionTest.AT_MOST: "≤"}
    conditions = [
        f"{one['score']} {signs[one['test']]} {written_number(one['value'])}" for one in part.get("conditions", ())
    ]
    effects = [f"{one['score']} {written_change(one['change'])}" for one in part.get("effects", ())]
    return conditions + effects
