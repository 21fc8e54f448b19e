"""The style sheets of all components as one: a page on a slow line asks once, and nothing has to be built.

An app adds its own through the Wagtail hook `register_style_sheets`: a function that returns a folder of static files,
for example `"podcasts/css"`. Every `*.css` in it is added, in the order of names.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail import hooks

OWN_FOLDER = "courses/css"
FIRST = ("tokens.css",)  # it names the order of the layers
APART = ("dark.css",)  # linked beside it, by the colors a person wants
YEAR = 365 * 24 * 60 * 60  # seconds
RELATIVE_ADDRESS = re.compile(r'url\("(\.\./[^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
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


def _gathered() -> StyleSheet:
    folders = [OWN_FOLDER, *(folder() for folder in hooks.get_hooks("register_style_sheets"))]
    text = "\n".join(_text(folder, path) for folder in folders for path in _files(folder))
    return StyleSheet(text, hashlib.sha256(text.encode()).hexdigest()[:12])


def _files(folder: str) -> list[Path]:
    found = finders.find(folder)
    if found is None:
        raise LookupError(f"There is no folder {folder!r} among the static files.")
    paths = [path for path in Path(found).glob("*.css") if path.name not in APART]
    return sorted(paths, key=lambda path: (path.name not in FIRST, path.name))


def _text(folder: str, path: Path) -> str:
    without_comments = EMPTY_LINES.sub("\n", COMMENT.sub("", path.read_text()))
    return RELATIVE_ADDRESS.sub(lambda found: f'url("{_address(folder, found[1])}")', without_comments)


def _address(folder: str, relative: str) -> str:
    return static(str(PurePosixPath(folder).parent / relative.removeprefix("../")))


@require_safe
def styles(request: HttpRequest, digest: str) -> HttpResponse:
    """The style sheet. Browsers keep it for a year, since another text has another address; an old address, in a page
    that somebody kept, gets the text of today and keeps it not."""
    sheet = style_sheet()
    response = HttpResponse(sheet.text, content_type="text/css; charset=utf-8")
    if digest == sheet.digest:
        patch_cache_control(response, public=True, immutable=True, max_age=YEAR)
    else:
        patch_cache_control(response, no_cache=True)
    return response
