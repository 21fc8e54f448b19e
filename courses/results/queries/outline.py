"""The modules of a course and what is asked in them, as lists of results name it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from courses.catalogue.models import Module
from courses.directory.models import in_language
from courses.progress.queries import outline_of
from courses.registry import activity_types


@dataclass(frozen=True)
class PlacedActivity:
    """Something that is asked in a module; `kind` is the (lazy) word for its type, and empty for reading the text."""

    block_id: UUID
    kind: Any
    title: str


@dataclass(frozen=True)
class PlacedModule:
    """A module with what is asked in it, reading first."""

    module: Module
    activities: list[PlacedActivity]


def course_outline(course_id: UUID) -> list[PlacedModule]:
    """The published modules of a course in order (one query)."""
    return place_activities([(module, ()) for module in outline_of(course_id)])


def place_activities(modules: Iterable[tuple[Module, Collection[UUID]]]) -> list[PlacedModule]:
    """What is asked in each of the modules now. With a module come the ids of what was recorded in it: activities that
    it no longer has stand last."""
    kinds = _words()
    return [PlacedModule(module, _activities(module, recorded, kinds)) for module, recorded in modules]


def _activities(module: Module, recorded: Collection[UUID], kinds: Mapping[str, Any]) -> list[PlacedActivity]:
    reading = PlacedActivity(module.key, "", gettext("Reading the text"))
    asked = [_activity(one, module, kinds) for one in module.activities if one["type"] in kinds]
    gone = set(recorded) - {reading.block_id, *(activity.block_id for activity in asked)}
    title = gettext("No longer part of the module")
    return [reading, *asked, *(PlacedActivity(block_id, "", title) for block_id in sorted(gone))]


def _activity(activity: Mapping[str, Any], module: Module, kinds: Mapping[str, Any]) -> PlacedActivity:
    titles, kind = activity.get("titles", {}), kinds[activity["type"]]
    title = in_language(titles, titles.get(module.language, "")) or str(kind)
    return PlacedActivity(UUID(activity["id"]), kind, title)


def _words() -> dict[str, Any]:
    """The word for each type of activity that has a place in texts."""
    blocks = {kind.slug: kind.block() for kind in activity_types}
    for slug, block in blocks.items():
        if block is not None:
            block.set_name(slug)
    return {slug: block.label for slug, block in blocks.items() if block is not None}
