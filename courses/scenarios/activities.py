"""The scenario as an activity of a module: it comes in through the registry, like a plugin's."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.catalogue.models import ModulePage
from courses.enrollment.models import Enrollment
from courses.progress.states import EvidenceSource
from courses.registry import ActivityType, Trial

from .models import Playthrough
from .queries import PlacedScenario, ended_plays, placed_scenarios, played_scenarios
from .services import copy_scenario


class ScenarioActivityBlock(SnippetChooserBlock):
    class Meta:
        icon = "redirect"
        label = _("Scenario")
        template = "courses/blocks/scenario.html"


class ScenarioActivity(ActivityType):
    slug = "scenario"
    evidence = EvidenceSource.SERVER
    completed_by = _("Reach an ending with the scores that are needed.")

    def block(self) -> Block:
        return ScenarioActivityBlock("courses.Scenario")

    def reference(self, value: Any) -> dict[str, str]:
        return {"scenario": str(value.translation_key)}

    def copied(self, value: Any, *, key: UUID, by: Any) -> Any:
        return copy_scenario(scenario=value, key=uuid5(key, str(value.translation_key)), by=by)

    def placed(
        self, page: ModulePage, *, written_in: str, enrollment: Enrollment | None
    ) -> Mapping[UUID, PlacedScenario]:
        return placed_scenarios(page, written_in, enrollment)

    def trials(self, enrollment: Enrollment) -> list[Trial]:
        return [_trial(play) for play in ended_plays(enrollment)]

    def desk_part(self, enrollment: Enrollment, request: HttpRequest) -> str:
        places = played_scenarios(enrollment)
        context = {"places": places, "zone": enrollment.cohort.time_zone}
        return render_to_string("courses/admin/played_scenarios.html", context, request) if places else ""


def _trial(play: Playthrough) -> Trial:
    return Trial(
        module_key=play.module_id,
        block_id=play.block_id,
        number=play.number,
        ended_at=play.ended_at or play.begun_at,
        percent=None,
        outcome=play.ending["title"] if play.ending else "",
        language=play.language,
        url=reverse("courses:playthrough", args=[play.pk]),
    )
