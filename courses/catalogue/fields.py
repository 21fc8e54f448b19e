"""The stream of content and activities that a module is written in."""

from functools import cached_property
from typing import Any

from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from courses.registry import activity_types

from .blocks import content_blocks


class ContentStreamField(StreamField):
    """Content blocks only. The list of blocks stays out of migrations: a new block needs none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__([], **kwargs)

    @cached_property
    def stream_block(self) -> StreamBlock:
        block = StreamBlock(self.block_types())
        block.set_meta_options(self.block_opts)
        return block

    def block_types(self) -> list[tuple[str, Any]]:
        return content_blocks()

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, path, [], kwargs


class ActivityStreamField(ContentStreamField):
    """Content blocks and every registered activity type; built from the registry on first use."""

    def block_types(self) -> list[tuple[str, Any]]:
        return content_blocks() + [(kind.slug, kind.block()) for kind in activity_types]
