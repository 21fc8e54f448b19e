"""What a module asks to watch and to open is done with the keyboard alone, on a telephone, without JavaScript."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from courses.enrollment.services import enroll
from courses.models import ActivityRecord, CourseCompletion
from tests.factories.courses import make_cohort, make_course, make_module, publish
from tests.factories.materials import download_block, make_file, recording_block

from .accounts import sign_in
from .keyboard import OVERFLOW, TELEPHONE, press, reach


def test_recording_and_document_when_asked_for_complete_the_course_without_scripts(
    open_session: Callable[..., Page], make_user: Callable[..., Any]
) -> None:
    learner = make_user("learner@example.org", name="Ana")
    course = make_course("Twin cities", modules=0)
    publish(course.get_parent().specific)
    minutes = make_file("minutes.txt", b"Minutes of the council", "Minutes")
    module = make_module(course, "Letters", body=[recording_block(), download_block(minutes)])
    enroll(cohort=make_cohort(course), learner=learner, by=learner)
    page = open_session(java_script_enabled=False, viewport=TELEPHONE)

    sign_in(page, "learner@example.org")
    page.goto(module.url)
    assert page.evaluate(OVERFLOW) == 0
    reach(page, page.locator("video"))
    reach(page, page.get_by_text("Transcript: A talk"))
    press(page, page.get_by_role("button", name="I have watched it"))
    expect(page.get_by_text("You have said so.")).to_be_visible()
    with page.expect_download() as download:
        press(page, page.get_by_role("link", name="Open the document"))
    assert download.value.suggested_filename == minutes.filename
    page.reload()
    expect(page.get_by_role("link", name="Open it again")).to_be_visible()
    press(page, page.get_by_role("button", name="Mark as read"))
    expect(page.get_by_role("status")).to_contain_text("you have completed the course")
    sources = ActivityRecord.objects.order_by("pk").values_list("source", flat=True)
    assert list(sources) == ["learner", "server", "learner"]
    assert CourseCompletion.objects.get().enrollment.learner.email == "learner@example.org"
