"""axe-core finds nothing on any type of page: in English and Persian, at a desk and on a telephone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from .accounts import sign_in
from .site import LEARNER, build_site, visit

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(results => results.violations)"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SIZES = ({"width": 1280, "height": 900}, {"width": 390, "height": 844})


@pytest.fixture
def axe_page(open_session: Callable[..., Page]) -> Page:
    """A page that axe-core may enter; elsewhere the policy of the site forbids it."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed; `make test` installs it.")
    return open_session(bypass_csp=True, reduced_motion="reduce")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_when_every_type_of_page_is_visited_finds_nothing(
    axe_page: Page, make_user: Callable[..., Any], language: str
) -> None:
    site, page = build_site(make_user(LEARNER, name="Niloufar"), language), axe_page
    found = [line for name in visit(page, site.for_everybody()) for line in violations(page, name, language)]
    sign_in(page, LEARNER)
    found += [line for name in visit(page, site.for_the_learner()) for line in violations(page, name, language)]
    page.locator("form.questions [type=submit]").click()
    assert page.get_by_role("alert").is_visible()
    found += violations(page, "attempt with errors", language)
    assert found == []


def test_axe_when_a_picture_has_no_description_finds_it(axe_page: Page) -> None:
    axe_page.goto("/")
    axe_page.evaluate("document.querySelector('main').append(new Image())")
    assert [line.split(": ")[1] for line in violations(axe_page, "home", "en")] == ["image-alt", "image-alt"]


def violations(page: Page, name: str, language: str) -> Iterator[str]:
    """What axe-core finds on the page that is open, in each size; also a page that is wider than its window."""
    assert page.locator("html").get_attribute("lang") == language, name
    page.evaluate(AXE.read_text())
    for size in SIZES:
        page.set_viewport_size(size)
        place = f"{name}, {size['width']}"
        for violation in page.evaluate(RUN):
            for node in violation["nodes"]:
                yield f"{place}: {violation['id']}: {node['target']} {node['failureSummary']}"
        if overflow := page.evaluate(OVERFLOW):
            yield f"{place}: {overflow} px too wide"
