"""What a first visit to a module weighs, without its pictures (docs/decisions/0012)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Request

from .site import LEARNER, build_site

KILOBYTE = 1000
MOST = {"page": 150, "script": 20}
MOST_AS_TEXT_ONLY = {"page": 40, "script": 20}


class Line:
    """What a window fetches: how much of each kind, headers included, and from whom."""

    def __init__(self, page: Page) -> None:
        self.finished: list[Request] = []
        page.on("requestfinished", self.note)

    def note(self, request: Request) -> None:
        self.finished.append(request)

    def weight(self, *kinds: str) -> float:
        """In kilobytes; of all kinds but pictures when none is named."""
        counted = [
            request
            for request in self.finished
            if request.resource_type in kinds or not (kinds or request.resource_type in ("image", "media"))
        ]
        return sum(_bytes(request) for request in counted) / KILOBYTE

    @property
    def shows_pictures(self) -> bool:
        return any(urlsplit(request.url).path.startswith(settings.MEDIA_URL) for request in self.finished)

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(request.url).netloc for request in self.finished}


def _bytes(request: Request) -> int:
    sizes = request.sizes()
    return max(sizes["responseBodySize"], 0) + sizes["responseHeadersSize"]


@pytest.fixture
def first_visit(
    open_session: Callable[..., Page], address: str, make_user: Callable[..., Any], client: Client
) -> Callable[..., Line]:
    """`first_visit("ru", text_only="yes")`: a learner's first visit to a module, with these cookies."""

    def visit(language: str, **cookies: str) -> Line:
        learner = make_user(LEARNER, name="Niloufar")
        site = build_site(learner, language)
        client.force_login(learner)
        cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        page = open_session()
        page.context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
        line = Line(page)
        page.goto(site.for_the_learner()["module"], wait_until="networkidle")
        return line

    return visit


@pytest.mark.parametrize("language", ["en", "ru", "fa"])
@pytest.mark.parametrize(("cookies", "most"), [({}, MOST), ({"text_only": "yes"}, MOST_AS_TEXT_ONLY)])
def test_module_on_a_first_visit_is_light_and_asks_nobody_else(
    first_visit: Callable[..., Line],
    address: str,
    tell_figure: Callable[[str], None],
    language: str,
    cookies: dict[str, str],
    most: dict[str, int],
) -> None:
    line = first_visit(language, **cookies)
    found = {"page": line.weight(), "script": line.weight("script")}
    told = ", ".join(f"{name} {kilobytes:.1f} KB" for name, kilobytes in found.items())
    tell_figure(f"module {language}{' text only' if cookies else ''}: {told}")
    assert {name: kilobytes for name, kilobytes in found.items() if kilobytes > most[name]} == {}
    assert line.hosts == {urlsplit(address).netloc}
    assert line.shows_pictures == (not cookies)
