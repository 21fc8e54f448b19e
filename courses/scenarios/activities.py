"""The scenario as an activity of a module: it comes in through the registry, like a plugin's."""

from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.registry import ActivityType

from .services import copy_scenario


class ScenarioActivityBlock(SnippetChooserBlock):
    class Meta:
        icon = "redirect"
        label = _("Scenario")
        template = "courses/blocks/scenario.html"


class ScenarioActivity(ActivityType):
    slug = "scenario"

    def block(self) -> Block:
        return ScenarioActivityBlock("courses.Scenario")

    def reference(self, value: Any) -> dict[str, str]:
        return {"scenario": str(value.translation_key)}

    def copied(self, value: Any, *, key: UUID, by: Any) -> Any:
        return copy_scenario(scenario=value, key=uuid5(key, str(value.translation_key)), by=by)
