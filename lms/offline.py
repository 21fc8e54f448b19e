"""What a browser keeps for the time without a connection: a page that says so, in each language, and its look."""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from courses.templatetags.components import styles_address

from .display import UNCHOSEN


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page that is shown without a connection, in the language of the address."""
    return HttpResponse(_page())


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page. Its address is above all pages, or it would not be asked about them; its text
    names what it keeps and a digest of it, so that browsers, which compare the text, keep the page anew when it says or
    looks otherwise."""
    look = [styles_address(), static("courses/css/dark.css"), static("site/mark.svg")]
    facts = {"pages": json.dumps(_pages()), "look": json.dumps(look), "digest": _digest()}
    script = render(request, "service_worker.js", facts, content_type="text/javascript; charset=utf-8")
    script.headers["Cache-Control"] = "no-cache"
    return script


def _page() -> str:
    """The page in the active language: the same for all, a browser may be many people's. It knows no choice of display,
    which may be another one when it is shown."""
    return render_to_string("offline.html", UNCHOSEN)


def _digest() -> str:
    digest = hashlib.sha256()
    for language, _name in settings.LANGUAGES:
        with override(language):
            digest.update(_page().encode())
    return digest.hexdigest()[:12]


def _pages() -> dict[str, str]:
    """The address of the page by the first part of the addresses it stands for: `fa` for those below `/fa/`; an empty
    one stands for all others."""
    pages = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            pages["" if language == settings.LANGUAGE_CODE else language] = reverse("offline")
    return pages
