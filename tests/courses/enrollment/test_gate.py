"""The gate to a module page, over HTTP: who is let in, and what the others read instead."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll, withdraw
from courses.models import CoursePage, ModulePage
from tests.factories.courses import make_cohort, make_course, make_learner, make_module, take_course

pytestmark = pytest.mark.django_db
SECRET = "The text of the module."


@pytest.fixture
def page() -> ModulePage:
    body = [{"type": "text", "value": f"<p>{SECRET}</p>"}]
    return make_module(make_course(modules=0), body=body)


def enroll_client(client: Client, page: ModulePage, **cohort: Any) -> Enrollment:
    learner = make_learner()
    client.force_login(learner)
    return enroll(cohort=make_cohort(page.get_parent().specific, **cohort), learner=learner, by=learner)


def read(client: Client, page: ModulePage) -> tuple[int, bool, str]:
    """Status, whether the module's text is in the answer, and the answer."""
    response = client.get(page.get_url())
    text = response.content.decode()
    return response.status_code, SECRET in text, text


def test_module_for_an_enrolled_learner_is_served(client: Client, page: ModulePage) -> None:
    enroll_client(client, page)
    assert read(client, page)[:2] == (200, True)


@pytest.mark.parametrize("signed_in", [False, True])
def test_module_for_a_stranger_explains_and_shows_no_text(client: Client, page: ModulePage, signed_in: bool) -> None:
    make_cohort(page.get_parent().specific)
    if signed_in:
        client.force_login(make_learner())
    status, leaked, text = read(client, page)
    assert (status, leaked) == (403, False)
    expected = "for people enrolled in the course" if signed_in else "Sign in to continue."
    assert expected in text


def test_module_after_withdrawing_is_refused(client: Client, page: ModulePage) -> None:
    enrollment = enroll_client(client, page)
    withdraw(enrollment=enrollment, by=enrollment.learner)
    status, leaked, text = read(client, page)
    assert (status, leaked, "You have withdrawn from this cohort." in text) == (403, False, True)


def test_module_before_the_first_day_is_refused(client: Client, page: ModulePage) -> None:
    enroll_client(client, page, starts_on=timezone.now().date() + timedelta(days=3))
    status, leaked, text = read(client, page)
    assert (status, leaked, "Your cohort has not started yet." in text) == (403, False, True)


def test_module_after_the_last_day_is_for_those_who_completed(client: Client, page: ModulePage) -> None:
    today = timezone.now().date()
    enrollment = enroll_client(client, page, ends_on=today)
    take_course(Enrollment.objects.get(pk=enrollment.pk))
    late = Client()
    other = enroll_client(late, page, ends_on=today)
    for cohort in (enrollment.cohort, other.cohort):
        cohort.ends_on = today - timedelta(days=2)
        cohort.save()
    assert read(client, page)[:2] == (200, True)
    assert read(late, page)[:2] == (403, False)


def test_module_below_an_unpublished_course_is_refused(client: Client, page: ModulePage) -> None:
    enroll_client(client, page)
    CoursePage.objects.get().unpublish()
    page.refresh_from_db()
    assert page.live
    assert read(client, page)[:2] == (403, False)


def test_module_of_a_private_course_tells_a_stranger_nothing(client: Client, page: ModulePage) -> None:
    make_cohort(page.get_parent().specific)
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    response = client.get(page.get_url())
    assert (response.status_code, response.content) == (302, b"")


def test_module_with_two_cohorts_opens_by_the_one_that_runs(client: Client, page: ModulePage) -> None:
    enrollment = enroll_client(client, page, starts_on=timezone.now().date() + timedelta(days=9))
    cohort = make_cohort(page.get_parent().specific)
    enroll(cohort=cohort, learner=enrollment.learner, by=enrollment.learner)
    assert read(client, page)[:2] == (200, True)


def test_module_for_an_editor_without_enrollment_is_served(client: Client, page: ModulePage) -> None:
    editor = make_learner()
    editor.groups.add(Group.objects.get(name="Course editors"))
    client.force_login(editor)
    assert read(client, page)[:2] == (200, True)


def test_module_for_a_registrar_who_is_not_an_editor_is_refused(client: Client, page: ModulePage) -> None:
    registrar = make_learner()
    registrar.groups.add(Group.objects.get(name="Registrars"))
    client.force_login(registrar)
    assert read(client, page)[:2] == (403, False)


def test_module_answer_is_never_kept_by_a_shared_cache(client: Client, page: ModulePage) -> None:
    enroll_client(client, page)
    header = client.get(page.get_url()).headers["Cache-Control"]
    assert {"private", "no-store"} <= set(header.replace(" ", "").split(","))
