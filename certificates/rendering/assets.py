"""The packaged files a document is drawn with, and the fetcher that reads nothing else."""

from functools import cache
from pathlib import Path

from courses.documents import ClosedFetcher

APP_FOLDER = Path(__file__).resolve().parent.parent
ASSET_FOLDER = APP_FOLDER / "static" / "certificates" / "documents"
BASE_URL = ASSET_FOLDER.as_uri() + "/"

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}


class PackagedAssetFetcher(ClosedFetcher):
    """Answers exact addresses of packaged files and of images drawn in memory."""

    def __init__(self, drawn_images: dict[str, bytes] | None = None) -> None:
        """`drawn_images` maps a file name, as the template writes it, to the bytes of an SVG picture."""
        super().__init__()
        self._drawn_images = {BASE_URL + name: content for name, content in (drawn_images or {}).items()}

    def find(self, url: str) -> tuple[bytes, str] | None:
        if url in self._drawn_images:
            return self._drawn_images[url], "image/svg+xml"
        path = packaged_files().get(url)
        return (path.read_bytes(), CONTENT_TYPES[path.suffix]) if path else None


@cache
def packaged_files() -> dict[str, Path]:
    """Every file a document may load, by its exact address."""
    return {path.as_uri(): path for path in sorted(ASSET_FOLDER.rglob("*")) if path.suffix in CONTENT_TYPES}
