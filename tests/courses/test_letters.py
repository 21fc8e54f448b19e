"""E-mails as HTML: the same text, in the language it is written in, nothing fetched from anywhere."""

import html
import re

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import override

from courses.letters import add_html

BODY = """Hello Ana,

Please confirm that this is your e-mail address. Open this link:

https://attache.example.org/accounts/confirm-email/MQ:1wB/?a=1&b=2

Attaché
https://attache.example.org
"""


def dressed(body: str = BODY, language: str = "en") -> str:
    """The HTML part of a mail with this text."""
    mail = EmailMultiAlternatives(subject="Confirm <it>", body=body)
    with override(language):
        add_html(mail)
    assert mail.body == body
    [part] = mail.alternatives
    assert part.mimetype == "text/html"
    return str(part.content)


def words(part: str) -> list[str]:
    """What is read of an HTML part."""
    shown = re.sub(r"<[^>]+>", " ", part.partition("<body")[2].partition(">")[2])
    return html.unescape(shown).split()


def test_html_says_what_the_text_says_below_the_name_of_the_site():
    assert words(dressed()) == ["Attaché", *BODY.split()]


def test_html_links_the_addresses_that_have_a_line_of_their_own():
    assert re.findall(r'href="([^"]*)"', dressed()) == [
        "https://attache.example.org/accounts/confirm-email/MQ:1wB/?a=1&amp;b=2",
        "https://attache.example.org",
    ]


@pytest.mark.parametrize("name", ["<b>Ana</b>", 'Ana" onclick="x', "https://evil.example/", "& Ana"])
def test_html_when_a_name_is_markup_or_an_address_shows_it_as_text(name):
    part = dressed(BODY.replace("Ana", name))
    assert f"Hello {html.escape(name)}," in part
    assert 'href="https://evil' not in part


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ru", "ltr"), ("fa", "rtl")])
def test_html_is_in_the_language_of_the_text(language, direction):
    part = dressed(language=language)
    assert f'<html lang="{language}" dir="{direction}">' in part
    assert f'border="0" dir="{direction}"' in part
    assert re.findall('<a class="link" href="[^"]+" dir="(...)"', part) == ["ltr", "ltr"]


def test_html_titles_the_letter_and_fetches_nothing():
    part = dressed()
    assert "<title>Confirm &lt;it&gt;</title>" in part
    assert re.findall(r"<img|<link|<script|src=|url\(|@import", part) == []
