"""The administration's search takes whatever a person types."""

from typing import Any

import pytest
from django.test import Client
from modelsearch.query import MATCH_NONE, And, Phrase, PlainText

from lms.search import MOST_WORDS, usable
from tests.factories.courses import make_course

TYPED = ['"', 'a"b', '"a', "-", "*", "' OR (", "word " * 1000, '"a" b ' * 500, "%"]
ADDRESSES = [
    "/admin/pages/",
    "/admin/pages/search/",
    "/admin/choose-page/search/",
    "/admin/images/",
    "/admin/documents/",
]


def test_usable_query_has_no_quotation_marks_and_an_end() -> None:
    assert usable('"twin" city"s" -') == "twin city s"
    assert usable("word " * 1000) == "word " * (MOST_WORDS - 1) + "word"


def test_usable_query_keeps_phrases_and_operators() -> None:
    query = usable(And([Phrase("twin  cities"), PlainText('"', operator="or"), PlainText('Minsk"', operator="or")]))
    assert repr(query) == repr(And([Phrase("twin cities"), PlainText("Minsk", operator="or")]))
    assert usable(And([PlainText("-")])) is MATCH_NONE


@pytest.mark.django_db
@pytest.mark.parametrize("typed", TYPED)
def test_every_admin_search_answers(admin_client: Client, typed: str) -> None:
    answers = [admin_client.get(address, {"q": typed}).status_code for address in ADDRESSES]
    assert answers == [200] * len(ADDRESSES)


@pytest.mark.django_db
def test_search_finds_what_stands_between_quotation_marks(
    admin_client: Client, django_capture_on_commit_callbacks: Any, run_tasks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_course("Twin cities")
    run_tasks()
    for typed, found in (('"twin cities"', ["Twin cities"]), ('"twin', ["Twin cities"]), ('"cities twin"', [])):
        pages = admin_client.get("/admin/pages/search/", {"q": typed}).context["pages"]
        assert [page.title for page in pages] == found
