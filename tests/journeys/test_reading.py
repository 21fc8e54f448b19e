"""Reading a module in a browser: where one is, how much is left, terms, notes and keys."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from courses.enrollment.services import enroll
from tests.factories.content import blocks
from tests.factories.courses import make_cohort, make_course, make_module

from .accounts import sign_in

LONG = "<p>" + "One calm sentence about cities that write letters. " * 60 + "</p>"
READER = "ana@example.org"
MODULES = "/courses/twin-cities/"


@pytest.fixture
def module(make_user: Callable[..., Any]) -> str:
    """The address of the second of three modules: three long sections, a term and two facts from one source."""
    course = make_course("Twin cities", modules=0)
    source = {"source_title": "City archive", "source_url": "https://example.org/archive", "as_of": "2026-09-01"}
    body = blocks(
        ("heading", {"text": "Letters"}),
        ("text", f"<p>The first twin city answered.</p>{LONG}"),
        ("key_fact", {"statement": "The link is from 1944.", **source}),
        ("heading", {"text": "Agreements"}),
        ("text", LONG),
        ("glossary_term", {"term": "Twin city", "original": "город-побратим", "definition": "A partner by agreement."}),
        ("heading", {"text": "Today"}),
        ("text", LONG),
        ("key_fact", {"statement": "They still write.", **source}),
    )
    make_module(course, "Before")
    module = make_module(course, "How it began", body=body)
    make_module(course, "After")
    learner = make_user(READER, name="Ana")
    enroll(cohort=make_cohort(course), learner=learner, by=learner)
    return module.url


def open_module(page: Page, address: str) -> None:
    sign_in(page, READER)
    page.goto(address)


def menu(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Sections")


def current(page: Page) -> Locator:
    return menu(page).locator("[aria-current=location]")


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", name=name, exact=True)


def time_left(page: Page) -> Locator:
    return page.locator(".reading-time:visible")


def test_menu_while_one_reads_marks_the_section(page: Page, module: str) -> None:
    open_module(page, module)
    expect(current(page)).to_have_count(0)
    heading(page, "Agreements").evaluate("heading => heading.scrollIntoView()")
    expect(current(page)).to_have_text("Agreements")
    heading(page, "Today").evaluate("heading => heading.scrollIntoView()")
    expect(current(page)).to_have_text("Today")


def test_reading_time_while_one_reads_is_what_is_left(page: Page, module: str) -> None:
    open_module(page, module)
    expect(time_left(page)).to_have_text("Reading time: 9 minutes")
    heading(page, "Today").evaluate("heading => heading.scrollIntoView()")
    expect(time_left(page)).to_have_text("Left to read: 2 minutes")
    page.get_by_role("region", name="Your progress").scroll_into_view_if_needed()
    expect(time_left(page)).to_have_text("Read to the end")


def test_reading_time_on_a_telephone_goes_along_and_covers_no_heading(
    open_session: Callable[..., Page], module: str
) -> None:
    page = open_session(viewport={"width": 390, "height": 844})
    open_module(page, module)
    page.get_by_text("On this page").first.click()
    menu(page).get_by_role("link", name="Today").click()
    expect(menu(page)).to_be_hidden()
    expect(time_left(page)).to_be_in_viewport()
    bar, target = page.locator(".module-menu-folded").bounding_box(), heading(page, "Today").bounding_box()
    assert target["y"] >= bar["y"] + bar["height"]


@pytest.mark.parametrize("script", [True, False])
def test_term_when_it_is_pressed_opens_its_definition(
    open_session: Callable[..., Page], module: str, script: bool
) -> None:
    page = open_session(java_script_enabled=script)
    open_module(page, module)
    term, definition = page.get_by_role("button", name="twin city", exact=True), page.locator("[popover]")
    expect(definition).to_be_hidden()
    term.click()
    expect(definition).to_be_visible()
    expect(definition).to_contain_text("A partner by agreement.")
    page.keyboard.press("Escape")
    expect(definition).to_be_hidden()


def test_note_leads_to_the_source_and_back(page: Page, module: str) -> None:
    open_module(page, module)
    first, last = page.get_by_text("Note 1").all()
    last.click()
    notes = page.locator(".notes")
    expect(notes).to_be_in_viewport()
    expect(notes.get_by_role("listitem")).to_contain_text("as of 1 September 2026")
    notes.get_by_text("Back to the fact: The link is from 1944.").click()
    expect(first).to_be_in_viewport()


def test_keys_lead_from_section_to_section_and_on_to_the_modules_beside(page: Page, module: str) -> None:
    open_module(page, module)
    for name in ("Letters", "Agreements", "Today"):
        page.keyboard.press("n")
        expect(current(page)).to_have_text(name)
    page.keyboard.press("p")
    expect(current(page)).to_have_text("Agreements")
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(heading(page, "After")).to_be_visible()
    page.go_back()
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.press("p")
    expect(heading(page, "Before")).to_be_visible()


@pytest.mark.parametrize("key", ["т", "د"])
def test_key_on_a_keyboard_in_another_script_is_the_same_key(page: Page, module: str, key: str) -> None:
    open_module(page, module)
    typed = "new KeyboardEvent('keydown', {key, code: 'KeyN', bubbles: true})"
    page.evaluate(f"key => document.body.dispatchEvent({typed})", key)
    expect(current(page)).to_have_text("Letters")


def test_keys_while_one_types_or_holds_another_key_do_nothing(page: Page, module: str) -> None:
    open_module(page, module)
    page.evaluate("document.querySelector('main').prepend(document.createElement('input'))")
    page.locator("main > input").press("n")
    assert page.locator("main > input").input_value() == "n"
    page.locator("main > input").evaluate("input => input.blur()")
    page.keyboard.press("Control+n")
    page.keyboard.press("Alt+p")
    expect(current(page)).to_have_count(0)


def test_question_mark_opens_the_list_of_keys_which_can_be_turned_off(page: Page, module: str) -> None:
    open_module(page, module)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys).to_be_visible()
    page.keyboard.press("n")
    expect(current(page)).to_have_count(0)
    keys.get_by_label("Use these keys in this browser").uncheck()
    keys.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(keys).to_be_hidden()
    expect(current(page)).to_have_count(0)
    page.get_by_text("Keyboard shortcuts").first.click()
    keys.get_by_label("Use these keys in this browser").check()
    keys.get_by_role("button", name="Close").click()
    page.keyboard.press("n")
    expect(heading(page, "After")).to_be_visible()


def test_module_without_script_tells_the_whole_time_and_nothing_of_keys(
    open_session: Callable[..., Page], module: str
) -> None:
    page = open_session(java_script_enabled=False)
    open_module(page, module)
    expect(time_left(page)).to_have_text("Reading time: 9 minutes")
    expect(page.get_by_text("Keyboard shortcuts").first).to_be_hidden()
