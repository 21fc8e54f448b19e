"""The tools of the browser journeys hold together, and a person's way into an account works in a real browser."""

import re

import pytest


def test_sign_up_confirm_and_read_the_account_page(page, address, mailoutbox):
    refused = []
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.goto("/accounts/signup/")
    page.get_by_label("Your name").fill("Амина Karimova")
    page.get_by_label("E-mail address").fill("amina@example.org")
    page.get_by_label("Password", exact=True).fill("bridge-over-7")
    page.get_by_label(re.compile("again", re.IGNORECASE)).fill("bridge-over-7")
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url("**/accounts/confirm-email/")
    [mail] = mailoutbox
    page.goto(re.search(r"http\S+", mail.body)[0])
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_load_state()
    page.goto("/accounts/email/")
    assert page.get_by_role("main").get_by_role("listitem").filter(has_text="amina@example.org").count() == 1
    assert page.get_by_role("navigation", name="My account").get_by_role("link").count() == 5
    assert refused == []


@pytest.mark.parametrize("place", ["/accounts/login/", "/fa/accounts/signup/"])
def test_button_of_an_entrance_that_leads_on_keeps_its_distance(page, place):
    page.goto(f"{place}?next=/learning/")
    field = page.locator("[type=password]").last.bounding_box()
    button = page.get_by_role("main").get_by_role("button").bounding_box()
    assert button["y"] - field["y"] - field["height"] == 24
