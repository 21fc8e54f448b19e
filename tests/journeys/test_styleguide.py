"""Every component looks as it was last looked at: in the light, by night, from right to left, and on a telephone.

The pictures are in `styleguide/<view>/<component>.png`. After a change that is meant, draw them anew with
`STYLEGUIDE=write` and look at each one that git shows as changed before you keep it.
"""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

PICTURES = Path(__file__).with_name("styleguide")
DESK, PHONE = {"width": 1000, "height": 900}, {"width": 390, "height": 844}
VIEWS: dict[str, tuple[str, Any]] = {
    "light": ("/styleguide/?theme=light", DESK),
    "dark": ("/styleguide/?theme=dark", DESK),
    "rtl": ("/fa/styleguide/?theme=light", DESK),
    "narrow": ("/styleguide/?theme=light", PHONE),
}
VISIBLE = 48  # of 255: letters are smoothed a little differently from machine to machine, which nobody sees
MOST = 0.004  # of the pixels may differ visibly


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ visibly; all of them when the pictures differ in size."""
    if one.size != other.size:
        return 1.0
    red, green, blue = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)  # gray would hide what changes in blue alone
    return sum(most.histogram()[VISIBLE:]) / (one.width * one.height)


def taken(page: Page, view: str) -> dict[str, Image.Image]:
    """A picture of each component."""
    address, size = VIEWS[view]
    page.set_viewport_size(size)
    page.goto(address)
    page.evaluate("document.fonts.ready")
    specimens = page.locator(".specimen").all()
    return {str(one.get_attribute("id")): Image.open(BytesIO(one.screenshot())) for one in specimens}


@pytest.fixture
def still_page(open_session: Callable[..., Page]) -> Page:
    return open_session(reduced_motion="reduce")


@pytest.mark.parametrize("view", VIEWS)
def test_components_look_as_they_were_last_looked_at(still_page: Page, view: str) -> None:
    folder, pictures = PICTURES / view, taken(still_page, view)
    if os.environ.get("STYLEGUIDE") == "write":
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures.items():
            picture.convert("RGB").quantize(64).save(folder / f"{name}.png", optimize=True)
    kept = {path.stem: Image.open(BytesIO(path.read_bytes())) for path in folder.glob("*.png")}
    assert sorted(kept) == sorted(pictures)
    differing = {name: round(share_that_differs(kept[name], pictures[name]), 4) for name in pictures}
    assert {name: share for name, share in differing.items() if share > MOST} == {}


@pytest.mark.parametrize("color", ["red", "blue"])
def test_component_when_its_color_changes_is_seen(still_page: Page, color: str) -> None:
    before = taken(still_page, "light")["badge"]
    still_page.evaluate("color => document.querySelectorAll('.badge').forEach(one => one.style.color = color)", color)
    after = Image.open(BytesIO(still_page.locator("#badge").screenshot()))
    assert share_that_differs(before, after) > MOST
