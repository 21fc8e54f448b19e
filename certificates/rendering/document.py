"""Draws a certificate from its snapshot."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from courses.api import gregorian_date, hours, written_date, written_number
from courses.documents import drawing, packaged_font_configuration

from .assets import ASSET_FOLDER, BASE_URL, PackagedAssetFetcher
from .decoration import images_of_one_document
from .rules import ISSUER_STEPS, NAME_STEPS, SMALL_STEPS, TITLE_STEPS, fit, outcomes_that_fit

DATES = ("started_on", "completed_on", "issued_on", "expires_on")


class DocumentDoesNotFit(Exception):
    """The texts take more than one sheet, even set small and without the learning outcomes."""


def render_certificate(snapshot: Mapping[str, Any]) -> bytes:
    """Draw the certificate described by `snapshot` (see `awards.snapshot`) as PDF, A4 landscape, one sheet.

    Reads nothing but the snapshot and packaged files; the same snapshot and library versions give the same bytes.
    Dates are calendar dates of the cohort's time zone, workload is in minutes. Raises `DocumentDoesNotFit`.
    """
    with translation.override(snapshot["language"]), drawing:
        for attempt in ({"with_outcomes": True}, {"with_outcomes": False}, {"with_outcomes": False, "compact": True}):
            sheet = _lay_out(snapshot, **attempt)
            if len(sheet.pages) == 1:
                return sheet.write_pdf(pdf_identifier=_identifier(snapshot), pdf_variant="pdf/ua-1")
    raise DocumentDoesNotFit(snapshot["serial"])


def _lay_out(snapshot: Mapping[str, Any], *, with_outcomes: bool, compact: bool = False) -> Document:
    context = _context(snapshot, with_outcomes=with_outcomes) | {"compact": compact}
    markup = render_to_string("certificates/documents/classic.html", context)
    fetcher = PackagedAssetFetcher({"qr.svg": _qr_code(snapshot["verify_url"])})
    html = HTML(string=markup, base_url=BASE_URL, url_fetcher=fetcher)
    # A cache of images shared by documents would keep every QR code of a batch in memory.
    return html.render(stylesheets=[_style_sheet()], font_config=_fonts(), cache=images_of_one_document())


def _context(snapshot: Mapping[str, Any], *, with_outcomes: bool) -> dict[str, Any]:
    language = snapshot["language"]
    holder, issuer, signatory = snapshot["holder"], snapshot["issuer"], snapshot["signatory"]
    latin, minutes = holder["name_latin"], snapshot["workload_minutes"]
    return {
        "language": language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "name": fit(holder["name"], NAME_STEPS),
        "name_latin": fit(latin, NAME_STEPS) if latin and latin.casefold() != holder["name"].casefold() else None,
        "title": fit(snapshot["course"]["title"], TITLE_STEPS),
        "issuer": fit(issuer["name"], ISSUER_STEPS),
        "place": snapshot["place"],
        "signatory": fit(signatory["name"], SMALL_STEPS),
        "position": fit(signatory["position"], SMALL_STEPS),
        "outcomes": outcomes_that_fit(snapshot["outcomes"]) if with_outcomes else [],
        "hours": written_number(hours(minutes)) if minutes else "",
        "calendars": _in_each_calendar({name: date.fromisoformat(snapshot[name]) for name in DATES if snapshot[name]}),
        "ends": snapshot["expires_on"] is not None,
        "created": snapshot["issued_on"],
        "serial": snapshot["serial"],
        "verify_url": snapshot["verify_url"],
        "specimen": snapshot.get("specimen", False),
    }


def _in_each_calendar(days: dict[str, date]) -> list[dict[str, str]]:
    """The days in the calendar of the language, and in the Gregorian one if that is another."""
    own, gregorian = ({name: write(day) for name, day in days.items()} for write in (written_date, gregorian_date))
    return [own] if own == gregorian else [own, gregorian]


def _qr_code(address: str) -> bytes:
    code, picture = segno.make_qr(address, error="m", boost_error=False), BytesIO()
    code.save(picture, kind="svg", border=0, xmldecl=False, dark="#14213d")
    return picture.getvalue()


def canonical(snapshot: Mapping[str, Any]) -> bytes:
    """The snapshot as JSON in which equal snapshots are equal byte by byte."""
    return json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _identifier(snapshot: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(canonical(snapshot)).digest()[:16]


@cache
def _fonts() -> FontConfiguration:
    return packaged_font_configuration()


@cache
def _style_sheet() -> CSS:
    return CSS(
        string=(ASSET_FOLDER / "classic.css").read_text(encoding="utf-8"),
        base_url=BASE_URL,
        url_fetcher=PackagedAssetFetcher(),
        font_config=_fonts(),
    )
