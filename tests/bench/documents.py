"""Certificates: our way of drawing them, and the plain call of WeasyPrint for the very same document."""

from itertools import count
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import HTML

from certificates.rendering import document, render_certificate
from certificates.rendering.assets import ASSET_FOLDER, BASE_URL, PackagedAssetFetcher
from tests.certificates.samples import VERIFY_URL, holder, snapshot

_number = count(1)


def draw_laid_out() -> bytes:
    """One more certificate as the worker draws it: fonts, style sheet and decoration are prepared once and shared."""
    return render_certificate(_next_snapshot())


def draw_plainly() -> bytes:
    """One more certificate with the same markup, fonts, style sheet and kind of file, but nothing shared."""
    facts = _next_snapshot()
    with translation.override(facts["language"]):
        markup = render_to_string("certificates/documents/classic.html", document._context(facts, with_outcomes=True))
    fetcher = PackagedAssetFetcher({"qr.svg": document._qr_code(facts["verify_url"])})
    return HTML(string=markup, base_url=BASE_URL, url_fetcher=fetcher).write_pdf(
        stylesheets=[ASSET_FOLDER / "classic.css"],
        pdf_identifier=document._identifier(facts),
        pdf_variant="pdf/ua-1",
    )


def _next_snapshot() -> dict[str, Any]:
    number = next(_number)
    return snapshot(
        serial=f"ATT-2026-{number:06}-17",
        verify_url=VERIFY_URL.replace("k5qx", f"{number:04}"),
        holder=holder(f"Анна Соколова-{number}", f"Anna Sokolova {number}"),
    )
