"""The packaged pictures, turned into PDF operators once for each process and size instead of for each document."""

from functools import cache
from typing import Any
from xml.etree import ElementTree

from weasyprint.images import SVGImage

from .assets import PackagedAssetFetcher, packaged_files


class Decoration(SVGImage):
    """A picture of opaque lines and areas: it needs no resource but full opacity, so its operators can be repeated."""

    def __init__(self, address: str, content: bytes) -> None:
        # The content is ours: nobody else's XML is ever parsed here.
        tree = ElementTree.fromstring(content)  # noqa: S314
        super().__init__(tree, address, PackagedAssetFetcher(), context=None)
        self._operators: dict[tuple[float, float], list[Any]] = {}

    def draw(self, stream: Any, concrete_width: float, concrete_height: float, style: Any) -> None:
        """Draw on a WeasyPrint stream; the second time in the same size by repeating what the first time gave."""
        stream.set_alpha(1.0, stroke=True, fill=True)
        size = (concrete_width, concrete_height)
        if size not in self._operators:
            start = len(stream.stream)
            super().draw(stream, concrete_width, concrete_height, style)
            self._operators[size] = stream.stream[start:]
        else:
            stream.stream.extend(self._operators[size])


@cache
def _decorations() -> dict[str, Decoration]:
    pictures = {address: path for address, path in packaged_files().items() if path.suffix == ".svg"}
    return {address: Decoration(address, path.read_bytes()) for address, path in pictures.items()}


def images_of_one_document() -> dict[str, Any]:
    """A fresh image cache that knows the packaged pictures; what one document adds to it, its QR code, goes with it."""
    return dict(_decorations())
