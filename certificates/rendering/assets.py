"""The packaged files a document is drawn with, and the fetcher that reads nothing else."""

from functools import cache
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

APP_FOLDER = Path(__file__).resolve().parent.parent
ASSET_FOLDER = APP_FOLDER / "static" / "certificates" / "documents"
BASE_URL = ASSET_FOLDER.as_uri() + "/"

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}


class AddressRefused(ValueError):
    """A document asked for something that is not one of its own files."""


class PackagedAssetFetcher(URLFetcher):
    """Answers exact addresses of packaged files and of images drawn in memory; refuses all else.

    It never opens an address: no network, no other file, no redirect. WeasyPrint leaves out what is refused.
    """

    def __init__(self, drawn_images: dict[str, bytes] | None = None) -> None:
        """`drawn_images` maps a file name, as the template writes it, to the bytes of an SVG picture."""
        super().__init__(allowed_protocols=())
        self._drawn_images = {BASE_URL + name: content for name, content in (drawn_images or {}).items()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the packaged file or drawn image with this exact address; raise `AddressRefused` otherwise."""
        if url in self._drawn_images:
            return URLFetcherResponse(url, self._drawn_images[url], {"Content-Type": "image/svg+xml"})
        path = packaged_files().get(url)
        if path is None:
            raise AddressRefused(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": CONTENT_TYPES[path.suffix]})


@cache
def packaged_files() -> dict[str, Path]:
    """Every file a document may load, by its exact address."""
    return {path.as_uri(): path for path in sorted(ASSET_FOLDER.rglob("*")) if path.suffix in CONTENT_TYPES}
