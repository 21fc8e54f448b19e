"""The demonstration in Russian and Persian: who begins in a language stays in it, and no link leads nowhere."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from courses.models import CoursePage

NAMES = dict(settings.LANGUAGES).values()
FILES = ("/static/", "/media/", "/documents/")


def links(html: str, address: str) -> Iterator[str]:
    """Where the page's links on this site lead, those to the same page in another language left out."""
    for link in BeautifulSoup(html, "html.parser").select("a[href]"):
        target = urlsplit(urljoin(f"http://testserver{address}", link["href"]))
        if target.hostname == "testserver" and link.text.strip() not in NAMES and not target.path.startswith(FILES):
            yield f"{target.path}?{target.query}" if target.query else target.path


def walk(client: Client, start: str) -> dict[str, int]:
    """Every address that a visitor reaches from here, and how it answers (redirects followed)."""
    found, waiting = {}, [start]
    while waiting:
        address = waiting.pop()
        if address not in found:
            response = client.get(address, follow=True)
            found[address] = response.status_code
            waiting += [] if "?" in address else links(response.content.decode(), address)
    return found


@pytest.mark.django_db
def test_visitor_who_begins_in_a_language_stays_in_it(settings: Any, tmp_path: Any, client: Client) -> None:
    settings.VAR_DIR = tmp_path
    call_command("load_demo")
    for language in ("ru", "fa"):
        found = walk(client, f"/{language}/")
        pages = {f"/{language}/{name}/" for name in ("about", "how-certificates-are-checked", "courses", "verify")}
        assert pages <= found.keys()
        assert [address for address in found if not address.startswith(f"/{language}/")] == []
        for page in CoursePage.objects.filter(locale__language_code=language):
            told = [*page.tags.values_list("name", flat=True), *page.partners.values_list("role", flat=True)]
            assert told
            assert [text for text in told if text.isascii()] == []
        assert set(found.values()) == {200}  # a stranger is led to no module, which would only say how one gets in
