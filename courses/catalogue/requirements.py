"""What editors choose from the registered completion rules, for the two levels of a course."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue

from courses.registry import activity_types, completion_rules
from courses.streams import UNAVAILABLE, KeepingStreamBlock, LazyStreamField, UnavailableBlock

completion_rules.reserve([UNAVAILABLE])


class UnavailableRequirementBlock(UnavailableBlock):
    explanation = _(
        "Its plugin is not installed. It is kept as it is; until the plugin is back, nobody newly reaches this level."
    )

    class Meta:
        label = _("Requirement that is not available")


class LearningStreamBlock(KeepingStreamBlock):
    """The requirements of a level that is not reached by being there alone."""

    def clean(self, value: StreamValue) -> StreamValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not any(map(_proves_learning, cleaned)):
            text = gettext("Being there alone does not complete a course. Add a requirement for what is learnt.")
            raise StreamBlockValidationError(non_block_errors=[ValidationError(text, code="presence")])
        return cleaned


def _proves_learning(child: Any) -> bool:
    rule = completion_rules.get(child.block_type)
    return rule is None or not rule.only_presence  # of a rule whose plugin is gone nobody knows


class RequirementStreamField(LazyStreamField):
    """The requirements of a level: all of them must be met. What a plugin that is gone has left is kept."""

    stream_block_class = KeepingStreamBlock

    def block_types(self) -> list[tuple[str, Any]]:
        return self._block_types({})

    def _block_types(self, activities: Mapping[str, str]) -> list[tuple[str, Any]]:
        rules = [(rule.slug, rule.block(activities)) for rule in completion_rules]
        return [*rules, (UNAVAILABLE, UnavailableRequirementBlock())]

    def block_for(self, activities: Mapping[str, str]) -> StreamBlock:
        """The editor's block with the graded activities of one course to choose from, titles by id."""
        block = self.stream_block_class(self._block_types(activities))
        block.set_meta_options(self.block_opts)
        return block


class LearningStreamField(RequirementStreamField):
    stream_block_class = LearningStreamBlock


def all_required_modules() -> list[tuple[str, None]]:
    """What completing a course asks for until its editor says something else."""
    return [("required_modules", None)]


def graded_activities(modules: Collection[Any]) -> Iterator[tuple[str, str]]:
    """The ids and titles of the graded activities in the texts of these module pages, in order."""
    for page in modules:
        for index, raw in enumerate(page.body.raw_data):
            kind = activity_types.get(raw["type"])
            child = page.body[index] if kind is not None and kind.graded else None
            if kind is not None and child is not None and child.value is not None:
                yield str(child.id), kind.title(child.value)


def stored_requirements(value: StreamValue) -> list[dict[str, Any]]:
    """The requirements as a policy keeps them."""
    return [{"rule": one["type"], "parameters": one["value"]} for one in value.stream_block.get_prep_value(value)]
