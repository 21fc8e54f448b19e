"""Strangers share what is drawn for one of them; nobody else's page is among it, and nothing outdated."""

from datetime import timedelta
from typing import Any

import pytest
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from courses.enrollment.services import enroll
from courses.models import Cohort, CoursePage
from lms.strangers import keep_for_strangers
from tests.factories.courses import (
    make_catalog,
    make_cohort,
    make_course,
    make_learner,
    publish,
    site_root,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> CoursePage:
    course = make_course()
    make_cohort(course, title="Autumn", seats=5)
    return course


def read(page: Page, client: Client | None = None, query: str = "") -> str:
    """As a stranger reads it, or somebody in the browser `client`."""
    return (client or Client()).get(page.get_url() + query).content.decode()


@pytest.fixture(params=["course", "catalog"])
def kept_page(request: pytest.FixtureRequest, course: CoursePage) -> Page:
    """A page that a stranger has visited, and that was then renamed without the log, as no editor can."""
    page = course if request.param == "course" else make_catalog()
    assert "Renamed" not in read(page)
    type(page).objects.filter(pk=page.pk).update(title="Renamed", draft_title="Renamed")
    return page


def test_stranger_reads_what_was_drawn_for_another(kept_page: Page) -> None:
    assert "Renamed" not in read(kept_page)


def test_reader_with_a_cookie_neither_reads_it_nor_leaves_hers_to_strangers(kept_page: Page) -> None:
    learner, dark = make_learner("ana@example.org"), Client()
    enroll(cohort=Cohort.objects.get(), learner=learner, by=learner)
    signed_in = Client()
    signed_in.force_login(learner)
    dark.cookies["theme"] = "dark"
    assert ["Renamed" in read(kept_page, client) for client in (signed_in, dark)] == [True, True]
    assert ["Sign out" in read(kept_page, client) for client in (signed_in, dark)] == [True, False]
    assert 'data-theme="dark"' in read(kept_page, dark)
    stranger = read(kept_page)
    shown = [text in stranger for text in ("Sign out", "You are enrolled", 'data-theme="dark"', "csrfmiddlewaretoken")]
    assert shown == [False, False, False, False]
    assert "Sign in" in stranger


def test_first_reader_with_a_cookie_leaves_nothing_to_strangers(course: CoursePage, client: Client) -> None:
    client.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in read(course, client)
    assert 'data-theme="system"' in read(course)


def test_address_with_a_query_is_drawn_anew(kept_page: Page) -> None:
    assert "Renamed" in read(kept_page, query="?sort=title")
    assert "Renamed" in read(kept_page, query="?&")


def test_headers_of_a_kept_answer_are_those_of_the_first(course: CoursePage) -> None:
    first, second = (Client().get(course.get_url()) for _visit in range(2))
    assert first.headers == second.headers
    assert "Cookie" in first["Vary"]
    assert "Cache-Control" not in first
    assert "Content-Security-Policy" in first


def test_published_edit_shows_at_once(kept_page: Page, course: CoursePage) -> None:
    course.title = "Twin cities"
    publish(course)
    assert "Twin cities" in read(kept_page)


def test_published_edit_in_another_process_shows_at_once(kept_page: Page, course: CoursePage, settings: Any) -> None:
    """Each process has its own memory here; what the other one does is known from the database."""
    of_this_process = settings.CACHES
    settings.CACHES = {"default": {**of_this_process["default"], "LOCATION": "of another process"}}
    course.title = "Twin cities"
    publish(course)
    settings.CACHES = of_this_process
    assert "Twin cities" in read(kept_page)


def test_unpublished_page_is_gone_at_once(course: CoursePage) -> None:
    catalog = make_catalog()
    assert course.title in read(catalog)
    assert course.title in read(course)
    course.unpublish()
    assert course.title not in read(catalog)
    assert Client().get(course.get_url()).status_code == 410


def test_page_that_is_made_private_is_closed_at_once(course: CoursePage) -> None:
    assert course.title in read(course)
    PageViewRestriction.objects.create(page=make_catalog(), restriction_type=PageViewRestriction.LOGIN)
    assert Client().get(course.get_url()).status_code == 302


def test_seat_that_is_taken_shows_at_once(course: CoursePage) -> None:
    assert "5 of 5 left" in read(course)
    learner = make_learner()
    enroll(cohort=Cohort.objects.get(), learner=learner, by=learner)
    assert "4 of 5 left" in read(course)


@pytest.mark.parametrize("page", ["course", "catalog"])
def test_enrollment_opens_and_closes_at_its_moment(
    course: CoursePage, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    Cohort.objects.update(enrollment_opens_at=now + hour, enrollment_closes_at=now + 2 * hour)
    text = ">Enroll</a>" if page == "course" else "Open for enrollment</span>"
    shown = []
    for moment in (now, now + hour, now + 2 * hour):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        shown.append(text in read(course if page == "course" else make_catalog()))
    assert shown == [False, True, False]


@pytest.mark.parametrize("markup", ["{{ csrf_token }}", "{{ request.csp_nonce }}"])
def test_answer_with_a_token_of_its_visitor_is_never_kept(markup: str, rf: RequestFactory) -> None:
    template = engines["django"].from_string(markup)

    def serve(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        return TemplateResponse(request, template)

    def visit() -> bytes:
        request = rf.get("/")
        CSPMiddleware(lambda request: HttpResponse()).process_request(request)
        return keep_for_strangers(serve)(site_root(), request, [], {}).render().content

    assert len({visit(), visit()}) == 2
