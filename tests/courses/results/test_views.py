from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from courses.enrollment.services import enroll
from courses.models import Enrollment, Module, ModulePage
from courses.progress.rules import Grade
from courses.progress.services import override_grade
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    publish,
    quiz_block,
    reflection_block,
    take_course,
    translate,
)
from tests.factories.scenarios import make_scenario, scenario_block

pytestmark = pytest.mark.django_db
SECRET = "Whom I met."  # what `take_course` writes into a journal


@pytest.fixture
def enrollment(client: Client) -> Enrollment:
    """In a course of two modules; the second has a quiz, a scenario and a reflection."""
    course = make_course(modules=1)
    body = [quiz_block(make_quiz(pass_mark=50)), scenario_block(make_scenario()), reflection_block()]
    make_module(course, "With activities", body=body, workload_minutes=120)
    learner = make_learner("ana@example.org")
    client.force_login(learner)
    return enroll(cohort=make_cohort(course, time_zone="Asia/Tehran"), learner=learner, by=learner)


def _module(title: str) -> Module:
    return Module.objects.get(titles__en=title)


def page_of(module: Module) -> ModulePage:
    return ModulePage.objects.get(translation_key=module.pk)


def results(client: Client, enrollment: Enrollment, language: str = "") -> str:
    address = reverse("courses:results", args=[enrollment.pk])
    return client.get(f"/{language}{address}" if language else address).content.decode()


def test_results_before_anything_was_done_list_all_that_is_asked(client: Client, enrollment: Enrollment) -> None:
    html = results(client, enrollment)
    assert html.count('<span class="badge">Not begun</span>') == 5
    assert "0 hours of 3 hours, counted by completed modules" in html
    assert '<span class="badge">Not completed yet</span>' in html


def test_results_tell_every_activity_with_state_points_and_evidence(client: Client, enrollment: Enrollment) -> None:
    take_course(enrollment, right=1)
    html = results(client, enrollment)
    assert html.count('<span class="badge badge-success">Done</span>') == 5
    assert "<strong>50%</strong>" in html
    assert "1 of 2 points" in html
    assert "3 hours of 3 hours, counted by completed modules" in html
    assert html.count("checked by the server") == 2
    assert html.count("told by the learner") == 3


def test_results_list_each_attempt_with_the_way_to_what_was_said_of_it(client: Client, enrollment: Enrollment) -> None:
    for right in (0, 1):
        take_course(enrollment, right=right)
    html = results(client, enrollment)
    attempts = [reverse("courses:attempt", args=[attempt.pk]) for attempt in enrollment.attempts.order_by("number")]
    assert [html.count(f'<a href="{address}">') for address in attempts] == [1, 1]
    assert client.get(attempts[0]).status_code == 200


def test_results_never_show_what_was_written_in_the_journal(client: Client, enrollment: Enrollment) -> None:
    take_course(enrollment)
    assert SECRET in client.get(reverse("courses:journal")).content.decode()
    assert SECRET not in results(client, enrollment)
    client.force_login(make_learner("admin@example.org", is_superuser=True))
    desk = [
        reverse("gradebooks:learner", args=[enrollment.pk]),
        reverse("gradebooks:cohort", args=[enrollment.cohort_id]),
        reverse("gradebooks:override", args=[enrollment.pk, _module("With activities").pk, block_id("reflection")]),
    ]
    assert [SECRET in client.get(address).content.decode() for address in desk] == [False] * 3


def test_results_of_an_activity_that_was_removed_stay(client: Client, enrollment: Enrollment) -> None:
    take_course(enrollment)
    page = page_of(_module("With activities"))
    del page.body[0]
    publish(page)
    html = results(client, enrollment)
    assert html.count("<bdi>No longer part of the module</bdi>") == 1
    assert "<strong>100%</strong>" in html


def test_results_of_a_module_that_is_not_published_any_more_stand_last(client: Client, enrollment: Enrollment) -> None:
    take_course(enrollment)
    page_of(_module("Module 1")).unpublish()
    html = results(client, enrollment)
    assert html.index("With activities") < html.index("Module 1")
    assert '<span class="badge badge-success">Completed</span>' in html


def test_results_of_other_people_are_not_found(client: Client, enrollment: Enrollment) -> None:
    client.force_login(make_learner("other@example.org"))
    assert client.get(reverse("courses:results", args=[enrollment.pk])).status_code == 404


def test_results_for_strangers_ask_to_sign_in(enrollment: Enrollment) -> None:
    response = Client().get(reverse("courses:results", args=[enrollment.pk]))
    assert response.url.startswith(reverse("account_login"))  # type: ignore[attr-defined]


def test_changed_grade_is_told_on_the_clock_of_the_cohort(client: Client, enrollment: Enrollment) -> None:
    override_grade(
        enrollment=enrollment,
        module=_module("With activities"),
        block_id=UUID(block_id("quiz")),
        grade=Grade(Decimal("30"), 40),
        completed=False,
        by=make_learner(),
        reason="<b>Spoken</b>.",
        now=datetime(2027, 3, 20, 22, tzinfo=UTC),
    )
    html = results(client, enrollment)
    assert "Changed to 75% on 21 March 2027 by the organizers: &lt;b&gt;Spoken&lt;/b&gt;." in html
    assert "30 of 40 points" in html


def test_activities_are_called_as_in_the_readers_language(client: Client, enrollment: Enrollment) -> None:
    page = page_of(_module("With activities"))
    translated = translate(page.get_parent().specific, slug="fa")
    assert translated.locale.language_code == "fa"
    persian = translate(page, title="گفت‌وگو")
    persian.body = [reflection_block(title="شهر من"), quiz_block(make_quiz("آزمون"))]
    publish(persian)
    html = results(client, enrollment, "fa")
    assert "شهر من" in html
    assert "آزمون" in html


def test_my_learning_leads_to_the_results_of_each_course(client: Client, enrollment: Enrollment) -> None:
    other = enroll(cohort=make_cohort(make_course("Another")), learner=enrollment.learner, by=None)
    html = client.get(reverse("courses:learning")).content.decode()
    assert [html.count(f'href="{reverse("courses:results", args=[one.pk])}"') for one in (enrollment, other)] == [1, 1]
