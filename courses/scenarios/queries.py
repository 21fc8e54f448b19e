"""Reads of scenarios: the one behind an activity, and a learner's playthroughs of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from courses.catalogue.models import Module, ModulePage
from courses.catalogue.services import activities_in
from courses.decisions import ALLOWED, Decision, refused
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import enrollment_access
from courses.snippets import as_written, versions_of

from .models import Playthrough, Scenario
from .states import PlayReason, PlayState


@dataclass(frozen=True)
class ScenarioStanding:
    """Where a learner stands at what is placed in a module: the scenario as she reads it (None while it is not
    available), all her playthroughs in this place, and the gate's answer for the module."""

    module: Module
    block_id: UUID
    scenario: Scenario | None
    plays: list[Playthrough]
    access: Decision

    @property
    def decision(self) -> Decision:
        """Whether the scenario can be played from the beginning."""
        available = ALLOWED if self.scenario is not None else refused(PlayReason.SCENARIO_UNAVAILABLE)
        return self.access and available

    @property
    def open_play(self) -> Playthrough | None:
        return next((play for play in self.plays if play.is_open), None)

    @property
    def ended(self) -> list[Playthrough]:
        return [play for play in self.plays if not play.is_open]


def scenario_standing(
    enrollment: Enrollment, module: Module, block_id: UUID, now: datetime | None = None
) -> ScenarioStanding:
    """The learner's playthroughs of what is placed there now, and whether another one may be begun."""
    placed = [activity.get("scenario", "") for activity in module.activities if activity["id"] == str(block_id)]
    versions = versions_of(Scenario, placed)
    plays = Playthrough.objects.filter(enrollment=enrollment, module=module, block_id=block_id).order_by("number")
    return ScenarioStanding(
        module=module,
        block_id=block_id,
        scenario=_read(versions[placed[0]], module.language) if placed else None,
        plays=list(plays),
        access=enrollment_access(enrollment, module, now),
    )


@dataclass(frozen=True)
class PlacedScenario:
    """A scenario in a module as this reader reads it, and what she played of it last."""

    scenario: Scenario
    play: Playthrough | None


def placed_scenarios(page: ModulePage, written_in: str, enrollment: Enrollment | None) -> dict[UUID, PlacedScenario]:
    """The available scenarios in a module's text, by block id (two queries, none if there is no scenario);
    `written_in` is the module's language."""
    keys = {UUID(one["id"]): one["scenario"] for one in activities_in(page) if "scenario" in one}
    versions = versions_of(Scenario, keys.values()) if keys else {}
    read = {block_id: _read(versions[key], written_in) for block_id, key in keys.items()}
    scenarios = {block_id: scenario for block_id, scenario in read.items() if scenario is not None}
    plays = _latest_plays(enrollment, page.translation_key, scenarios) if enrollment and scenarios else {}
    return {block_id: PlacedScenario(scenario, plays.get(block_id)) for block_id, scenario in scenarios.items()}


def _read(versions: Collection[Scenario], written_in: str) -> Scenario | None:
    """The wording for this reader: her language's, as long as the same can happen in it (docs/decisions/0005)."""
    rules = as_written(versions, written_in)
    if rules is None or not rules.is_playable:
        return None
    mine = next((one for one in versions if one.locale.language_code == get_language()), rules)
    return mine if mine.live and mine.structure == rules.structure else rules


def _latest_plays(enrollment: Enrollment, module_key: UUID, places: Mapping[UUID, object]) -> dict[UUID, Playthrough]:
    """The last playthrough in each of these places of a module, by block id."""
    plays = Playthrough.objects.filter(enrollment=enrollment, module=module_key, block_id__in=places)
    return {play.block_id: play for play in plays.defer("scenario", "path", "answers").order_by("number")}


def ended_plays(enrollment: Enrollment) -> "QuerySet[Playthrough]":
    """The playthroughs that have reached an ending, without path and answers."""
    ended = Playthrough.objects.filter(enrollment=enrollment, state=PlayState.ENDED)
    return ended.defer("path", "answers").order_by("number")


def played_scenarios(enrollment: Enrollment) -> list[list[Playthrough]]:
    """All playthroughs of an enrollment, those in one place together, in the order of the course (one query)."""
    places = defaultdict(list)
    plays = Playthrough.objects.filter(enrollment=enrollment).select_related("module")
    for play in plays.order_by("module__position", "number"):
        places[play.module_id, play.block_id].append(play)
    return list(places.values())
