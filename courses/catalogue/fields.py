"""The texts of courses and modules."""

import json
from functools import cached_property
from typing import Any

from django.forms import Media
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks import StreamBlock
from wagtail.blocks.field_block import FieldBlockAdapter
from wagtail.blocks.stream_block import StreamBlockAdapter

from courses.registry import activity_types
from courses.streams import LazyStreamField

from .blocks import CONTENT_BLOCKS, UNAVAILABLE, UnavailableBlock, content_blocks

activity_types.reserve([UNAVAILABLE, *(name for name, _block in CONTENT_BLOCKS)])  # one stream holds them all


class ContentStreamField(LazyStreamField):
    """Content blocks only."""

    def block_types(self) -> list[tuple[str, Any]]:
        return content_blocks()


class ActivityStreamBlock(StreamBlock):
    """A stream that loses nothing when a plugin is gone: Wagtail leaves out blocks of a type that it does not know, and
    saving the page would then delete them.

    In memory such a block is an `UnavailableBlock` that holds the stored one; it is stored as it was, so that it is the
    original block again when its plugin is back.
    """

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value:
            value = json.loads(value)
        if isinstance(value, list):
            value = [self._known(child) if isinstance(child, dict) else child for child in value]
        return super().to_python(value)

    def _known(self, child: dict[str, Any]) -> dict[str, Any]:
        if child["type"] in self.child_blocks:
            return child
        return {"type": UNAVAILABLE, "value": child, "id": child.get("id")}

    def get_prep_value(self, value: Any) -> list[dict[str, Any]]:
        return [
            {**child["value"], "id": child["id"]} if child["type"] == UNAVAILABLE else child
            for child in super().get_prep_value(value)
        ]


class ActivityStreamBlockAdapter(StreamBlockAdapter):
    """Wagtail's own editor, which does not offer to add an activity that is not available."""

    js_constructor = "courses.ActivityStreamBlock"

    @cached_property
    def media(self) -> Media:
        return super().media + Media(js=[versioned_static("courses/js/activity_stream.js")])


class UnavailableBlockAdapter(FieldBlockAdapter):
    """Its heading names the type."""

    js_constructor = "courses.UnavailableBlock"


register(ActivityStreamBlockAdapter(), ActivityStreamBlock)
register(UnavailableBlockAdapter(), UnavailableBlock)


class ActivityStreamField(LazyStreamField):
    """Content blocks and every registered activity type; blocks of other types are kept as they are."""

    stream_block_class = ActivityStreamBlock

    def block_types(self) -> list[tuple[str, Any]]:
        activities = [(kind.slug, kind.block()) for kind in activity_types]
        placed = [(slug, block) for slug, block in activities if block is not None]
        return [*content_blocks(), *placed, (UNAVAILABLE, UnavailableBlock())]
