"""What stands in the head of a page for search engines and messengers."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from wagtail import hooks
from wagtail.models import Site

from courses.models import CourseFacilitator, CoursePartner, Organization, Person
from courses.sharing.queries import picture_digest
from tests.factories.certificates import make_award_definition
from tests.factories.courses import make_cohort, make_course, make_module, publish, translate

pytestmark = pytest.mark.django_db
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">')
META = re.compile(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)">')
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOST = "https://courses.example.org"


@pytest.fixture(autouse=True)
def site() -> None:
    Site.objects.update(hostname="courses.example.org", port=443)


def head(client: Client, address: str) -> str:
    return client.get(address).content.decode().split("</head>")[0]


def data(client: Client, address: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DATA.findall(client.get(address).content.decode())[0])
    return found


def test_head_of_a_translated_course_names_itself_and_its_languages(client: Client) -> None:
    course = make_course("Twinning")
    translate(course, slug="twinning", title="خواهرخواندگی")
    text = head(client, "/fa/courses/twinning/")
    assert f'<link rel="canonical" href="{HOST}/fa/courses/twinning/">' in text
    assert ALTERNATE.findall(text) == [
        ("en", f"{HOST}/courses/twinning/"),
        ("x-default", f"{HOST}/courses/twinning/"),
        ("fa", f"{HOST}/fa/courses/twinning/"),
    ]


def test_head_of_a_page_that_is_not_translated_names_no_page_in_its_stead(client: Client) -> None:
    course = make_course("Twinning")
    translate(course.get_parent().specific)
    text = head(client, "/courses/twinning/?utm=1")
    assert [code for code, _address in ALTERNATE.findall(text)] == ["en", "x-default"]
    assert f'<link rel="canonical" href="{HOST}/courses/twinning/">' in text


def test_head_of_a_course_tells_messengers_what_it_is(client: Client) -> None:
    course = make_course("Twinning & letters", seo_title="Learn twinning")
    found = dict(META.findall(head(client, course.get_url())))
    picture = f"{HOST}/share/{course.pk}/{picture_digest(course)}.jpg"
    expected = {
        "description": "What cities may do abroad.",
        "og:title": "Learn twinning",
        "og:description": "What cities may do abroad.",
        "og:url": f"{HOST}/courses/twinning-letters/",
        "og:image": picture,
        "og:site_name": "Attaché",
        "twitter:card": "summary_large_image",
    }
    assert {name: found[name] for name in expected} == expected


def test_structured_data_of_a_course_has_its_people_runs_and_certificate(client: Client) -> None:
    organization = Organization.objects.create(name="City archive", website="https://archive.example.org/")
    person = Person.objects.create(name="Irina Volkova")
    course = make_course(
        "Twinning",
        modules=0,
        facilitators=[CourseFacilitator(person=person)],
        partners=[CoursePartner(organization=organization)],
    )
    make_module(course, workload_minutes=90)
    make_cohort(course, title="Autumn")
    without = data(client, course.get_url())
    assert "educationalCredentialAwarded" not in without
    make_award_definition()
    publish(course)
    found = data(client, course.get_url())
    assert (found["@type"], found["name"], found["timeRequired"]) == ("Course", "Twinning", "PT90M")
    assert found["provider"] == [
        {"@type": "Organization", "name": "City archive", "url": "https://archive.example.org/"}
    ]
    assert [(run["name"], run["instructor"][0]["name"]) for run in found["hasCourseInstance"]] == [
        ("Autumn", "Irina Volkova")
    ]
    assert found["educationalCredentialAwarded"]["@type"] == "EducationalOccupationalCredential"


def test_structured_data_when_a_title_would_end_the_script_stays_inside(client: Client) -> None:
    title = "</script><script>alert(1)</script> & <!-- “x”"
    course = make_course(title, slug="bad")
    page = client.get(course.get_url()).content.decode()
    assert len(DATA.findall(page)) == 1
    assert json.loads(DATA.findall(page)[0])["name"] == title
    assert "alert(1)</script>" not in page


def test_structured_data_when_a_plugin_adds_to_it_has_its_words(client: Client) -> None:
    course = make_course()
    with hooks.register_temporarily("register_course_data", lambda page: {"keywords": page.slug}):
        assert data(client, course.get_url())["keywords"] == course.slug


def test_name_of_the_site_is_told_the_same_way_in_the_header_the_title_and_to_messengers(client: Client) -> None:
    translate(make_course("Twinning"), slug="twinning")
    page = client.get("/fa/courses/twinning/").content.decode()
    assert dict(META.findall(page))["og:site_name"] == "آتاشه"
    assert " · آتاشه</title>" in page
    assert "Attaché" not in page.split("<main")[0]
