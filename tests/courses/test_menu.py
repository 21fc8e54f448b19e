"""The menu Training: what each role finds in it, in which order."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.icons import get_icons
from wagtail.admin.menu import help_menu

from courses.wagtail_hooks import training_menu
from tests.factories.courses import make_catalog, make_learner

pytestmark = pytest.mark.django_db
EVERYTHING = [
    "New course",
    "Courses",
    "Cohorts",
    "Sessions",
    "Enrollments",
    "Gradebooks",
    "Learners",
    "Quizzes",
    "Scenarios",
    "Certificates",
    "Certificate rules",
    "People",
    "Organizations",
    "Cities",
    "To do",
]
DIRECTORY = ["People", "Organizations", "Cities"]
MENUS = {
    "Course editors": ["New course", "Courses", "Cohorts", "Quizzes", "Scenarios", *DIRECTORY, "To do"],
    "Course reviewers": ["Courses", "Quizzes", "Scenarios", "To do"],
    "Registrars": [
        "Cohorts",
        "Sessions",
        "Enrollments",
        "Gradebooks",
        "Learners",
        "Certificates",
        "Certificate rules",
        *DIRECTORY,
        "To do",
    ],
}


def menu(user: Any) -> list[Any]:
    request = RequestFactory().get(reverse("wagtailadmin_home"))  # with the addresses, the menu items are registered
    request.user = user
    return sorted(training_menu.menu_items_for_request(request), key=lambda item: item.order)


@pytest.mark.parametrize("role", MENUS)
def test_menu_for_each_role_has_what_it_may_open(client: Client, role: str) -> None:
    person = make_learner()
    person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    make_catalog()
    items = menu(person)
    assert [str(item.label) for item in items] == MENUS[role]
    assert {item.label: client.get(item.url).status_code for item in items} == {item.label: 200 for item in items}


def test_menu_for_an_administrator_has_everything_in_order_each_with_an_icon_of_its_own(admin_user: Any) -> None:
    items, sprite = menu(admin_user), get_icons()
    assert [str(item.label) for item in items] == EVERYTHING
    icons = [item.icon_name for item in items]
    assert len(set(icons)) == len(icons)
    assert [icon for icon in icons if f'id="icon-{icon}"' not in sprite] == []


def test_menu_help_leads_to_the_guide(client: Client) -> None:
    editor = make_learner()
    editor.groups.add(Group.objects.get(name="Course editors"))
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = editor
    guide = next(item for item in help_menu.menu_items_for_request(request) if item.url == reverse("guide:index"))
    client.force_login(editor)
    assert (str(guide.label), client.get(guide.url).status_code) == ("How to work here", 200)


def test_menu_for_somebody_without_a_role_is_not_shown(client: Client) -> None:
    assert menu(make_learner()) == []
