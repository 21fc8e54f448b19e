"""The editor of a module whose text holds an activity of a plugin that is gone."""

from typing import Any

from playwright.sync_api import Page, expect

from courses.models import ModulePage
from tests.factories.courses import block_id, make_course, make_module

from .accounts import sign_in
from .editing import add_block, publish

PODCAST = {"type": "podcast", "value": {"title": "Bridges"}, "id": block_id("podcast")}


def test_editor_of_a_module_with_an_unavailable_activity_keeps_it_and_cannot_add_one(
    page: Page, admin_user: Any
) -> None:
    module = make_module(make_course(modules=0), body=[PODCAST])
    sign_in(page, admin_user.email)
    page.goto(f"/admin/pages/{module.pk}/edit/")
    body = page.get_by_role("region", name="Text and activities")
    unavailable = body.get_by_role("region", name="Activity that is not available")
    expect(unavailable.get_by_role("heading", name="Activity that is not available * podcast")).to_be_visible()
    expect(unavailable).to_contain_text("Its plugin is not installed.")
    body.get_by_role("button", name="Insert a block").last.click()
    expect(page.get_by_role("option", name="Quiz")).to_be_visible()
    expect(page.get_by_role("option", name="Activity that is not available")).to_have_count(0)
    page.keyboard.press("Escape")
    add_block(page, body, "Section heading")
    body.get_by_role("textbox", name="Heading*").fill("Voices")
    publish(page)
    stored = ModulePage.objects.get(pk=module.pk).body.get_prep_value()
    assert stored[0]["value"] == PODCAST
    assert stored[1]["value"] == {"text": "Voices"}
