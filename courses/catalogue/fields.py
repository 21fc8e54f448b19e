"""The texts of courses and modules."""

from typing import Any

from courses.registry import activity_types
from courses.streams import UNAVAILABLE, KeepingStreamBlock, LazyStreamField

from .blocks import CONTENT_BLOCKS, UnavailableActivityBlock, content_blocks, illustrations

activity_types.reserve([UNAVAILABLE, *(name for name, _block in CONTENT_BLOCKS)])  # one stream holds them all


class ContentStreamField(LazyStreamField):
    """Content and illustrations, nothing that could be completed."""

    def block_types(self) -> list[tuple[str, Any]]:
        return [*content_blocks(), *illustrations()]


class ActivityStreamField(LazyStreamField):
    """Content blocks and every registered activity type; blocks of other types are kept as they are."""

    stream_block_class = KeepingStreamBlock

    def block_types(self) -> list[tuple[str, Any]]:
        activities = [(kind.slug, kind.block()) for kind in activity_types]
        placed = [(slug, block) for slug, block in activities if block is not None]
        return [*content_blocks(), *placed, (UNAVAILABLE, UnavailableActivityBlock())]
