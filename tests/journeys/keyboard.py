"""Moving about with the keys alone, also in a page without scripts."""

from playwright.sync_api import Locator, Page, expect

TELEPHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = "element => element === document.activeElement"
MOST_STOPS = 80


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the focus is on the target."""
    expect(target).to_be_visible()
    for _press in range(MOST_STOPS):
        if target.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached with Tab.")


def press(page: Page, target: Locator) -> None:
    reach(page, target)
    page.keyboard.press("Enter")
