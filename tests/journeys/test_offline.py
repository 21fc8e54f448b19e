"""A reader who loses the connection reads so, in the look of the site; nothing personal is kept for that."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Error, Page, expect

from courses.styles import style_sheet

from .accounts import sign_in

KEPT = """async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(stores.map((store) => store.keys()));
    return requests.flat().map((request) => new URL(request.url).pathname);
}"""
PAPER = "rgb(250, 247, 241)"


@pytest.fixture
def reader(page: Page, make_user: Callable[..., Any]) -> Page:
    """Somebody who is signed in, whose browser has kept what it was asked to keep."""
    make_user("learner@example.org", name="Niloufar")
    sign_in(page, "learner@example.org", at="/learning/")
    page.evaluate("() => navigator.serviceWorker.ready")
    return page


@pytest.mark.parametrize(("path", "language"), [("/learning/", "en"), ("/fa/courses/", "fa")])
def test_reader_without_a_connection_reads_so_in_the_language_of_the_address(
    reader: Page, path: str, language: str
) -> None:
    with override(language):
        heading = gettext("You are offline")
    reader.context.set_offline(True)
    reader.goto(path)
    expect(reader.locator(f"html[lang={language}]").get_by_role("heading", level=1)).to_have_text(heading)
    expect(reader.locator("body")).to_have_css("background-color", PAPER)
    reader.context.set_offline(False)
    reader.goto("/learning/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("My learning")


def test_browser_keeps_the_page_and_its_look_and_nothing_else(reader: Page) -> None:
    reader.goto("/learning/")
    look = [f"/styles/{style_sheet().digest}.css", "/static/courses/css/dark.css", "/static/site/mark.svg"]
    assert reader.evaluate(KEPT) == ["/offline/", "/ru/offline/", "/fa/offline/", *look]


def test_administration_without_a_connection_is_left_to_the_browser(reader: Page) -> None:
    reader.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        reader.goto("/admin/")
