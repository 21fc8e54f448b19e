"""The main job on a site that is not ours. Run it with `pytest --ds=tests.hostsite.settings` and this file."""

import re
from collections import Counter
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from wagtail.rich_text import RichText

from certificates.models import Award
from courses.models import Enrollment, Finding
from tests.factories.certificates import make_award_definition
from tests.factories.content import make_document, make_picture
from tests.factories.courses import (
    make_cohort,
    make_course,
    make_module,
    make_quiz,
    publish,
    quiz_block,
    site_root,
    take_course,
)
from tests.hostsite.models import RoomPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Any:
    return get_user_model().objects.create_user("ana", "ana@museum.example.org", "correct horse")


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("head", "head@museum.example.org", "correct horse"))
    return client


def style_sheets(html: str) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)


def assert_styled_once(html: str) -> None:
    """The page links the style sheet of all components and that of the night, each once."""
    found, components = Counter(style_sheets(html)), style_sheets(render_to_string("courses/components/styles.html"))
    assert len(components) == 2
    assert {sheet: found[sheet] for sheet in components} == dict.fromkeys(components, 1)
    assert found.total() == len(found)


def test_checks_and_migrations_of_a_site_that_installs_the_apps_have_nothing_to_say() -> None:
    call_command("check", fail_level="WARNING")
    call_command("makemigrations", "courses", "certificates", check=True, dry_run=True)


def test_member_of_another_site_learns_and_gets_a_certificate_that_a_stranger_verifies(
    member: Any, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    course = make_course(modules=0)
    module = make_module(course, body=[quiz_block(make_quiz())])
    cohort = make_cohort(course)
    make_award_definition()
    client = Client()
    refused = client.get(module.url)
    assert (refused.status_code, "/come-in/?next=" in refused.content.decode()) == (403, True)
    enroll = reverse("courses:enroll", args=[cohort.pk])
    assert client.get(enroll)["Location"].startswith("/come-in/")
    client.force_login(member)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(enroll, {"name_of_record": "Ana Lúcia"})
        take_course(Enrollment.objects.get())
    done = 1
    while done:  # a task's own commit enqueues the next one
        with django_capture_on_commit_callbacks(execute=True):
            done = run_tasks()
    award = Award.objects.get()
    pages = [
        course.url,
        module.url,
        reverse("courses:learning"),
        reverse("certificates:mine"),
        award.get_absolute_url(),
    ]
    for address in pages:
        response = client.get(address)
        assert (response.status_code, b"Museum of letters" in response.content) == (200, True), address
        assert_styled_once(response.content.decode())
    assert client.get(reverse("certificates:download", args=[award.uuid])).getvalue().startswith(b"%PDF-")
    seen = Client().get(reverse("certificates:verify_token", args=[award.token])).content.decode()
    assert_styled_once(seen)
    assert ("Ana Lúcia" in seen, "Museum of letters" in seen) == (True, True)


def test_course_on_another_site_tells_search_engines_and_messengers_what_it_is() -> None:
    course = make_course("Letters between cities")
    html = Client().get(course.url).content.decode()
    assert '<meta property="og:title" content="Letters between cities">' in html
    assert '<meta property="og:site_name" content="Museum of letters">' in html
    assert f'<link rel="canonical" href="{course.full_url}">' in html
    assert '"@type": "Course"' in html


@pytest.mark.parametrize(
    "name", ["cohorts", "enrollments", "awards", "award_definitions", "people", "learner_profiles", "worklists"]
)
def test_desk_on_another_site_opens(desk: Client, member: Any, name: str) -> None:
    response = desk.get(reverse(f"{name}:index"))
    assert response.status_code == 200


def test_page_of_another_site_is_looked_through_by_the_kinds_of_its_blocks_and_not_by_their_names(desk: Client) -> None:
    picture, paper = make_picture("Harbor"), make_document()
    body = [
        ("picture", picture),
        ("key_fact", "Founded in 1901."),
        ("text", RichText(f'<p><a linktype="document" id="{paper.pk}">The charter</a></p>')),
        ("photograph", {"image": picture, "alt_text": ""}),
    ]
    room = publish(site_root().add_child(instance=RoomPage(title="Room 1", body=body)))
    assert list(Finding.objects.values_list("page", "kind", "text")) == [(room.pk, "picture", "Harbor")]
    assert desk.get(reverse("worklists:broken-links")).status_code == 200
