from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.enrollment.services import enroll, withdraw
from courses.models import Cohort, CourseProgress, Enrollment, LearnerProfile, Module
from courses.progress.services import mark_read, reevaluate
from courses.results.queries import funnel, heat_map, learners_at_risk, reasons_of
from tests.factories.courses import (
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    quiz_block,
    take_course,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    """Of a course of four modules, the last one with a quiz; half of its time is over."""
    course = make_course(modules=3)
    make_module(course, "With quiz", body=[quiz_block(make_quiz())])
    today = timezone.localdate()
    dates = {"starts_on": today - timedelta(days=50), "ends_on": today + timedelta(days=49)}
    return make_cohort(course, title="Autumn", time_zone="UTC", **dates)


def join(cohort: Cohort, name: str, done: int = 0) -> Enrollment:
    """Enrolled with the cohort's first day, some modules done now."""
    learner = make_learner(f"{name.lower()}@example.org")
    LearnerProfile.objects.create(user=learner, name_of_record=name)
    enrollment = enroll(cohort=cohort, learner=learner, by=learner)
    Enrollment.objects.filter(pk=enrollment.pk).update(enrolled_at=timezone.now() - timedelta(days=60))
    reevaluate(enrollment=enrollment)
    for module in Module.objects.filter(course=cohort.course).order_by("position")[:done]:
        mark_read(enrollment=enrollment, module=module)
    return enrollment


def told() -> dict[str, list[str]]:
    now = timezone.now()
    return {one.learner.learner_profile.name_of_record: reasons_of(one, now) for one in learners_at_risk(now)}


def test_funnel_counts_how_far_those_came_who_have_a_seat(cohort: Cohort) -> None:
    for number in range(3):
        join(cohort, f"Nobody{number}")
    join(cohort, "Some", done=1)
    join(cohort, "Half", done=2)
    take_course(join(cohort, "All"))
    withdraw(enrollment=join(cohort, "Left", done=3), by=None)
    parts = [(part.step.value, part.number, part.percent) for part in funnel(cohort)]
    assert parts == [("enrolled", 6, 100), ("begun", 3, 50), ("half", 2, 33), ("completed", 1, 16)]


def test_funnel_of_a_cohort_without_people_is_empty(cohort: Cohort) -> None:
    assert [(part.number, part.percent) for part in funnel(cohort)] == [(0, 0)] * 4


def test_heat_map_compares_the_cohorts_of_the_course_module_by_module(cohort: Cohort) -> None:
    spring = Cohort.objects.create(course=cohort.course, title="Spring", starts_on=date(2020, 1, 1))
    take_course(join(cohort, "All"))
    for name in ("Some", "More"):
        join(cohort, name, done=1)
    withdraw(enrollment=join(cohort, "Left", done=2), by=None)
    found = heat_map(cohort.course_id, Cohort.objects.all())
    assert [module.title for module in found.modules] == ["Module 1", "Module 2", "Module 3", "With quiz"]
    told = [
        (row.cohort, row.seated, [(cell.number, cell.percent, cell.level) for cell in row.cells]) for row in found.rows
    ]
    assert told == [
        (spring, 0, [(0, 0, 0)] * 4),
        (cohort, 3, [(3, 100, 5), (1, 33, 2), (1, 33, 2), (1, 33, 2)]),
    ]


def test_who_is_at_an_even_pace_is_not_at_risk(cohort: Cohort) -> None:
    join(cohort, "Ana", done=2)
    join(cohort, "Boris", done=1)  # one module behind
    take_course(join(cohort, "Carla"))
    assert told() == {}


def test_risks_of_learners_are_told_with_their_numbers(cohort: Cohort) -> None:
    join(cohort, "Quiet", done=2)
    CourseProgress.objects.update(last_activity_at=timezone.now() - timedelta(days=20))
    join(cohort, "Silent")
    take_course(join(cohort, "Failing"), right=0)
    assert told() == {
        "Silent": [
            "has done nothing for 50 days",
            "has 0 of 2 modules that would be done by now at an even pace",
        ],
        "Quiet": ["has done nothing for 20 days"],
        "Failing": ["has tried without passing: 1"],
    }


def test_who_has_left_or_is_in_a_cohort_that_is_over_is_not_at_risk(cohort: Cohort) -> None:
    withdraw(enrollment=join(cohort, "Left"), by=None)
    join(cohort, "There")
    assert list(told()) == ["There"]
    Cohort.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert told() == {}


@pytest.mark.parametrize(("role", "shown"), [("Registrars", True), ("Facilitators", False)])
def test_page_shows_the_picture_and_asks_after_people(client: Client, cohort: Cohort, role: str, shown: bool) -> None:
    person = make_learner()
    person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    join(cohort, "Silent")
    address = reverse("gradebooks:picture", args=[cohort.pk])
    assert (client.get(address).status_code == 200) is shown
    cohort.facilitators.add(person)
    html = client.get(address).content.decode()
    assert '<rect class="funnel-part" width="100" height="10"/>' in html
    assert '<td class="heat-0">0%</td>' in html
    assert "<li>has done nothing for 50 days</li>" in html


def test_picture_of_a_facilitator_has_no_other_cohorts(client: Client, cohort: Cohort) -> None:
    person = make_learner()
    person.groups.add(Group.objects.get(name="Facilitators"))
    cohort.facilitators.add(person)
    Cohort.objects.create(course=cohort.course, title="Secret spring")
    client.force_login(person)
    html = client.get(reverse("gradebooks:picture", args=[cohort.pk])).content.decode()
    assert "Autumn" in html
    assert "Secret spring" not in html


def test_worklist_tells_why_and_leads_to_the_results(client: Client, admin_user: Any, cohort: Cohort) -> None:
    client.force_login(admin_user)
    enrollment = join(cohort, "Silent")
    html = client.get(reverse("worklists:learners-at-risk")).content.decode()
    assert reverse("gradebooks:learner", args=[enrollment.pk]) in html
    assert "has done nothing for 50 days; has 0 of 2 modules" in html
