"""Draws a module as a PDF to take along: its text, without the reader."""

import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from django.core.cache import cache as kept
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from courses.catalogue.models import ModulePage
from courses.documents import ClosedFetcher, drawing, packaged_font_configuration

APP_FOLDER = Path(__file__).resolve().parent.parent / "static" / "courses"
PICTURES = "pictures:"  # then the name of a file in the default storage
MEDIA_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif"}
HOUR = 60 * 60  # seconds


class ModuleFetcher(ClosedFetcher):
    """Answers the packaged fonts, and pictures that our storage holds."""

    def find(self, url: str) -> tuple[bytes, str] | None:
        if url in packaged_fonts():
            return packaged_fonts()[url].read_bytes(), "font/woff2"
        name = unquote(url.removeprefix(PICTURES))
        media_type = MEDIA_TYPES.get(Path(name).suffix.lower())
        if name == url or media_type is None:
            return None
        try:
            with default_storage.open(name) as file:
                return file.read(), media_type
        except (OSError, SuspiciousOperation):
            return None


@cache
def packaged_fonts() -> dict[str, Path]:
    """The fonts of our pages by their exact addresses."""
    return {path.as_uri(): path for path in (APP_FOLDER / "fonts").glob("*.woff2")}


def module_pdf(page: ModulePage, request: HttpRequest) -> bytes:
    """The text of a published module as PDF, A4, in its own language; kept for an hour, as long as it says the same."""
    markup = render_to_string("courses/printing/module.html", {"page": page, "on_paper": True}, request)
    key = f"module-pdf-{hashlib.sha256(markup.encode()).hexdigest()}"
    document: bytes | None = kept.get(key)
    if document is None:
        document = _draw(markup)
        kept.set(key, document, HOUR)
    return document


def _draw(markup: str) -> bytes:
    with drawing:
        html = HTML(string=markup, url_fetcher=ModuleFetcher())
        return html.write_pdf(stylesheets=[_style_sheet()], font_config=_fonts(), pdf_variant="pdf/ua-1")


@cache
def _fonts() -> FontConfiguration:
    return packaged_font_configuration()


@cache
def _style_sheet() -> CSS:
    path = APP_FOLDER / "documents" / "module.css"
    return CSS(
        string=path.read_text(encoding="utf-8"),
        base_url=path.as_uri(),
        url_fetcher=ModuleFetcher(),
        font_config=_fonts(),
    )
