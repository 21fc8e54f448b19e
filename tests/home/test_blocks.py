"""The blocks of the first page that show what the records say."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import City, CoursePartner, Organization
from tests.factories.courses import block_id, make_cohort, make_course, publish, site_root

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client: Client) -> Any:
    """`shown("network", title="Cities")`: the first page's main part with this block alone."""

    def show(kind: str, **value: Any) -> str:
        home = site_root()
        home.body = [{"type": kind, "value": value}]
        publish(home)
        return client.get("/").content.decode().split("<main")[1].split("</main>")[0]

    return show


def test_starts_block_lists_the_next_cohorts_with_day_zone_and_way_in(shown: Any) -> None:
    now = timezone.now()
    course = make_course("Twinning", workload_minutes=240)
    soon = (now + timedelta(days=30)).date()
    make_cohort(course, starts_on=soon, ends_on=soon, time_zone="Asia/Tehran")
    page = shown("starts", title="Soon")
    assert f'<time datetime="{soon}">{soon:%-d %B %Y}</time>' in page
    assert "<bdi>Tehran</bdi>" in page
    assert '<h3><a href="/courses/twinning/#dates">Twinning</a></h3>' in page
    assert f"<li>4 hours</li>\n<li>until {soon:%-d %B %Y}</li>" in re.sub(r"\n\s+", "\n", page)
    assert "Open for enrollment" in page


def test_starts_block_without_a_date_says_so(shown: Any) -> None:
    make_course()
    assert "No dates are set at the moment. Please come back soon." in shown("starts", title="Soon")


def test_voices_block_shows_each_voice_with_initials_where_there_is_no_photo(shown: Any) -> None:
    voice = {"quote": "It was <b>worth</b> it.", "name": "Anna Sokolova", "role": "Student", "photo": None}
    page = shown(
        "voices",
        title="Voices",
        note="Asked in spring.",
        voices=[{"type": "item", "id": block_id("voice"), "value": voice}],
    )
    assert "<p>It was &lt;b&gt;worth&lt;/b&gt; it.</p>" in page
    assert '<span class="avatar" aria-hidden="true">AS</span>' in page
    assert "<b>Anna Sokolova</b><span>Student</span>" in page
    assert "Asked in spring." in page


def test_partners_block_shows_who_stands_behind_the_courses_and_without_any_nothing(shown: Any) -> None:
    assert "Behind" not in shown("partners", title="Behind")
    city = City.objects.create(name="Kazan", country="RU")
    archive = Organization.objects.create(
        name="Archive", kind="university", city=city, website="https://a.example.org/"
    )
    make_course(partners=[CoursePartner(organization=archive)])
    page = shown("partners", title="Behind")
    assert '<a href="https://a.example.org/">Archive</a>' in page
    assert re.sub(r"<[^>]+>", "", page.split("Archive</a>")[1]).split() == ["University", "Kazan"]


def test_network_block_shows_cities_by_country_with_their_organizations(shown: Any) -> None:
    assert "Cities" not in shown("network", title="Cities", text="")
    city = City.objects.create(name="Kazan", country="RU")
    Organization.objects.create(name="Archive", city=city)
    page = shown("network", title="Cities", text="All of them.")
    assert re.sub(r"<[^>]+>", " ", page.split("All of them.")[1]).split() == ["Russia", "Kazan", "1", "organization"]
