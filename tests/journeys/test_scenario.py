"""A scenario is played with the keyboard alone, on a telephone, without JavaScript, and from right to left."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Locale

from courses.enrollment.services import enroll as take_seat
from courses.models import CourseCompletion, Playthrough
from tests.factories.courses import make_cohort, make_course, make_module, publish, translate
from tests.factories.scenarios import make_scenario, scenario_block

from .accounts import sign_in
from .keyboard import DESK, OVERFLOW, TELEPHONE, press, reach
from .learning import enroll, mark_as_read


def decide(page: Page, choice: str) -> None:
    """Take the choice with this text: in a group of radio buttons the arrows lead on."""
    reach(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    while not page.get_by_role("radio", name=choice).is_checked():
        page.keyboard.press("ArrowDown")
    press(page, page.get_by_role("button", name="Do this"))


def test_scenario_when_played_by_keyboard_without_scripts_completes_the_course(
    open_session: Callable[..., Page], make_user: Callable[..., Any]
) -> None:
    make_user("learner@example.org", name="Ana")
    course = make_course("Twin cities", modules=0)
    publish(course.get_parent().specific)
    make_module(course, "The talks", body=[scenario_block(make_scenario())])
    make_cohort(course)
    page = open_session(java_script_enabled=False, viewport=TELEPHONE)

    sign_in(page, "learner@example.org")
    page.goto(course.get_url())
    page.locator("#dates").get_by_role("link", name="Enroll", exact=True).click()
    enroll(page, name="Ana Petrova")
    mark_as_read(page)
    press(page, page.get_by_role("link", name="Go to the scenario"))
    press(page, page.get_by_role("button", name="Begin"))
    press(page, page.get_by_role("button", name="Do this"))
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    stale = page.context.new_page()
    stale.goto(page.url)
    decide(page, "Listen.")
    expect(page.get_by_text("You are in middle.")).to_be_visible()
    decide(stale, "Push.")
    expect(stale.get_by_text("You had already taken this step.")).to_be_visible()
    expect(stale.get_by_text("You are in middle.")).to_be_visible()
    decide(page, "Sign.")
    expect(page.get_by_role("heading", name="End durable")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    answer = page.get_by_label("What surprised you?")
    reach(page, answer)
    page.keyboard.type("That they wanted the same.")
    press(page, page.get_by_role("button", name="Keep my answers"))
    expect(page.get_by_text("Your answers are kept.")).to_be_visible()
    expect(answer).to_have_value("That they wanted the same.")
    assert CourseCompletion.objects.get().enrollment.learner.email == "learner@example.org"
    assert Playthrough.objects.get().scores == {"trust": 7}


@pytest.mark.parametrize("viewport", [TELEPHONE, DESK], ids=["telephone", "desk"])
def test_scenario_in_persian_stands_from_right_to_left_and_fits(
    open_session: Callable[..., Page], make_user: Callable[..., Any], viewport: dict[str, int]
) -> None:
    learner = make_user("learner@example.org", name="Ana")
    course, scenario = make_course("Twin cities", modules=0), make_scenario()
    publish(course.get_parent().specific)
    module = make_module(course, "The talks", body=[scenario_block(scenario)])
    translated = translate(course, "fa", title="شهرهای خواهرخوانده")
    persian = scenario.copy_for_translation(Locale.objects.get(language_code="fa"))
    persian.title = "گفتگوها"
    persian.save()
    persian.save_revision().publish()
    take_seat(cohort=make_cohort(course), learner=learner, by=learner)
    page = open_session(viewport=viewport)
    sign_in(page, "learner@example.org")
    page.goto(f"{translated.get_url()}{module.slug}/")
    page.locator(".quiz-card a").click()
    page.locator("main form button").click()
    expect(page.locator("h1")).to_have_text("گفتگوها")
    for choice in ("Listen.", "Sign."):
        label = page.locator(".choice", has_text=choice)
        circle = label.get_by_role("radio")
        assert circle.bounding_box()["x"] > label.bounding_box()["x"] + label.bounding_box()["width"] / 2
        assert page.evaluate(OVERFLOW) == 0
        circle.check()
        page.locator("main form button").click()
    expect(page.locator(".path-step")).to_have_count(2)
    assert page.evaluate(OVERFLOW) == 0
