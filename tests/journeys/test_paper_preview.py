"""What the preview “On paper” shows is what the browser prints of the same draft."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from wagtail.models import Page as WagtailPage

from tests.factories.content import all_blocks, make_document, make_picture
from tests.factories.courses import make_course, make_module

from .accounts import sign_in

PAPER = {"width": 673, "height": 986}  # A4 between its margins


@pytest.mark.parametrize("kind", ["course", "module"])
@pytest.mark.parametrize("width", [375, 1280])
def test_preview_on_paper_at_any_size_shows_what_is_printed(
    page: Page, make_staff: Callable[[str, str], Any], kind: str, width: int
) -> None:
    make_staff("editor@example.org", "Course editors")
    course = make_course(modules=0, picture=make_picture())
    module = make_module(course, body=all_blocks(make_picture(), make_document()))
    shown: WagtailPage = {"course": course, "module": module}[kind]
    sign_in(page, "editor@example.org")
    draft = f"/admin/pages/{shown.pk}/view_draft/"
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{draft}?mode=paper")
    page.wait_for_selector(".on-paper")
    on_paper = seen(page)
    page.goto(draft)
    assert seen(page) != on_paper
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    assert seen(page) == on_paper


def seen(page: Page) -> list[Any]:
    """The words that are not hidden, and how wide the text is."""
    width = page.evaluate("document.querySelector('main').getBoundingClientRect().width")
    return [page.evaluate("document.body.innerText"), round(width)]
