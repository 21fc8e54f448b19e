"""The catalog: its filters combine, live in the address, and never break the page."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from courses.catalogue.facets import catalog_facets
from courses.catalogue.queries import CourseFilters, find_courses
from courses.enrollment.queries import course_outlooks, joinable
from tests.factories.courses import make_catalog, make_cohort, make_course, make_module, publish, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses(django_capture_on_commit_callbacks: Any, run_tasks: Any) -> None:
    """Two courses, published and in the search index."""
    with django_capture_on_commit_callbacks(execute=True):
        make_two_courses()
    run_tasks()


def make_two_courses() -> None:
    twinning = make_course("Twinning", level="introductory", workload_minutes=60)
    twinning.tags.add("history")
    twinning.audiences, twinning.goals = ["citizens", "students"], [11, 17]
    publish(twinning)
    make_cohort(twinning)
    law = make_course("Law of cities", level="advanced", workload_minutes=600)
    law.tags.add("law")
    law.audiences, law.goals = ["officials"], [11, 16]
    publish(law)
    make_cohort(law, enrollment_opens_at=timezone.now() + timedelta(days=1))


def titles(query: dict[str, str]) -> list[str]:
    found = find_courses(make_catalog(), CourseFilters.from_query(query), joinable(course_outlooks()))
    return [page.title for page in found]


def offered(name: str) -> list[str]:
    """What the catalog offers of one kind to filter by."""
    facets = {facet.name: facet for facet in catalog_facets(make_catalog())}
    return [option.value for option in facets[name].options] if name in facets else []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Law of cities", "Twinning"]),
        ({"sort": "shortest"}, ["Twinning", "Law of cities"]),
        ({"sort": "newest"}, ["Law of cities", "Twinning"]),
        ({"tag": "law"}, ["Law of cities"]),
        ({"goal": "11"}, ["Law of cities", "Twinning"]),
        ({"goal": "11", "audience": "citizens"}, ["Twinning"]),
        ({"goal": "16", "audience": "citizens"}, []),
        ({"level": "advanced"}, ["Law of cities"]),
        ({"language": "en"}, ["Law of cities", "Twinning"]),
        ({"language": "fa"}, []),
        ({"open": "1"}, ["Twinning"]),
        ({"q": "twinning"}, ["Twinning"]),
        ({"q": "TWINN"}, ["Twinning"]),
        ({"q": "winning"}, []),
        ({"q": "cit la"}, ["Law of cities"]),
        ({"q": "cities", "tag": "law", "level": "advanced", "goal": "16"}, ["Law of cities"]),
        ({"q": "unheard of"}, []),
    ],
    ids=str,
)
@pytest.mark.usefixtures("courses")
def test_find_courses_for_each_filter_and_combination(query: dict[str, str], expected: list[str]) -> None:
    assert titles(query) == expected


@pytest.mark.usefixtures("courses")
def test_find_courses_by_language_counts_courses_whose_modules_can_all_be_read_in_it() -> None:
    course = make_catalog().get_children().get(title="Twinning").specific
    make_module(course, "Second")
    first, second = (page.specific for page in course.get_children())
    translate(course)
    assert titles({"language": "fa"}) == []
    translate(first)
    assert titles({"language": "fa"}) == []
    translated = translate(second)
    assert titles({"language": "fa"}) == titles({"language": "en", "goal": "17"}) == ["Twinning"]
    assert set(offered("language")) == {"en", "fa"}
    translated.unpublish()
    assert titles({"language": "fa"}) == []
    assert offered("language") == ["en"]


@pytest.mark.parametrize(
    "query",
    [
        "goal=99999999999999999999",
        "goal=%D9%A1%D9%A1",
        "goal=-1",
        "level=%00&tag=%00&audience=%00&q=%00",
        "page=0",
        "page=99999",
        "page=x",
        "q=" + "a" * 4000,
        "q=%22%27%3B--%28%29%26%7C%21%3A%2A",
        "sort=price;drop",
        "language=../../etc",
        "open=2",
    ],
)
@pytest.mark.usefixtures("courses")
def test_catalog_with_broken_values_still_answers(client: Client, query: str) -> None:
    assert client.get(f"/courses/?{query}").status_code == 200


@pytest.mark.usefixtures("courses")
def test_facets_offer_what_a_live_course_has_and_nothing_else() -> None:
    make_course("Draft", level="intermediate").unpublish()
    assert {name: offered(name) for name in ("tag", "goal", "audience", "level")} == {
        "tag": ["history", "law"],
        "goal": ["11", "16", "17"],
        "audience": ["citizens", "officials", "students"],
        "level": ["introductory", "advanced"],
    }


@pytest.mark.usefixtures("courses")
def test_catalog_names_each_applied_filter_with_the_way_to_take_it_away(client: Client) -> None:
    page = client.get("/courses/?q=cities&goal=16&open=1&sort=newest&page=1").content.decode()
    chips = re.findall(r'<a class="tag tag-removes" href="([^"]+)">.*?</span>(.*?)</a>', page)
    assert [(unescape(address), unescape(label)) for address, label in chips] == [
        ("/courses/?goal=16&open=1&sort=newest#results", "“cities”"),
        ("/courses/?q=cities&open=1&sort=newest#results", "16. Peace, justice and strong institutions"),
        ("/courses/?q=cities&goal=16&sort=newest#results", "Open for enrollment now"),
    ]
    assert '<a class="tags-clear" href="/courses/#results">' in page
    assert 'name="sort" value="newest"' in page


@pytest.mark.usefixtures("courses")
def test_catalog_orders_are_links_and_tell_the_current_one(client: Client) -> None:
    page = client.get("/courses/?goal=11&sort=shortest&page=1").content.decode()
    links = re.findall(
        r'<a href="([^"]+)#results"( aria-current="true")?>([^<]+)</a></li>', page.split('class="sorting"')[1]
    )
    assert [(unescape(address), bool(current), label) for address, current, label in links[:3]] == [
        ("?goal=11&sort=title", False, "Title"),
        ("?goal=11&sort=newest", False, "Newest first"),
        ("?goal=11&sort=shortest", True, "Least work first"),
    ]


@pytest.mark.usefixtures("courses")
def test_catalog_keeps_the_filters_across_pages(client: Client, settings: Any) -> None:
    settings.LMS_COURSES_PER_PAGE = 1
    page = client.get("/courses/?goal=11&sort=shortest").content.decode()
    assert "goal=11&amp;sort=shortest&amp;page=2" in page or "page=2&amp;goal=11&amp;sort=shortest" in page


@pytest.mark.usefixtures("courses")
def test_catalog_without_a_match_offers_a_way_out(client: Client) -> None:
    page = client.get("/courses/?q=nothing+of+the+kind").content.decode()
    assert 'href="/courses/"' in page.split("<main")[1].split("</main>")[0]


def test_drafts_and_private_courses_are_not_listed(
    client: Client, django_capture_on_commit_callbacks: Any, run_tasks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_course("Canary draft").unpublish()
        private = make_course("Canary private")
        make_course("Canary public")
    run_tasks()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for address in ("/courses/", "/courses/?q=canary", "/sitemap.xml"):
        found = re.findall(r"/courses/(canary-\w+)/", client.get(address).content.decode())
        assert set(found) == {"canary-public"}, address
