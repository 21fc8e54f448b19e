"""The style sheets of all components as one: a page on a slow line asks once, and nothing has to be built.

An app adds its own through the Wagtail hook `register_style_sheets`: a function that returns a folder of static files,
for example `"podcasts/css"`. Every `*.css` in it is added, in the order of names. A site replaces one file by one
of its own with the same name, as it does with any static file.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import normpath

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from wagtail import hooks

from .caching import keep_by_digest

OWN_FOLDER = "courses/css"
FIRST = ("tokens.css",)  # it names the order of the layers
APART = ("dark.css",)  # linked beside it, by the colors a person wants
RELATIVE_ADDRESS = re.compile(r"""url\(\s*(["']?)(?!/|#|[a-z]+:)([^"'()\s]+)\1\s*\)""")
COMMENT = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/""", re.DOTALL)  # none begins inside a string
EMPTY_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class StyleSheet:
    """The text for browsers, and a digest of it that stands in its address."""

    text: str
    digest: str


def style_sheet() -> StyleSheet:
    """The one style sheet of every page; while one develops it is read anew each time."""
    return _gathered() if settings.DEBUG else _kept()


@cache
def _kept() -> StyleSheet:
    return _gathered()


def folders() -> list[str]:
    """Our folder and those that were added."""
    return [OWN_FOLDER, *(folder() for folder in hooks.get_hooks("register_style_sheets"))]


def _gathered() -> StyleSheet:
    text = "\n".join(_text(folder, path) for folder in folders() for path in _files(folder))
    return StyleSheet(text, hashlib.sha256(text.encode()).hexdigest()[:12])


def _files(folder: str) -> list[Path]:
    """The files of a folder, each from the place that comes first: a site may have its own version of one of them."""
    places = finders.find(folder, find_all=True)
    files = {path.name: path for place in reversed(places) for path in Path(place).glob("*.css")}
    apart = APART if folder == OWN_FOLDER else ()
    return [files[name] for name in sorted(files, key=lambda name: (name not in FIRST, name)) if name not in apart]


def _text(folder: str, path: Path) -> str:
    without_comments = EMPTY_LINES.sub("\n", COMMENT.sub(lambda found: found[1] or "", path.read_text()))
    return RELATIVE_ADDRESS.sub(lambda found: f'url("{_address(folder, found[2])}")', without_comments)


def _address(folder: str, relative: str) -> str:
    return static(normpath(f"{folder}/{relative}"))


@require_safe
def styles(request: HttpRequest, digest: str) -> HttpResponse:
    """The style sheet, at whatever address an older page names it."""
    sheet = style_sheet()
    response = HttpResponse(sheet.text, content_type="text/css; charset=utf-8")
    keep_by_digest(response, is_current=digest == sheet.digest)
    return response
