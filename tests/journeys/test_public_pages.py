"""What the public pages do in a browser: the sheet of filters, the act at hand, the own time, paper, pictures."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from courses.models import CoursePage
from tests.factories.content import make_picture
from tests.factories.courses import make_cohort, make_course, publish

PHONE = {"width": 390, "height": 844}
COVERED = """() => {
    const bar = document.querySelector(".course-bar").getBoundingClientRect();
    const box = document.activeElement.getBoundingClientRect();
    return !document.activeElement.closest(".course-bar") && box.bottom > bar.top && box.top < bar.bottom;
}"""
# What the focus is on; nothing after the last stop, where it goes back to the browser.
FOCUSED = """() => {
    const element = document.activeElement;
    const name = element.ariaLabel || element.innerText || element.labels?.[0]?.innerText || element.name || "";
    return element === document.body ? "" : name.trim();
}"""


@pytest.fixture
def course(db: None) -> CoursePage:
    course = make_course("Twin cities", modules=3, picture=make_picture(), picture_alt="A harbor", level="advanced")
    course.goals = [11]
    publish(course)
    publish(course.get_parent().specific)
    closes = datetime(2050, 1, 31, 23, 59, tzinfo=ZoneInfo("Asia/Tehran"))
    make_cohort(course, starts_on=date(2050, 3, 1), enrollment_closes_at=closes, time_zone="Asia/Tehran")
    return course


def test_filters_on_a_phone_are_a_sheet_that_gives_the_focus_back(
    open_session: Callable[..., Page], course: CoursePage
) -> None:
    make_course("Law of cities", level="introductory")
    page = open_session(viewport=PHONE)
    page.goto("/courses/")
    opener = page.locator("summary", has_text="Filters")
    expect(page.get_by_label("Level")).to_be_hidden()
    opener.click()
    sheet = page.get_by_role("dialog", name="Narrow the list")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    sheet.get_by_label("Level").select_option("Advanced")
    sheet.get_by_role("button", name="Show courses").click()
    results = page.get_by_role("heading", name="1 course found")
    expect(results).to_be_focused()
    expect(page.locator("summary", has_text="Filters (1)")).to_be_visible()
    page.get_by_role("link", name="Remove filter: Advanced").click()
    expect(page.get_by_role("heading", name="2 courses", exact=True)).to_be_focused()


def test_filters_without_script_unfold_and_at_a_desk_are_open(
    open_session: Callable[..., Page], course: CoursePage
) -> None:
    page = open_session(viewport=PHONE, java_script_enabled=False)
    page.goto("/courses/")
    page.locator("summary", has_text="Filters").click()
    expect(page.get_by_label("Level")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/courses/")
    expect(page.get_by_label("Level")).to_be_visible()
    expect(page.locator("summary", has_text="Filters")).to_be_hidden()


def test_act_at_hand_on_a_phone_never_covers_what_has_the_focus(
    open_session: Callable[..., Page], course: CoursePage
) -> None:
    page = open_session(viewport=PHONE, reduced_motion="reduce")
    page.goto(course.get_url())
    expect(page.locator(".course-bar").get_by_role("link", name="Enroll")).to_be_in_viewport()
    assert page.get_by_role("link", name="Enroll", exact=True).count() == 2  # of the cohort, and in the bar
    stops = []
    page.keyboard.press("Tab")
    while name := page.evaluate(FOCUSED):
        assert not page.evaluate(COVERED), name
        stops.append(name)
        page.keyboard.press("Tab")
    head = ["Skip to the content", "Attaché", "Menu", "Courses"]
    middle = ["Enroll", "11. Sustainable cities and communities"]
    foot = ["Courses", "My learning", "Verify a certificate", "As my device", "Light", "Dark", "Shown", "Text only"]
    assert stops == [*head, *middle, "Enroll", *foot]
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".course-bar")).to_be_hidden()


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Asia/Tehran", []),
        ("Asia/Tokyo", ["1 February at 05:29 in your time zone"]),
        ("Europe/Minsk", ["28 February at 23:30 in your time zone", "31 January at 23:29 in your time zone"]),
    ],
)
def test_dates_of_a_cohort_are_told_in_the_own_zone_where_it_differs(
    open_session: Callable[..., Page], course: CoursePage, zone: str, told: list[str]
) -> None:
    page = open_session(timezone_id=zone)
    page.goto(course.get_url())
    expect(page.get_by_text("Tehran", exact=True)).to_be_visible()
    assert page.locator(".own-time").all_inner_texts() == told


def test_page_on_paper_has_no_chrome_and_says_where_links_lead(page: Page, course: CoursePage) -> None:
    course.description = [{"type": "text", "value": '<p><a href="https://archive.example.org/">Archive</a></p>'}]
    publish(course)
    page.goto(course.get_url())
    page.emulate_media(media="print")
    for part in (".site-bar", ".site-footer", ".breadcrumb", ".course-bar", ".button"):
        assert page.locator(part).count()
        assert not any(one.is_visible() for one in page.locator(part).all()), part
    written = "link => getComputedStyle(link, '::after').content"
    assert page.get_by_role("link", name="Archive").evaluate(written) == '" (https://archive.example.org/)"'
    assert page.get_by_role("link", name="11. Sustainable cities").evaluate(written) == "none"


def test_phone_fetches_small_pictures_and_the_first_one_at_once(
    open_session: Callable[..., Page], course: CoursePage
) -> None:
    page: Any = open_session(viewport=PHONE)
    page.goto("/courses/")
    picture = page.get_by_alt_text("A harbor")
    assert [picture.get_attribute(name) for name in ("loading", "fetchpriority")] == ["eager", "high"]
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.currentSrc").endswith("format-avif.fill-400x225.avif")
    page.goto(course.get_url())
    picture = page.get_by_alt_text("A harbor")
    assert [picture.get_attribute(name) for name in ("loading", "fetchpriority")] == [None, "high"]
    assert picture.evaluate("image => image.currentSrc").endswith("format-avif.fill-480x270.avif")
