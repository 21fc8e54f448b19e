"""The content checks run beside the editing form: each kind of fault is told, and a clean module has none."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from courses.models import CoursePage, ModulePage
from tests.factories.content import all_blocks, key_fact, make_document, make_picture, picture, text
from tests.factories.courses import block_id, make_course, make_module
from tests.factories.materials import make_file

from .accounts import sign_in

EMPTY_COURSE = {
    "The course has no learning outcomes",
    "The course has no description",
    "The course has no picture",
}
EMPTY_MODULE = {"The module has no text", "The module has no objectives"}
FAULTS = {
    "A picture has no description",
    "A video or a recording has neither captions nor a transcript",
    "A key fact has no source",
    "The words of a link do not tell where it leads",
    "A level of headings is left out",
    "The module has no objectives",
}
NAMES = "[data-checks-panel] [data-content-checker-name]"
OBJECTIVES = [{"type": "objective", "value": "Name the partners of a city", "id": block_id("objective")}]


def checked(page: Page, edited: CoursePage | ModulePage) -> list[str]:
    """The faults that the panel lists, once it has counted the words of the preview."""
    page.goto(f"/admin/pages/{edited.pk}/edit/")
    page.get_by_role("button", name="Toggle checks").click()
    panel = page.locator("[data-side-panel=checks]")
    expect(panel.locator("[data-content-word-count]")).not_to_have_text("-")
    expect(panel.locator("[data-content-checker-count]")).to_have_text(str(len(names(panel))))
    for name in panel.locator(NAMES).all():
        expect(name).not_to_be_empty()
    return names(panel)


def names(panel: Any) -> list[str]:
    return panel.locator(NAMES).all_inner_texts()


def test_checks_of_a_module_tell_each_fault_and_of_a_clean_one_nothing(
    page: Page, make_staff: Callable[[str, str], Any]
) -> None:
    make_staff("editor@example.org", "Course editors")
    course, image, document = make_course(modules=0), make_picture(), make_document()
    silent = {"kind": "video", "title": "A talk", "file": make_file().pk, "poster": None, "captions": None}
    body = [
        text('<h3>Too deep</h3><p><a href="https://example.org/">here</a></p>'),
        picture(image),
        key_fact(source_title=""),
        {"type": "media", "id": block_id("silent"), "value": {**silent, "transcript": "<p></p>"}},
    ]
    faulty = make_module(course, "Faulty", body=body)
    clean = make_module(course, "Clean", body=all_blocks(image, document), objectives=OBJECTIVES)
    sign_in(page, "editor@example.org")
    assert sorted(checked(page, faulty)) == sorted(FAULTS)
    assert checked(page, clean) == []


def test_checks_tell_what_is_empty_in_a_course_and_in_a_module(
    page: Page, make_staff: Callable[[str, str], Any]
) -> None:
    make_staff("editor@example.org", "Course editors")
    course = make_course(modules=0)
    headings = [{"type": "heading", "id": block_id(name), "value": {"text": name}} for name in ("First", "Second")]
    module = make_module(course, "Empty", body=headings)
    sign_in(page, "editor@example.org")
    assert set(checked(page, course)) == EMPTY_COURSE
    assert set(checked(page, module)) == EMPTY_MODULE
