"""What a browser keeps for the time without a connection: a page that says so, in each language, and its look."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from courses.templatetags.components import styles_address


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page that is shown without a connection. Nobody is named in it: a browser may be many people's."""
    return render(request, "offline.html")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page. Its address is above all pages, or it would not be asked about them; its text
    names what it keeps, so that browsers, which compare the text, keep the page anew when its look is another."""
    facts = {"pages": json.dumps(_pages()), "look": json.dumps([styles_address(), static("courses/css/dark.css")])}
    script = render(request, "service_worker.js", facts, content_type="text/javascript; charset=utf-8")
    script.headers["Cache-Control"] = "no-cache"
    return script


def _pages() -> dict[str, str]:
    """The address of the page by the first part of the addresses it stands for: `fa` for those below `/fa/`; an empty
    one stands for all others."""
    pages = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            pages["" if language == settings.LANGUAGE_CODE else language] = reverse("offline")
    return pages
