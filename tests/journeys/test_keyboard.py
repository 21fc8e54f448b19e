"""Without a mouse: every stop of the Tab key can be seen and is covered by nothing, and the whole way can be gone.

What is heard on the way is read from the accessibility tree.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from courses.models import CourseCompletion
from tests.factories.courses import make_cohort, make_course, make_module, make_quiz, publish, quiz_block, single_choice

from .accounts import PASSWORD, sign_in
from .site import LEARNER, build_site

pytestmark = pytest.mark.journey
MOST_STOPS = 100
# Where the focus is: its name, whether its outline shows, and the thing that lies upon it, if any does.
STOP = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const {left, top, width, height} = element.getClientRects()[0];
    const over = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]]
        .map(([x, y]) => document.elementFromPoint(left + x * width, top + y * height))
        .find(found => !found || !(element.contains(found) || found.contains(element)));
    const ring = getComputedStyle(element.closest(".course-card") ?? element);  // the whole card is its link
    const name = element.ariaLabel || element.labels?.[0]?.innerText || element.innerText || element.name || "";
    return {
        name: name.trim(),
        outlined: element.controls || (ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2),
        covered: over === undefined || element.controls ? "" : over?.outerHTML.slice(0, 80) ?? "outside",
    };  // the keys of a player have their own focus, inside it
}"""


def next_stop(page: Page, key: str = "Tab") -> str:
    """Press the key; the name of what has the focus then, "" behind the last stop."""
    page.keyboard.press(key)
    stop = page.evaluate(STOP)
    if stop is None:
        return ""
    assert (stop["name"], stop["outlined"], stop["covered"]) == (stop["name"], True, "")
    return stop["name"]


def go_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until this has the focus."""
    passed = []
    while len(passed) < MOST_STOPS:
        passed.append(next_stop(page, key))
        if passed[-1].startswith(name):
            return
    pytest.fail(f"{name} is not among {passed}")


def write(page: Page, name: str, text: str) -> None:
    go_to(page, name)
    page.keyboard.type(text)


def press(page: Page, name: str) -> None:
    """Go to what leads to another page, and there."""
    go_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, group: str, option: str) -> None:
    """Tab leads to a group of radio buttons, the arrows from one to the next."""
    go_to(page, group)
    page.keyboard.press("Space")
    while page.evaluate(STOP)["name"] != option:
        next_stop(page, "ArrowDown")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, {"width": 320, "height": 256}])
@pytest.mark.parametrize("name", ["course", "module", "catalog"])
def test_focus_on_its_way_down_and_up_a_page_is_seen_and_covered_by_nothing(
    open_session: Callable[..., Page], make_user: Callable[..., Any], name: str, size: dict[str, int]
) -> None:
    page = open_session(viewport=size, reduced_motion="reduce")
    site = build_site(make_user(LEARNER, name="Niloufar"))
    sign_in(page, LEARNER)
    page.goto(site.pages[name].url)
    stops = []
    while stop := next_stop(page):
        stops.append(stop)
    assert len(stops) > 15
    assert [next_stop(page, "Shift+Tab") for _ in stops] == stops[::-1]


def test_focus_when_a_bar_lies_upon_it_is_found(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.body.append(document.createElement('hr'))")
    page.locator("hr").evaluate(
        "bar => (bar.style.cssText = 'position: fixed; inset: 0; block-size: auto; z-index: 9999')"
    )
    with pytest.raises(AssertionError, match="<hr"):
        next_stop(page)


def test_learner_with_a_keyboard_alone_signs_in_enrolls_reads_and_passes(
    open_session: Callable[..., Page], make_user: Callable[..., Any]
) -> None:
    make_user(LEARNER, name="Ana")
    course = make_course("Twin cities", modules=0)
    publish(course.get_parent().specific)
    quiz = make_quiz("Beginnings", [single_choice("first"), single_choice("second")])
    make_module(course, "How it began", body=[quiz_block(quiz)])
    make_cohort(course)
    page = open_session(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(f"/accounts/login/?next={course.url}")
    write(page, "E-mail address", LEARNER)
    write(page, "Password", PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Twin cities")
    press(page, "Enroll")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Enroll in")
    write(page, "Your name on the certificate", "Ana Petrova")
    press(page, "Enroll")
    expect(page.get_by_role("status")).to_contain_text("You are enrolled.")
    press(page, "Mark as read")
    expect(page.get_by_role("status")).to_have_text("Marked as read.")
    press(page, "Go to the quiz")
    press(page, "Start the quiz")
    expect(page.get_by_role("button", name="Hand in")).to_be_visible()
    for question in ("first", "second"):
        choose(page, f"{question} option ", f"{question} option 0")
    press(page, "Hand in")
    expect(page.get_by_role("heading", name="You have passed")).to_be_visible()
    assert CourseCompletion.objects.get().enrollment.learner.email == LEARNER


def test_what_is_heard_names_every_part_and_every_change(
    open_session: Callable[..., Page], make_user: Callable[..., Any]
) -> None:
    learner = make_user(LEARNER, name="Niloufar")
    site = build_site(learner)
    page = open_session(reduced_motion="reduce")
    page.goto(site.pages["course"].url)
    expect(page.locator("body")).to_match_aria_snapshot(
        """
        - link "Skip to the content"
        - banner:
          - navigation "Main":
            - list:
              - listitem:
                - link "Courses"
        - main:
          - navigation "You are here"
          - heading "Twin cities" [level=1]
          - region "At a glance"
          - region "After this course you can"
          - region "Modules"
          - region "Dates and enrollment"
        - contentinfo:
          - navigation "Learn"
        """
    )
    page.goto("/accounts/login/")
    page.locator("main form").evaluate("form => form.submit()")
    expect(page.get_by_role("main")).to_match_aria_snapshot(
        """
        - heading "Sign in" [level=1]
        - alert:
          - heading "There is a problem" [level=2]
          - list:
            - listitem:
              - link "E-mail address"
              - text: This field is required.
        - textbox "E-mail address"
        """
    )
    sign_in(page, LEARNER)
    page.goto(site.for_the_learner()["attempt"])
    expect(page.get_by_role("main")).to_match_aria_snapshot(
        """
        - status: All 2 questions
        - group "Question first?":
          - radio "first option 0"
        """
    )
    page.get_by_role("button", name="One question at a time").click()
    expect(page.get_by_role("status").filter(has_text="Question 1 of 2")).to_be_visible()
