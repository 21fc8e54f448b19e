"""E-mails in the look of the site: the text stays as it is, and the same text goes along as HTML.

The HTML is made of the text, so both say the same. Only an address that has a line of its own becomes a link: whatever
stands inside a line, such as the name that somebody gave, is no link of ours.
"""

import re
from typing import NamedTuple

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from .conf import site_name

EMPTY_LINES = re.compile(r"\n\s*\n")
ADDRESS = re.compile(r"https?://\S+")
ARCHES = range(12)


class Line(NamedTuple):
    text: str
    is_address: bool


def add_html(message: EmailMultiAlternatives) -> None:
    """Adds to a message with its final text the HTML, in the active language. The last paragraph is the signature."""
    *paragraphs, signature = [_lines(paragraph) for paragraph in EMPTY_LINES.split(str(message.body).strip())]
    context = {
        "site_name": site_name(),
        "subject": message.subject,
        "paragraphs": paragraphs,
        "signature": signature,
        "arches": ARCHES,
    }
    message.attach_alternative(render_to_string("courses/emails/letter.html", context), "text/html")


def _lines(paragraph: str) -> list[Line]:
    return [Line(line, bool(ADDRESS.fullmatch(line))) for line in map(str.strip, paragraph.splitlines())]
