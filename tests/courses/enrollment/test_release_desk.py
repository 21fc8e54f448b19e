"""The registrar's desk for when modules open: the schedule, letting one learner in, and looking as a learner."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from courses.enrollment.rules import Release
from courses.enrollment.services import enroll, set_schedule
from courses.models import (
    ActivityRecord,
    Cohort,
    Enrollment,
    Module,
    ModuleOpening,
    ModulePage,
    ModuleRelease,
    OpeningEvent,
)
from tests.factories.courses import (
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    module_of,
    quiz_block,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def modules() -> list[Module]:
    course = make_course(modules=0)
    first = make_module(course, "One", body=[quiz_block(make_quiz())])
    return [module_of(page) for page in (first, make_module(course, "Two"), make_module(course, "Three"))]


@pytest.fixture
def cohort(modules: list[Module]) -> Cohort:
    course = ModulePage.objects.first().get_parent().specific
    return make_cohort(course, starts_on=date(2026, 12, 1), time_zone="Asia/Tehran")


@pytest.fixture
def registrar(client: Client) -> Client:
    person = make_learner("registrar@example.org")
    person.groups.set(Group.objects.filter(name="Registrars"))
    client.force_login(person)
    return client


def row(module: Module, kind: str, **fields: Any) -> dict[str, Any]:
    return {f"{module.key.hex}-{name}": value for name, value in {"kind": kind, **fields}.items()}


def post(client: Client, cohort: Cohort, *rows: dict[str, Any], **data: Any) -> Any:
    posted = {"save": "on", **data}
    for one in rows:
        posted |= one
    return client.post(reverse("releases:schedule", args=[cohort.pk]), posted)


def test_schedule_of_all_modules_is_stored_from_one_form(
    registrar: Client, cohort: Cohort, modules: list[Module]
) -> None:
    one, two, three = modules
    rows = [row(two, "days", days="7"), row(three, "score", graded=str(one.key), minimum="60")]
    response = post(registrar, cohort, *rows, in_order="on")
    assert response["Location"] == reverse("releases:schedule", args=[cohort.pk])
    cohort.refresh_from_db()
    assert cohort.in_order
    stored = {row.module: (row.kind, row.days, row.after, row.minimum) for row in ModuleRelease.objects.all()}
    assert stored == {two: ("days", 7, [], None), three: ("score", None, [str(one.key)], 60)}
    page = registrar.get(response["Location"]).content.decode()
    assert "8 December 2026" in page
    assert post(registrar, cohort)["Location"] == response["Location"]
    assert not ModuleRelease.objects.exists()


def test_days_can_be_seen_before_the_schedule_is_stored(
    registrar: Client, cohort: Cohort, modules: list[Module]
) -> None:
    address = reverse("releases:schedule", args=[cohort.pk])
    page = registrar.post(address, row(modules[1], "days", days="30")).content.decode()
    assert "31 December 2026" in page
    assert not ModuleRelease.objects.exists()


@pytest.mark.parametrize(
    ("number", "fields", "problem"),
    [
        (1, {"kind": "date"}, "Choose the day on which the module opens."),
        (1, {"kind": "date", "day": "2027-02-02"}, "The cohort has ended by then."),
        (1, {"kind": "days"}, "Write after how many days the module opens; 0 is the first day."),
        (1, {"kind": "days", "days": "-1"}, "Ensure this value is greater than or equal to 0."),
        (1, {"kind": "days", "days": "9999999999"}, "Ensure this value is less than or equal to 1000."),
        (1, {"kind": "modules"}, "Choose the modules to complete first."),
        (1, {"kind": "modules", "after": ["0"], "needed": "2"}, "So many modules are not chosen."),
        (1, {"kind": "score", "graded": "0"}, "Write the score in percent, from 1 to 100."),
        (1, {"kind": "score", "graded": "2", "minimum": "60"}, "Nothing in the chosen module gives points."),
        (0, {"kind": "modules", "after": ["1"]}, "This module can never open"),
        (1, {"kind": "never"}, "Select a valid choice."),
    ],
)
def test_wrong_row_says_what_is_wrong_and_nothing_is_stored(
    registrar: Client, cohort: Cohort, modules: list[Module], number: int, fields: dict[str, Any], problem: str
) -> None:
    Cohort.objects.update(ends_on=date(2027, 1, 31))
    keys = {str(place): str(module.key) for place, module in enumerate(modules)}
    known = {
        name: [keys[one] for one in value] if name == "after" else keys.get(value, value) if name == "graded" else value
        for name, value in fields.items()
    }
    response = post(registrar, cohort, row(modules[number], **known), in_order="on")
    assert response.status_code == 200
    assert problem in response.content.decode()
    assert not ModuleRelease.objects.exists()


def test_copying_takes_the_schedule_of_another_cohort(registrar: Client, cohort: Cohort, modules: list[Module]) -> None:
    set_schedule(cohort=cohort, in_order=True, releases={modules[2].key: Release("days", days=3)})
    other = make_cohort(ModulePage.objects.first().get_parent().specific)
    stranger = make_cohort(make_course("Another"))
    address = reverse("releases:copy", args=[other.pk])
    registrar.post(address, {"source": stranger.pk})
    assert not other.releases.exists()
    registrar.post(address, {"source": cohort.pk})
    assert [(one.module, one.kind, one.days) for one in other.releases.all()] == [(modules[2], "days", 3)]


@pytest.fixture
def enrollment(cohort: Cohort) -> Enrollment:
    Cohort.objects.update(starts_on=None)
    set_schedule(cohort=cohort, in_order=True, releases={})
    learner = make_learner("ana@example.org")
    return enroll(cohort=Cohort.objects.get(), learner=learner, by=learner)


def test_registrar_lets_a_learner_in_and_takes_it_back_and_the_history_tells(
    registrar: Client, enrollment: Enrollment, modules: list[Module]
) -> None:
    desk = reverse("enrollments:inspect", args=[enrollment.pk])
    place = [enrollment.pk, modules[2].key]
    assert "Complete “One” first" in registrar.get(desk).content.decode()
    registrar.post(reverse("releases:open", args=place), {"reason": "Took part last year.", "until": ""})
    assert ModuleOpening.objects.get().module == modules[2]
    page = registrar.get(desk).content.decode()
    assert "Opened by staff" in page
    assert "“Three” opened by staff" in page
    assert "Took part last year." in page
    registrar.post(reverse("releases:close", args=place), {"reason": "A mistake."})
    assert not ModuleOpening.objects.exists()
    assert "Opening of “Three” taken back" in registrar.get(desk).content.decode()
    assert [event.act for event in OpeningEvent.objects.all()] == ["opened", "taken_back"]


@pytest.mark.parametrize(
    "data", [{"reason": ""}, {"reason": "Ill.", "until": "2020-01-01"}, {"reason": "Ill.", "until": "x"}]
)
def test_opening_without_a_reason_or_until_a_day_that_has_passed_is_not_given(
    registrar: Client, enrollment: Enrollment, modules: list[Module], data: dict[str, str]
) -> None:
    assert registrar.post(reverse("releases:open", args=[enrollment.pk, modules[1].key]), data).status_code == 200
    assert not ModuleOpening.objects.exists()


def test_last_day_of_an_opening_ends_where_the_cohort_is(
    registrar: Client, enrollment: Enrollment, modules: list[Module]
) -> None:
    data = {"reason": "Ill.", "until": "2099-12-02"}
    registrar.post(reverse("releases:open", args=[enrollment.pk, modules[1].key]), data)
    assert ModuleOpening.objects.get().until.isoformat() == "2099-12-02T20:30:00+00:00"


def test_module_of_another_course_is_not_opened(registrar: Client, enrollment: Enrollment) -> None:
    stranger = module_of(make_module(make_course("Another", modules=0)))
    address = reverse("releases:open", args=[enrollment.pk, stranger.key])
    assert registrar.post(address, {"reason": "Ill."}).status_code == 404


@pytest.fixture
def editor(client: Client) -> Client:
    person = make_learner("editor@example.org")
    person.groups.set(Group.objects.filter(name="Course editors"))
    client.force_login(person)
    return client


def look(client: Client, cohort: Cohort, module: Module | None = None, **query: Any) -> str:
    name, key = ("preview_module", [module.key]) if module else ("releases:preview", [])
    response = client.get(reverse(name if module else "releases:preview", args=[cohort.pk, *key]), query)
    return str(response.content.decode())


def test_preview_judges_by_the_chosen_moment_and_what_is_done(
    editor: Client, cohort: Cohort, modules: list[Module]
) -> None:
    one, two, three = modules
    rules = {two.key: Release("days", days=7), three.key: Release("modules", after=(one.key,), needed=1)}
    set_schedule(cohort=cohort, in_order=False, releases=rules)
    assert look(editor, cohort, at="2026-11-30 12:00").count("Your cohort has not started yet.") == 3
    page = look(editor, cohort, at="2026-12-07 23:59")
    assert "Opens on 8 December 2026" in page
    assert "Complete “One” first" in page
    later = look(editor, cohort, at="2026-12-08 00:00", done=[str(one.key)])
    assert "Opens on" not in later
    assert "Complete" not in later.split("<table")[1]


def test_page_in_the_preview_is_that_of_a_learner_and_records_nothing(
    editor: Client, cohort: Cohort, modules: list[Module]
) -> None:
    set_schedule(cohort=cohort, in_order=True, releases={})
    when = {"at": "2026-12-08 00:00"}
    first, second = look(editor, cohort, modules[0], **when), look(editor, cohort, modules[1], **when)
    assert "Preview: a learner of" in first
    assert "Mark as read" in first
    assert "Calm text" not in second
    assert "Complete “One” first" in second
    posted = editor.post(reverse("courses:mark_read", args=[0, modules[0].key]))
    assert posted.status_code == 404
    assert not ActivityRecord.objects.exists()
    assert not Enrollment.objects.exists()


def test_preview_of_a_page_is_for_those_who_edit_it(registrar: Client, cohort: Cohort, modules: list[Module]) -> None:
    assert registrar.get(reverse("preview_module", args=[cohort.pk, modules[0].key])).status_code == 404


@pytest.mark.parametrize("query", ["at=x", "at=9999-12-31+23:59", "at=2026-12-01+10:00&done=x", "at=%00", "done="])
def test_preview_with_a_query_that_says_nothing_shows_the_present(
    editor: Client, cohort: Cohort, modules: list[Module], query: str
) -> None:
    response = editor.get(f"{reverse('releases:preview', args=[cohort.pk])}?{query}")
    page = editor.get(f"{reverse('preview_module', args=[cohort.pk, modules[0].key])}?{query}")
    assert response.status_code == 200
    assert page.status_code in (200, 403)
