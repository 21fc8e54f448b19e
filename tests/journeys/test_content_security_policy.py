"""The site keeps its own strict policy, and a visit to it is nobody else's business."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

from .accounts import sign_in
from .site import LEARNER, build_site, visit

REPORT = "addEventListener('securitypolicyviolation', event => console.error('policy: ' + event.violatedDirective))"


class Watch:
    """What a page complains about, and whom it calls."""

    def __init__(self, page: Page) -> None:
        self.page, self.complaints, self.hosts = page, list[str](), set[str]()
        page.add_init_script(REPORT)
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self.see)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep errors; that the page itself is a 403 or 404 is none."""
        if message.type == "error" and not self.is_answer(message):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def is_answer(self, message: ConsoleMessage) -> bool:
        return message.text.startswith("Failed to load resource") and message.location["url"] == self.page.url

    def see(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.hosts.add(urlsplit(request.url).netloc)


def test_policy_when_every_type_of_page_is_visited_is_never_violated(
    page: Page, address: str, make_user: Callable[..., Any]
) -> None:
    site = build_site(make_user(LEARNER, name="Niloufar"))
    watch = Watch(page)
    list(visit(page, site.for_everybody()))
    sign_in(page, LEARNER)
    list(visit(page, site.for_the_learner()))
    assert watch.complaints == []
    assert watch.hosts == {urlsplit(address).netloc}


@pytest.mark.parametrize(
    ("act", "directive"),
    [
        ("document.body.setAttribute('style', 'color: red')", "style-src-attr"),
        ("document.body.setAttribute('onclick', 'alert()')", "script-src-attr"),
        ("document.body.append(Object.assign(new Image(), {src: 'http://elsewhere.invalid/1.png'}))", "img-src"),
    ],
)
def test_policy_when_it_is_violated_is_heard(page: Page, act: str, directive: str) -> None:
    watch = Watch(page)
    page.goto("/")
    with page.expect_console_message(lambda message: message.text == f"policy: {directive}"):
        page.evaluate(act)
    assert f"{page.url}: policy: {directive}" in watch.complaints
