"""Signing up and signing in, as people do it."""

import re
from typing import Any

from django.core import mail
from playwright.sync_api import expect

PASSWORD = "correct horse"


def sign_in(page: Any, email: str, *, at: str = "/accounts/login/") -> None:
    """Sign in with the site's form, starting at an address that asks for it."""
    page.goto(at)
    form = page.get_by_role("main")
    form.get_by_role("textbox", name="E-mail address").fill(email)
    form.get_by_label("Password", exact=True).fill(PASSWORD)
    form.get_by_role("button", name="Sign in").click()
    expect(form.get_by_role("button", name="Sign in")).to_have_count(0)


def sign_up(page: Any, name: str, email: str) -> None:
    """Fill in the sign-up form that is open; a mail with a link follows."""
    form = page.get_by_role("main")
    form.get_by_label("Your name").fill(name)
    form.get_by_role("textbox", name="E-mail address").fill(email)
    form.get_by_label("Password", exact=True).fill(PASSWORD)
    form.get_by_label("Password (again)").fill(PASSWORD)
    form.get_by_role("button", name="Sign up").click()
    expect(form.get_by_role("heading", level=1)).to_have_text("Confirm your e-mail address")


def confirm_address(page: Any, email: str) -> None:
    """Open the link of the newest mail and confirm."""
    message = mail.outbox[-1]
    assert message.to == [email]
    page.goto(re.search(r"http://\S+/confirm-email/\S+", message.body)[0])
    page.get_by_role("main").get_by_role("button", name="Confirm").click()
