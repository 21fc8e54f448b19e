"""The texts of the public pages."""

from typing import Any

from courses.streams import LazyStreamField

from .blocks import page_blocks


class PageStreamField(LazyStreamField):
    def block_types(self) -> list[tuple[str, Any]]:
        return page_blocks()
