"""The registrar's desk in the real admin."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.enrollment.services import enroll
from courses.models import Cohort, CohortPage, Organization, Person
from tests.factories.courses import make_cohort, make_course, make_learner

pytestmark = pytest.mark.django_db


def form(cohort_course: Any, **fields: Any) -> dict[str, Any]:
    return {
        "course": str(cohort_course.translation_key),
        "title": "Spring",
        "time_zone": "Asia/Tehran",
        "enrollment_opens_at": "2027-03-21 09:00",
        **fields,
    }


def test_add_cohort_reads_moments_in_its_own_zone_and_makes_its_page(admin_client: Client) -> None:
    course = make_course()
    response = admin_client.post(reverse("cohorts:add"), form(course, public_page="on"))
    assert response.status_code == 302
    cohort = Cohort.objects.get()
    assert cohort.enrollment_opens_at == datetime(2027, 3, 21, 5, 30, tzinfo=UTC)
    assert CohortPage.objects.get().cohort == cohort


def test_edit_cohort_shows_moments_in_its_own_zone_and_keeps_them(admin_client: Client) -> None:
    course = make_course()
    admin_client.post(reverse("cohorts:add"), form(course))
    cohort = Cohort.objects.get()
    address = reverse("cohorts:edit", args=[cohort.pk])
    assert 'value="2027-03-21 09:00"' in admin_client.get(address).content.decode()
    admin_client.post(address, form(course, title="Renamed"))
    before = cohort.enrollment_opens_at
    cohort.refresh_from_db()
    assert (cohort.title, cohort.enrollment_opens_at) == ("Renamed", before)
    assert not CohortPage.objects.exists()


def test_edit_cohort_with_fewer_seats_than_taken_says_so(admin_client: Client) -> None:
    course = make_course()
    cohort = make_cohort(course, seats=2)
    for _number in range(2):
        enroll(cohort=cohort, learner=make_learner(), by=None)
    response = admin_client.post(reverse("cohorts:edit", args=[cohort.pk]), form(course, seats="1"))
    assert "More seats are taken than that." in response.content.decode()
    cohort.refresh_from_db()
    assert cohort.seats == 2


def test_add_cohort_with_a_wrong_time_zone_says_so(admin_client: Client) -> None:
    response = admin_client.post(reverse("cohorts:add"), form(make_course(), time_zone="Mars/Olympus"))
    assert "is not a time zone" in response.content.decode()
    assert not Cohort.objects.exists()


@pytest.mark.parametrize("name", ["cohorts", "organizations"])
def test_deleting_what_is_in_use_is_refused_with_a_message(admin_client: Client, name: str) -> None:
    cohort = make_cohort(make_course())
    enroll(cohort=cohort, learner=make_learner(), by=None)
    organization = Organization.objects.create(name="Center")
    Person.objects.create(name="Ana", organization=organization)
    pk = cohort.pk if name == "cohorts" else organization.pk
    response = admin_client.post(reverse(f"{name}:delete", args=[pk]), follow=True)
    assert "is in use and cannot be deleted" in response.content.decode()
    assert (Cohort.objects.count(), Organization.objects.count()) == (1, 1)


def test_export_of_the_roster_never_begins_a_cell_with_a_formula(admin_client: Client) -> None:
    cohort = make_cohort(make_course())
    enroll(cohort=cohort, learner=make_learner(name='=HYPERLINK("http://evil.example")'), by=None)
    response = admin_client.get(f"{reverse('enrollments:index')}?export=csv")
    exported = b"".join(response.streaming_content).decode()
    assert "'=HYPERLINK" in exported
    assert not any(cell.startswith(("=", '"=')) for line in exported.splitlines() for cell in line.split(","))


@pytest.mark.parametrize("fields", [{"ends_on": "9999-12-31"}, {"enrollment_closes_at": "9999-12-31 23:59"}])
def test_add_cohort_with_a_year_beyond_the_calendar_says_so(admin_client: Client, fields: dict[str, str]) -> None:
    response = admin_client.post(reverse("cohorts:add"), form(make_course(), **fields))
    assert "Write a year between 1900 and 2999." in response.content.decode()
    assert not Cohort.objects.exists()


@pytest.mark.parametrize("names", ["5", '{"ru": 5}', '{"ru": ""}', '"x"'])
def test_organization_with_broken_names_says_so(admin_client: Client, names: str) -> None:
    data = {"name": "Center", "kind": "other", "names": names}
    response = admin_client.post(reverse("organizations:add"), data)
    assert "Write a language code and a name" in response.content.decode()


def test_organization_with_names_cleared_has_none(admin_client: Client) -> None:
    admin_client.post(reverse("organizations:add"), {"name": "Center", "kind": "other", "names": ""})
    assert Organization.objects.get().names == {}
