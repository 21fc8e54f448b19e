"""What a learner does."""

from playwright.sync_api import Page, expect


def enroll(page: Page, *, name: str, latin: str = "") -> None:
    """Take the seat on the enrollment page that is open."""
    page.get_by_label("Your name on the certificate").fill(name)
    page.get_by_label("Name in Latin letters").fill(latin)
    page.get_by_role("button", name="Enroll").click()
    expect(page.get_by_role("status")).to_contain_text("You are enrolled.")


def mark_as_read(page: Page) -> None:
    """Mark the module that is open as read."""
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("status")).to_have_text("Marked as read.")


def hand_in(page: Page, answers: dict[str, str]) -> None:
    """Answer the attempt that is open and hand it in; `answers`: text of the question -> text of the option."""
    for question, option in answers.items():
        page.get_by_role("group", name=question).get_by_label(option).check()
    page.get_by_role("button", name="Hand in").click()
