"""A course that is there already: its modules are brought into another order, and it is copied."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from courses.authoring.services import copy_next_page
from courses.models import CoursePage, PageCopy
from tests.factories.courses import make_course

from .accounts import sign_in


@pytest.fixture
def course(page: Page, make_staff: Callable[[str, str], Any]) -> CoursePage:
    """A course with three modules, whose list an editor has open."""
    course = make_course("Twin cities", modules=3)
    make_staff("editor@example.org", "Course editors")
    sign_in(page, "editor@example.org", at=f"/admin/pages/{course.pk}/")
    return course


def choose_act(page: Page, name: str) -> None:
    actions = page.get_by_role("navigation", name="Actions")
    actions.get_by_role("button", name="Actions").click()
    actions.get_by_role("link", name=name).click()


def drag(page: Page, handle: Locator, above: Locator) -> None:
    """As a hand does it: the row follows in small steps."""
    handle.hover()
    page.mouse.down()
    place = above.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 30, place["y"] + 3, steps=20)
    page.mouse.up()


@pytest.mark.journey
def test_modules_that_an_editor_drags_stand_in_the_new_order_on_the_course_page(page: Page, course: CoursePage) -> None:
    page.goto(course.get_url())
    titles = page.get_by_role("main").locator(".syllabus-title")
    expect(titles).to_have_text(["Module 1", "Module 2", "Module 3"])
    page.goto(f"/admin/pages/{course.pk}/")
    choose_act(page, "Order the modules")
    rows = page.get_by_role("row").filter(has=page.get_by_role("button", name="Drag"))
    drag(page, rows.filter(has_text="Module 3").get_by_role("button", name="Drag"), rows.first)
    expect(page.get_by_text("'Module 3' has been moved successfully.")).to_be_visible()
    page.goto(course.get_url())
    expect(titles).to_have_text(["Module 3", "Module 1", "Module 2"])


@pytest.mark.journey
def test_course_that_an_editor_copies_tells_how_far_it_is_and_opens(
    page: Page, course: CoursePage, run_tasks: Callable[[], int]
) -> None:
    choose_act(page, "Copy")
    page.get_by_role("textbox", name="Title*").fill("Twin towns")
    page.get_by_role("button", name="Copy", exact=True).click()
    told = page.get_by_role("main").get_by_role("status").last
    expect(told).to_contain_text("0 of 4 pages are copied.")
    copy_next_page(key=PageCopy.objects.get().key)
    expect(told).to_contain_text("1 of 4 pages are copied.")
    run_tasks()
    expect(told).to_contain_text("“Twin towns” is copied: 4 pages.")
    page.get_by_role("link", name="Go to the copy").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Twin towns")
    for number in (1, 2, 3):
        expect(page.get_by_role("link", name=f"Module {number}", exact=True)).to_be_visible()
