"""Courses in the lists of the real admin, below a catalog and all of them; and the editors' guide."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.enrollment.services import enroll
from courses.upkeep.content_checks import MESSAGES
from tests.factories.courses import make_catalog, make_cohort, make_course, make_learner, make_module, translate

pytestmark = pytest.mark.django_db
ALL = reverse("wagtailadmin_pages:type_use", args=["courses", "coursepage"])


def explorer() -> str:
    return reverse("wagtailadmin_explore", args=[make_catalog().pk])


@pytest.fixture
def desk(client: Client, admin_user: Any) -> Client:
    client.force_login(admin_user)
    return client


def titles(client: Client, address: str, **asked: str) -> list[str]:
    return [course.title for course in client.get(address, asked).context["object_list"]]


@pytest.fixture
def courses(run_tasks: Any, django_capture_on_commit_callbacks: Any) -> None:
    """Three courses: one runs soon and is full, one can be joined at any time, one is a draft without cohorts."""
    with django_capture_on_commit_callbacks(execute=True):
        make_three_courses()
    run_tasks()


def make_three_courses() -> None:
    soon = make_course("Soon", modules=2)
    make_module(soon, "Draft").unpublish()
    first = timezone.localdate() + timedelta(days=9)
    for days in (-30, 0, 20):
        make_cohort(soon, starts_on=first + timedelta(days=days), seats=0)
    anytime = make_course("Any time", modules=1)
    cohort = make_cohort(anytime)
    for _person in range(2):
        enroll(cohort=cohort, learner=make_learner(), by=None)
    make_course("Draft", modules=0).unpublish()


def shown(client: Client, address: str) -> dict[str, list[Any]]:
    """What each row says in the columns of ours."""
    response = client.get(address)
    ours = [column for column in response.context["table"].columns.values() if column.name in OURS]
    assert [column.name for column in ours] == OURS
    return {course.title: [column.get_value(course) for column in ours] for course in response.context["object_list"]}


OURS = ["module_count", "next_run", "learner_count"]


@pytest.mark.parametrize("address", [explorer, lambda: ALL], ids=["explorer", "all"])
def test_courses_in_lists_show_modules_next_run_and_learners(desk: Client, courses: None, address: Any) -> None:
    assert shown(desk, address()) == {
        "Soon": [3, timezone.localdate() + timedelta(days=9), 0],
        "Any time": [1, "At any time", 2],
        "Draft": [0, "", 0],
    }


def test_translated_course_shows_the_modules_of_all_languages_once(desk: Client) -> None:
    course = make_course("Twinning", modules=2)
    translate(course, title="خواهرخواندگی")
    translate(course.get_children().first().specific, title="پودمان")
    assert {title: row[0] for title, row in shown(desk, ALL).items()} == {"Twinning": 2, "خواهرخواندگی": 2}


@pytest.mark.parametrize("address", [explorer, lambda: ALL], ids=["explorer", "all"])
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"live": "True"}, {"Soon", "Any time"}),
        ({"live": "False"}, {"Draft"}),
        ({"joinable": "True"}, {"Any time"}),
        ({"joinable": "False"}, {"Soon", "Draft"}),
        ({"live": "True", "joinable": "False"}, {"Soon"}),
        ({"module_count": "True"}, {"Soon", "Any time"}),
        ({"module_count": "False"}, {"Draft"}),
        ({"learner_count": "True"}, {"Any time"}),
        ({"learner_count": "False"}, {"Soon", "Draft"}),
        ({"next_run": "running"}, {"Soon", "Any time"}),
        ({"next_run": "soon"}, {"Soon"}),
        ({"next_run": "none"}, {"Draft"}),
        ({"next_run": "running", "learner_count": "False"}, {"Soon"}),
        ({"q": "time"}, {"Any time"}),
        ({"q": "time", "module_count": "True", "learner_count": "True", "next_run": "running"}, {"Any time"}),
        ({"q": "time", "ordering": "learner_count"}, {"Any time"}),
    ],
)
def test_courses_when_filtered_and_searched_are_those_asked_for(
    desk: Client, courses: None, address: Any, asked: dict[str, str], found: set[str]
) -> None:
    assert set(titles(desk, address(), **asked)) == found


@pytest.mark.parametrize(
    ("ordering", "found"),
    [
        ("learner_count", "Any time"),
        ("module_count", "Soon"),
    ],
)
def test_courses_when_sorted_by_a_figure_are_in_its_order(
    desk: Client, courses: None, ordering: str, found: str
) -> None:
    assert titles(desk, explorer(), ordering=ordering)[-1] == found
    assert titles(desk, explorer(), ordering=f"-{ordering}")[0] == found


def test_guide_tells_of_each_check_what_is_wrong_and_what_to_do(desk: Client) -> None:
    guide = reverse("guide:index")
    page = desk.get(guide).content.decode()
    assert [text for fault in MESSAGES.values() for text in fault.values() if str(text) not in page] == []


def test_way_to_add_a_course_from_their_list_is_the_guided_one(desk: Client) -> None:
    make_catalog()
    assert desk.get(ALL).context["add_url"] == reverse("new_course:index")


@pytest.mark.parametrize(
    ("role", "headings"),
    [
        ("Course editors", ["Make a course", "Run a cohort", "What the checks tell"]),
        ("Registrars", ["Run a cohort", "Look after learners"]),
    ],
)
def test_guide_tells_each_role_its_own_work_and_leads_to_it(client: Client, role: str, headings: list[str]) -> None:
    make_catalog()
    person = make_learner()
    person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    page = client.get(reverse("guide:index")).content.decode()
    assert re.findall("<h2>(.*?)</h2>", page) == headings
    ways = re.findall('<li>.*?href="(/admin/.*?)"', page)
    assert {client.get(way).status_code for way in ways} == {200}
