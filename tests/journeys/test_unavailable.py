"""The editors of a module and of a quiz that hold what belongs to a plugin that is gone."""

from typing import Any

from playwright.sync_api import Page, expect

from courses.models import ModulePage, Quiz
from tests.factories.courses import block_id, make_course, make_module, make_quiz, single_choice
from tests.factories.plugins import plugin
from tests.factories.questions import written_question

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


def test_editor_of_a_quiz_with_an_unavailable_question_keeps_it_and_cannot_add_one(page: Page, admin_user: Any) -> None:
    scale = written_question("scale")
    with plugin():
        quiz = make_quiz("Check", [scale, single_choice("first")])
        before = quiz.questions.get_prep_value()
    sign_in(page, admin_user.email)
    page.goto(f"/admin/snippets/courses/quiz/edit/{quiz.pk}/")
    questions = page.get_by_role("region", name="Questions*")
    unavailable = questions.get_by_role("region", name="Question that is not available")
    expect(unavailable).to_contain_text("Its plugin is not installed.")
    questions.get_by_role("button", name="Insert a block").last.click()
    expect(page.get_by_role("option", name="Single choice")).to_be_visible()
    expect(page.get_by_role("option", name="Question that is not available")).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Title*").fill("Checked")
    publish(page)
    quiz = Quiz.objects.get(pk=quiz.pk)
    assert (quiz.title, quiz.live) == ("Checked", True)
    assert quiz.questions.get_prep_value()[0]["value"] == before[0]
    with plugin():
        again = Quiz.objects.get(pk=quiz.pk).questions[0]
        assert (again.block_type, again.value["text"], again.value["step"]) == ("scale", "Which scale?", "3")
