"""What a course editor does in Wagtail's admin."""

import re

from playwright.sync_api import Locator, Page, expect

PUBLISHED = re.compile(r"(created and|updated and|has been) published\.")


def write_quiz(page: Page, *, title: str, questions: dict[str, tuple[str, str, str]]) -> None:
    """Write and publish a quiz; `questions`: text -> right option, wrong option, explanation."""
    page.get_by_role("button", name="Training").click()
    page.get_by_role("link", name="Quizzes").click()
    page.get_by_role("link", name="Add quiz").click()
    page.get_by_role("textbox", name="Title*").fill(title)
    stream = page.get_by_role("region", name="Questions*")
    for number, (text, (right, wrong, explanation)) in enumerate(questions.items()):
        add_block(page, stream, "Single choice")
        question = stream.get_by_role("region", name="Single choice").nth(number)
        question.get_by_role("textbox", name="Question*").fill(text)
        options = question.get_by_role("region", name="Option")
        options.nth(0).get_by_role("textbox", name="Option*").fill(right)
        options.nth(0).get_by_role("checkbox", name="Right answer").check()
        options.nth(1).get_by_role("textbox", name="Option*").fill(wrong)
        write_text(question.locator("[data-contentpath=explanation]"), explanation)
    publish(page)


def write_course(page: Page, *, title: str, lead: str, outcome: str) -> None:
    """Write and publish a course below the catalog whose list of pages is open."""
    page.get_by_role("link", name="Add child page").click()
    page.get_by_role("textbox", name="Title*").fill(title)
    page.get_by_role("textbox", name="Lead*").fill(lead)
    outcomes = page.get_by_role("region", name="Learning outcomes")
    outcomes.get_by_role("button", name="Insert a block").click()
    outcomes.get_by_role("region", name="Outcome").get_by_role("textbox").fill(outcome)
    publish(page)


def write_module(page: Page, *, course: str, title: str, heading: str, text: str, quiz: str) -> None:
    """Write and publish a module of a course that stands in the list of pages that is open."""
    page.get_by_role("link", name=f"Add a child page to '{course}'").click()
    page.get_by_role("link", name=re.compile("^Module ")).click()
    page.get_by_role("textbox", name="Title*").fill(title)
    body = page.get_by_role("region", name="Text and activities")
    add_block(page, body, "Section heading")
    body.get_by_role("textbox", name="Heading*").fill(heading)
    add_block(page, body, "Text")
    write_text(body.get_by_role("region", name="Text *", exact=True), text)
    add_block(page, body, "Quiz")
    body.get_by_role("button", name="Choose quiz").click()
    page.get_by_role("dialog").get_by_role("link", name=quiz).click()
    expect(body.get_by_role("region", name="Quiz *")).to_contain_text(quiz)
    publish(page)


def open_cohort(page: Page, *, course: str, title: str, seats: int) -> None:
    """Open a cohort of the course whose list of pages is open, by the button among its acts."""
    page.get_by_role("navigation", name="Actions").get_by_role("button", name="Actions").click()
    page.get_by_role("link", name="Add a cohort").click()
    expect(page.get_by_role("combobox", name="Course*").get_by_role("option", selected=True)).to_have_text(course)
    page.get_by_role("textbox", name="Title*").fill(title)
    page.get_by_role("spinbutton", name="Seats").fill(str(seats))
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("status").first).to_contain_text(f"Cohort '{title}' created.")


def add_block(page: Page, stream: Locator, name: str) -> None:
    """Add a block at the end of a stream."""
    stream.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def write_text(area: Locator, text: str) -> None:
    """Type into the rich text editor of an area; the editor hands its text to the form a moment later."""
    area.get_by_role("textbox").fill(text)
    expect(area.locator("[data-streamfield-widget] > input")).to_have_value(re.compile(re.escape(text)))


def publish(page: Page) -> None:
    """Publish what is open; the admin says that it is done."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status").first).to_contain_text(PUBLISHED)
