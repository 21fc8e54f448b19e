"""The guided way: a course with three modules, a quiz and a cohort is live in under 25 interactions."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from courses.models import Cohort, CoursePage, ModulePage
from tests.factories.courses import make_catalog, publish

from .accounts import sign_in
from .editing import write_text

OUTLINE = "Letters (45 min)\n- 1942\nTreaties\nVisits: 2 h"


class Hand:
    """What an editor's hand does, counted: clicks, and fields filled in."""

    def __init__(self) -> None:
        self.done = 0

    def click(self, what: Locator) -> None:
        self.done += 1
        what.click()

    def fill(self, what: Locator, text: str) -> None:
        self.done += 1
        what.fill(text)

    def choose(self, what: Locator, option: str) -> None:
        self.done += 1
        what.select_option(option)

    def write(self, area: Locator, text: str) -> None:
        self.done += 1
        write_text(area, text)

    def publish(self, page: Page) -> None:
        self.click(page.get_by_role("button", name="More actions"))
        self.click(page.get_by_role("button", name="Publish"))
        expect(page.get_by_role("status").first).to_contain_text("published")


@pytest.mark.journey
def test_course_with_three_modules_a_quiz_and_a_cohort_is_live_in_under_25_interactions(
    page: Page, make_staff: Callable[[str, str], Any], tell_figure: Callable[[str], None]
) -> None:
    publish(make_catalog())
    make_staff("editor@example.org", "Course editors")
    sign_in(page, "editor@example.org", at="/admin/")
    hand = Hand()
    write_the_quiz(page, hand)
    hand.click(page.get_by_role("link", name="Dashboard"))
    make_the_course(page, hand)
    place_the_quiz(page, hand)
    tell_figure(f"guided course: {hand.done} interactions")
    assert hand.done < 25
    a_learner_finds_it(page)


def write_the_quiz(page: Page, hand: Hand) -> None:
    hand.click(page.get_by_role("link", name="New quiz"))
    hand.fill(page.get_by_role("textbox", name="Title*"), "Check")
    questions = page.get_by_role("region", name="Questions*")
    hand.click(questions.get_by_role("button", name="Insert a block").last)
    hand.click(page.get_by_role("option", name="True or false", exact=True))
    question = questions.get_by_role("region", name="True or false")
    hand.fill(question.get_by_role("textbox", name="Question*"), "Did a letter arrive in 1942?")
    hand.choose(question.get_by_role("combobox", name="Right answer*"), "true")
    hand.write(question.locator("[data-contentpath=explanation]"), "It came from Coventry.")
    hand.publish(page)


def make_the_course(page: Page, hand: Hand) -> None:
    hand.click(page.get_by_role("link", name="New course"))
    hand.fill(page.get_by_role("textbox", name="Title*"), "Twin cities")
    hand.fill(page.get_by_role("textbox", name="Lead*"), "Two cities write letters.")
    hand.fill(page.get_by_role("textbox", name="Modules*"), OUTLINE)
    hand.click(page.get_by_role("button", name="Continue"))
    hand.fill(page.get_by_role("textbox", name="Title"), "Spring")
    hand.click(page.get_by_role("button", name="Make it and publish it now"))


def place_the_quiz(page: Page, hand: Hand) -> None:
    hand.click(page.get_by_role("link", name="Write the first module"))
    body = page.get_by_role("region", name="Text and activities")
    hand.click(body.get_by_role("button", name="Insert a block").last)
    hand.click(page.get_by_role("option", name="Quiz", exact=True))
    hand.click(body.get_by_role("button", name="Choose quiz"))
    hand.click(page.get_by_role("dialog").get_by_role("link", name="Check"))
    expect(body.get_by_role("region", name="Quiz *")).to_contain_text("Check")
    hand.publish(page)


def a_learner_finds_it(page: Page) -> None:
    course, cohort = CoursePage.objects.get(), Cohort.objects.get()
    modules = ModulePage.objects.child_of(course).live().order_by("path")
    assert [(module.title, module.workload_minutes) for module in modules] == [
        ("Letters", 45),
        ("Treaties", 60),
        ("Visits", 120),
    ]
    assert (cohort.title, cohort.seats) == ("Spring", None)
    page.goto(course.get_url())
    expect(page.get_by_role("link", name="Enroll").first).to_be_visible()
