"""The content checks run beside the editing form: each kind of fault is told, and a clean module has none."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from courses.models import ModulePage
from tests.factories.content import all_blocks, key_fact, make_document, make_picture, picture, text
from tests.factories.courses import block_id, make_course, make_module

from .accounts import sign_in

FAULTS = {
    "A picture has no description",
    "A video or a recording has no transcript",
    "A key fact has no source",
    "The words of a link do not tell where it leads",
    "A level of headings is left out",
}


def checked(page: Page, module: ModulePage) -> list[str]:
    """The faults that the panel lists, once it has counted the words of the preview."""
    page.goto(f"/admin/pages/{module.pk}/edit/")
    page.get_by_role("button", name="Toggle checks").click()
    panel = page.locator("[data-side-panel=checks]")
    expect(panel.locator("[data-content-word-count]")).not_to_have_text("-")
    expect(panel.locator("[data-content-checker-count]")).to_have_text(str(len(names(panel))))
    return names(panel)


def names(panel: Any) -> list[str]:
    return panel.locator("[data-checks-panel] [data-content-checker-name]").all_inner_texts()


def test_checks_of_a_module_tell_each_fault_and_of_a_clean_one_nothing(
    page: Page, make_staff: Callable[[str, str], Any]
) -> None:
    make_staff("editor@example.org", "Course editors")
    course, image, document = make_course(modules=0), make_picture(), make_document()
    silent = {"kind": "video", "title": "A talk", "file": document.pk, "poster": None, "captions": None}
    body = [
        text('<h3>Too deep</h3><p><a href="https://example.org/">here</a></p>'),
        picture(image),
        key_fact(source_title=""),
        {"type": "media", "id": block_id("silent"), "value": {**silent, "transcript": "<p></p>"}},
    ]
    faulty = make_module(course, "Faulty", body=body)
    clean = make_module(course, "Clean", body=all_blocks(image, document))
    sign_in(page, "editor@example.org")
    assert sorted(checked(page, faulty)) == sorted(FAULTS)
    assert checked(page, clean) == []
