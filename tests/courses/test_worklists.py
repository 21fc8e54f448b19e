"""The numbers on the first page of the admin, and the lists behind them."""

import csv
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail import hooks

from courses.models import CoursePage, Finding
from courses.worklists import Desk, Worklist, WorklistsViewSet
from tests.factories.courses import make_learner
from tests.factories.worklists import make_waiting

pytestmark = pytest.mark.django_db
CONTENT = [
    "my-drafts",
    "drafts",
    "in-review",
    "due-facts",
    "broken-links",
    "undescribed-pictures",
    "without-quiz",
]
COHORTS = ["starting-soon", "open-for-enrollment"]
PEOPLE = ["quiet-learners", "out-of-attempts", "learners-at-risk"]
CERTIFICATES = ["certificates-to-issue", "certificates-not-drawn"]
LISTS = {
    "Course editors": {Desk.CONTENT: CONTENT, Desk.LEARNERS: COHORTS},
    "Course reviewers": {Desk.CONTENT: CONTENT},
    "Registrars": {Desk.LEARNERS: [*COHORTS, *PEOPLE, *CERTIFICATES]},
}


def staff(role: str) -> Any:
    person = make_learner(f"{role.split()[-1].lower()}@example.org")
    person.groups.add(Group.objects.get(name=role))
    return person


@pytest.fixture
def desk(client: Client, admin_user: Any) -> Client:
    client.force_login(admin_user)
    return client


def panels(client: Client, address: str = "/admin/") -> list[Any]:
    """The panels of numbers on a page."""
    return [panel for panel in client.get(address).context["panels"] if panel.name == "worklists"]


@pytest.mark.parametrize("role", LISTS)
@pytest.mark.parametrize("address", ["/admin/", "/admin/training/reports/"])
def test_panels_for_each_role_show_what_its_permissions_allow(client: Client, role: str, address: str) -> None:
    client.force_login(staff(role))
    shown = {panel.desk: [worklist.slug for worklist in panel.worklists] for panel in panels(client, address)}
    assert shown == LISTS[role]


@pytest.mark.parametrize("role", LISTS)
def test_lists_that_a_role_is_not_shown_are_closed_to_it(client: Client, desk: Client, role: str) -> None:
    every = [worklist for panel in panels(desk) for worklist in panel.worklists]
    client.force_login(staff(role))
    mine = {slug for slugs in LISTS[role].values() for slug in slugs}
    for worklist in every:
        for address in (worklist.url, f"{worklist.url}results/", f"{worklist.url}?export=csv"):
            response = client.get(address)
            assert (worklist.slug, response.status_code) == (worklist.slug, 200 if worklist.slug in mine else 302)


@pytest.mark.parametrize("times", [1, 3])
def test_number_of_every_list_is_that_of_the_rows_it_opens(desk: Client, admin_user: Any, times: int) -> None:
    make_waiting(admin_user, times)
    for panel in panels(desk):
        for worklist in panel.worklists:
            page, export = desk.get(worklist.url), desk.get(f"{worklist.url}?export=csv")
            rows = list(csv.reader(export.getvalue().decode().splitlines()))
            numbers = {worklist.number, page.context["items_count"], len(rows) - 1}
            assert (worklist.slug, numbers) == (worklist.slug, {worklist.number})
            assert worklist.number >= times, worklist.slug
            assert str(worklist.explanation) in page.content.decode()


def test_page_of_reports_shows_the_same_numbers_as_the_first_page(desk: Client, admin_user: Any) -> None:
    make_waiting(admin_user)
    numbers = [
        {worklist.slug: worklist.number for panel in panels(desk, address) for worklist in panel.worklists}
        for address in ("/admin/", reverse("worklists:index"))
    ]
    assert numbers[0] == numbers[1]
    assert len(numbers[0]) == len(CONTENT + COHORTS + PEOPLE + CERTIFICATES)


def test_panel_shows_each_number_with_its_way(desk: Client, admin_user: Any) -> None:
    make_waiting(admin_user)
    page = " ".join(desk.get("/admin/").content.decode().split())
    assert '<span class="worklist-number">1</span> <span>Key facts to check</span>' in page
    assert f'href="{reverse("worklists:due-facts")}"' in page


def test_list_without_rows_says_so(desk: Client) -> None:
    assert "Nothing is waiting here." in desk.get(reverse("worklists:drafts")).content.decode()


def test_spreadsheet_of_a_list_has_its_columns(desk: Client, admin_user: Any) -> None:
    make_waiting(admin_user)
    Finding.objects.filter(kind="key_fact").update(check_on=date(2026, 2, 1))
    export = desk.get(f"{reverse('worklists:due-facts')}?export=csv")
    rows = list(csv.reader(export.getvalue().decode().splitlines()))
    course = CoursePage.objects.get(title="Course of facts")
    assert rows == [
        ["Fact", "Page", "Belongs to", "Language", "As of", "Check again on", "Changed by"],
        ["It is a fact.", "Module", course.title, "English", "2024-05-01", "2026-02-01", str(admin_user)],
    ]
    assert export["Content-Disposition"] == 'attachment; filename="due-facts.csv"'


def test_spreadsheet_of_a_list_never_runs_what_was_typed(desk: Client, admin_user: Any) -> None:
    make_waiting(admin_user)
    Finding.objects.filter(kind="key_fact").update(text="=HYPERLINK(1)")
    export = desk.get(f"{reverse('worklists:due-facts')}?export=csv").getvalue().decode()
    assert "'=HYPERLINK(1)" in export


def test_two_worklists_that_want_one_address_are_refused() -> None:
    class OtherDrafts(Worklist):
        slug = "drafts"

    with (
        hooks.register_temporarily("register_worklists", lambda: [OtherDrafts]),
        pytest.raises(ValueError, match="The slug 'drafts' belongs to"),
    ):
        WorklistsViewSet().get_urlpatterns()
