"""Stream fields whose blocks are made on first use and stay out of migrations (docs/decisions/0002)."""

from functools import cached_property
from typing import Any

from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField


class LazyStreamField(StreamField):
    """A stream of the blocks that `block_types` gives. A new kind of block needs no migration."""

    stream_block_class = StreamBlock

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([], **kwargs)

    @cached_property
    def stream_block(self) -> StreamBlock:
        block = self.stream_block_class(self.block_types())
        block.set_meta_options(self.block_opts)
        return block

    def block_types(self) -> list[tuple[str, Any]]:
        """Names and new blocks, in the order in which the editor offers them."""
        raise NotImplementedError

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, path, [], kwargs
