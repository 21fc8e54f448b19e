"""Error pages: in the language of the address, else of the reader, whatever was spoken before."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.translation import activate, gettext, override

from lms.urls import *  # noqa: F403  the error pages are named there
from lms.urls import urlpatterns as of_the_site

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
LATIN_1 = "application/x-www-form-urlencoded; charset=latin-1"
HEADINGS = {
    400: "We cannot read this request",
    403: "This page is not open to you",
    404: "We cannot find this page",
    500: "Something went wrong on our side",
}


def breaks(request: HttpRequest, language: str = "") -> HttpResponse:
    raise RuntimeError("A mistake of ours.")


def is_closed(request: HttpRequest, language: str = "") -> HttpResponse:
    raise PermissionDenied


urlpatterns = [
    *(path(f"{language}{name}/", view) for language in ("", "ru/", "fa/") for name, view in
      [("breaks", breaks), ("closed", is_closed)]),
    *of_the_site,
]  # fmt: skip


@pytest.fixture
def visitor() -> Client:
    """A visitor in a thread that spoke Russian with the one before."""
    activate("ru")
    return Client(raise_request_exception=False)


def ask(visitor: Client, state: int, prefix: str, **headers: Any) -> HttpResponse:
    """An answer with this state, from an address of this language."""
    if state == 400:
        return visitor.generic("POST", f"{prefix}/accounts/login/", b"a=b", LATIN_1, **headers)
    name = {403: "closed", 404: "no-such-page", 500: "breaks"}[state]
    return visitor.get(f"{prefix}/{name}/", **headers)


def is_in(language: str, response: HttpResponse) -> bool:
    """Whether the page says the heading of its state in this language, and says so to browsers."""
    page = response.content.decode()
    direction = "rtl" if language == "fa" else "ltr"
    with override(language):
        heading = gettext(HEADINGS[response.status_code])
    return (
        f'<html lang="{language}" dir="{direction}"' in page
        and re.findall(r"<h1>(.*?)</h1>", page) == [heading]
        and response["Content-Language"] == language
    )


@pytest.mark.parametrize("state", HEADINGS)
@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/ru", "ru"), ("/fa", "fa")])
def test_error_page_speaks_the_language_of_its_address(visitor: Client, state: int, prefix: str, language: str) -> None:
    response = ask(visitor, state, prefix)
    assert response.status_code == state
    assert is_in(language, response)


@pytest.mark.parametrize("state", HEADINGS)
def test_error_page_when_the_address_names_no_language_speaks_the_readers(visitor: Client, state: int) -> None:
    assert is_in("fa", ask(visitor, state, "", HTTP_ACCEPT_LANGUAGE="fa-IR,en;q=0.5"))
    assert is_in("ru", ask(visitor, state, "/ru", HTTP_ACCEPT_LANGUAGE="fa-IR,en;q=0.5"))
    visitor.cookies["django_language"] = "ru"
    assert is_in("ru", ask(visitor, state, "", HTTP_ACCEPT_LANGUAGE="fa-IR,en;q=0.5"))


def test_form_without_its_token_is_refused_in_the_language_of_its_address() -> None:
    visitor = Client(enforce_csrf_checks=True)
    response = visitor.post("/fa/accounts/login/", {"login": "ana@example.org"})
    assert (response.status_code, response["Content-Language"]) == (403, "fa")
    assert '<html lang="fa" dir="rtl"' in response.content.decode()
    with override("fa"):
        assert f"<h1>{gettext('Please send the form again')}</h1>" in response.content.decode()


def test_error_page_leaves_the_language_as_it_was(visitor: Client) -> None:
    ask(visitor, 400, "/fa")
    assert gettext("Courses") == "Курсы"
