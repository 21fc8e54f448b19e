"""A reflection is answered with the keyboard alone, on a telephone, without JavaScript, and from right to left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from courses.enrollment.services import enroll
from courses.models import CourseCompletion, JournalEntry
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_module,
    publish,
    reflection_block,
    translate,
)

from .accounts import sign_in
from .keyboard import DESK, OVERFLOW, TELEPHONE, press, reach
from .learning import mark_as_read

LEARNER = "learner@example.org"
TEXT = "A port, and nobody in it."


def test_reflection_when_written_by_keyboard_without_scripts_is_kept_taken_along_and_deleted(
    open_session: Callable[..., Page], make_user: Callable[..., Any]
) -> None:
    learner = make_user(LEARNER, name="Ana")
    course = make_course("Twin cities", modules=0)
    publish(course.get_parent().specific)
    module = make_module(course, "Letters", body=[reflection_block()])
    enroll(cohort=make_cohort(course), learner=learner, by=learner)
    page = open_session(java_script_enabled=False, viewport=TELEPHONE)

    sign_in(page, LEARNER)
    page.goto(module.url)
    mark_as_read(page)
    press(page, page.get_by_role("link", name="Write my thoughts"))
    press(page, page.get_by_role("button", name="Keep in my journal"))
    expect(page.get_by_role("alert")).to_contain_text("Write something first: one sentence is enough.")
    reach(page, page.get_by_label("Your thoughts"))
    page.keyboard.type(TEXT)
    assert page.evaluate(OVERFLOW) == 0
    press(page, page.get_by_role("button", name="Keep in my journal"))
    expect(page.get_by_text("You have completed the course")).to_be_visible()
    assert CourseCompletion.objects.get().enrollment.learner.email == LEARNER
    page.goto("/learning/")
    press(page, page.get_by_role("link", name="My journal"))
    expect(page.get_by_text(TEXT)).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    with page.expect_download() as download:
        press(page, page.get_by_role("link", name="Take it along as a text file"))
    assert TEXT in Path(download.value.path()).read_text("utf-8-sig")
    press(page, page.get_by_role("link", name="Delete"))
    press(page, page.get_by_role("button", name="Delete the entry"))
    expect(page.get_by_text("The entry is deleted.")).to_be_visible()
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("viewport", [TELEPHONE, DESK], ids=["telephone", "desk"])
def test_reflection_in_persian_stands_from_right_to_left_and_fits(
    open_session: Callable[..., Page], make_user: Callable[..., Any], viewport: dict[str, int]
) -> None:
    learner = make_user(LEARNER, name="Ana")
    course = make_course("Twin cities", modules=0)
    publish(course.get_parent().specific)
    module = make_module(course, "Letters", body=[reflection_block()])
    translated = translate(course, "fa", title="شهرهای خواهرخوانده")
    persian = translate(module, body=[reflection_block(title="شهر من")])
    take = enroll(cohort=make_cohort(course), learner=learner, by=learner)
    page = open_session(viewport=viewport)
    sign_in(page, LEARNER)
    page.goto(persian.get_url())
    assert translated.get_url() in page.url
    page.locator(f"#activity-{block_id('reflection')} a").click()
    expect(page.locator("h1")).to_have_text("شهر من")
    field = page.locator("textarea")
    field.fill("یک بندر")
    assert field.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert page.evaluate(OVERFLOW) == 0
    page.locator("main form button").click()
    expect(page.locator(f"#activity-{block_id('reflection')} .badge")).to_be_visible()
    page.goto("/fa/learning/journal/")
    expect(page.locator("main .card")).to_contain_text("یک بندر")
    assert page.evaluate(OVERFLOW) == 0
    assert JournalEntry.objects.get().enrollment == take
