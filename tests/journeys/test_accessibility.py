"""axe-core finds nothing on any type of page: in English at a desk and on a telephone, in Persian on a telephone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from .accounts import sign_in
from .site import LEARNER, build_site

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(results => results.violations)"
DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def axe_page(open_session: Callable[..., Page]) -> Callable[[dict[str, int]], Page]:
    """`axe_page(size)`: a page that axe-core may enter; elsewhere the policy of the site forbids it."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed; `make test` installs it.")
    return lambda size: open_session(bypass_csp=True, viewport=size, reduced_motion="reduce")


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("en", TELEPHONE), ("fa", TELEPHONE)])
def test_axe_when_every_type_of_page_is_visited_finds_nothing(
    axe_page: Callable[..., Page], make_user: Callable[..., Any], language: str, size: dict[str, int]
) -> None:
    site = build_site(make_user(LEARNER, name="Niloufar"), language)
    page = axe_page(size)
    found = list(visit(page, site.for_everybody(), language))
    sign_in(page, LEARNER)
    found += visit(page, site.for_the_learner(), language)
    page.locator("form.questions [type=submit]").click()
    found += violations(page, "attempt with errors")
    assert page.get_by_role("alert").is_visible()
    assert found == []


def test_axe_when_a_picture_has_no_description_finds_it(axe_page: Callable[..., Page]) -> None:
    page = axe_page(DESK)
    page.goto("/")
    page.evaluate("document.querySelector('main').append(new Image())")
    assert [finding.split(": ")[1] for finding in violations(page, "home")] == ["image-alt"]


def visit(page: Page, addresses: dict[str, str], language: str) -> Iterator[str]:
    """Open each address and tell what axe-core finds there."""
    for name, address in addresses.items():
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language, name
        yield from violations(page, name)


def violations(page: Page, name: str) -> list[str]:
    """What axe-core finds on the page that is open, one line for each element."""
    page.evaluate(AXE.read_text())
    return [
        f"{name}: {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in page.evaluate(RUN)
        for node in violation["nodes"]
    ]
