"""Error pages: in the language of the address, else of the reader, whatever was spoken before."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.translation import activate, gettext, override
from wagtail.models import Locale, PageViewRestriction

from lms.urls import *  # noqa: F403  the error pages are named there
from lms.urls import urlpatterns as of_the_site
from tests.factories.courses import make_course, make_module, publish

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


def asks_wrongly(request: HttpRequest, language: str = "") -> HttpResponse:
    raise OperationalError("There is no such table.")


def is_closed(request: HttpRequest, language: str = "") -> HttpResponse:
    raise PermissionDenied


urlpatterns = [
    *(path(f"{language}{name}/", view) for language in ("", "ru/", "fa/") for name, view in
      [("breaks", breaks), ("asks-wrongly", asks_wrongly), ("closed", is_closed)]),
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


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def test_mistake_of_ours_is_told_under_the_reference_that_the_log_names(
    visitor: Client, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.LMS_CONTACT_EMAIL = "desk@example.org"
    page = text(visitor.get("/breaks/"))
    [line] = [record for record in caplog.records if record.name == "django.request"]
    reference = re.fullmatch(r"Internal Server Error ([0-9a-f]{8}): /breaks/", line.getMessage())[1]
    assert f"name this reference: <strong><bdi>{reference}</bdi></strong>" in page
    assert f'<a href="mailto:desk@example.org?subject={reference}">' in page


def test_mistake_of_ours_when_nobody_is_named_is_told_to_the_organizers(visitor: Client) -> None:
    page = text(visitor.get("/breaks/"))
    assert "tell the organizers of the course what you did" in page
    assert "mailto:" not in page


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/ru", "ru"), ("/fa", "fa")])
def test_database_that_is_gone_is_said_to_come_back_soon(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, prefix: str, language: str
) -> None:
    def fail(*args: Any) -> None:
        raise OperationalError("The server closed the connection.")

    visitor.cookies["theme"] = "dark"
    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", fail)
        response = visitor.get(f"{prefix}/")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert f'<html lang="{language}" dir="{"rtl" if language == "fa" else "ltr"}" data-theme="dark"' in text(response)
    with override(language):
        assert f"<h1>{gettext('This site is out of reach for the moment')}</h1>" in text(response)


def test_wrong_question_to_a_database_that_answers_is_a_mistake_of_ours(visitor: Client) -> None:
    assert visitor.get("/asks-wrongly/").status_code == 500


def test_page_that_is_not_there_offers_to_search_the_courses(visitor: Client) -> None:
    publish(make_course("Twin towns").get_parent().specific)
    form = text(visitor.get("/no-such-page/")).partition('role="search"')[0].rpartition("<form")[2]
    assert 'method="get" action="/courses/"' in form


def test_closed_page_offers_a_visitor_to_sign_in(visitor: Client) -> None:
    assert 'href="/accounts/login/?next=/closed/%3Fa%3Db">Sign in</a>' in text(visitor.get("/closed/?a=b")).replace(
        "%2F", "/"
    )


def test_closed_page_offers_a_person_another_account_and_leads_back(visitor: Client, make_user: Any) -> None:
    visitor.force_login(make_user(name="Ana <b>"))
    page = text(visitor.get("/closed/?a=b"))
    assert "You are signed in as <bdi>Ana &lt;b&gt;</bdi>." in page
    after = re.search(r'name="next" value="([^"]+)"', page)[1]
    assert visitor.post("/accounts/logout/", {"next": after}).url == "/accounts/login/?next=%2Fclosed%2F%3Fa%3Db"
    assert "_auth_user_id" not in visitor.session


@pytest.fixture
def course() -> Any:
    """A course that everybody can see, with one module."""
    course = make_course("Twin towns", modules=0)
    publish(course.get_parent().specific)
    make_module(course, "How it began")
    return type(course).objects.get()


def test_page_that_was_taken_down_says_so_also_for_what_was_deleted_below_it(visitor: Client, course: Any) -> None:
    module = course.get_children().get()
    module.delete()
    course.unpublish()
    for address in (course.url_path, module.url_path):
        response = visitor.get(address.removeprefix("/home"))
        assert (response.status_code, response["Content-Language"]) == (410, "en")
        assert "<h1>This page was taken down</h1>" in text(response)
        assert "Your results are kept, and certificates stay valid." in text(response)


def test_translation_that_was_taken_down_says_so_in_its_language(visitor: Client, course: Any) -> None:
    locale = Locale.objects.create(language_code="ru")
    for page in course.get_ancestors(inclusive=True)[1:]:
        translation = publish(page.specific.copy_for_translation(locale))
    translation.unpublish()
    address = translation.url_path.replace("/home-ru/", "/ru/")
    response = visitor.get(address)
    assert (response.status_code, response["Content-Language"]) == (410, "ru")


def test_page_that_nobody_could_see_was_never_there(visitor: Client, course: Any) -> None:
    address = course.url_path.removeprefix("/home")
    course.unpublish()
    PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.LOGIN)
    assert visitor.get(address).status_code == 404
    PageViewRestriction.objects.all().delete()
    type(course).objects.update(first_published_at=None)
    assert visitor.get(address).status_code == 404
