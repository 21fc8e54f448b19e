"""A course is open while one of its language versions is published; nothing leads to one that is not."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from wagtail.actions.unpublish_page import UnpublishPageAction

from courses.enrollment.queries import course_is_published, course_outlooks, joinable
from courses.enrollment.services import enroll, withdraw
from courses.models import Cohort, CourseCompletion, CoursePage, Enrollment, ModulePage
from courses.progress.queries import outline_of
from tests.factories.courses import (
    make_catalog,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    publish,
    take_course,
    translate,
)

pytestmark = pytest.mark.django_db
NAME = {"name_of_record": "Anna Sokolova"}


@pytest.fixture
def english() -> CoursePage:
    return make_course()


@pytest.fixture
def persian(english: CoursePage) -> CoursePage:
    page: CoursePage = translate(english, title="دیپلماسی شهری", slug="fa-course")
    translate(english.get_children().first().specific, slug="fa-module")
    return page


@pytest.fixture
def cohort(english: CoursePage) -> Cohort:
    return make_cohort(english)


@pytest.fixture
def anna(client: Client) -> Client:
    client.force_login(make_learner("anna@example.org"))
    return client


def links(client: Client, address: str) -> list[str]:
    """Where the main part of the page leads; the page itself answers 200."""
    response = client.get(address)
    assert response.status_code == 200, address
    return re.findall(r'href="(/[^"]*)"', response.content.decode().split("<main")[1].split("</main>")[0])


@pytest.mark.parametrize("language", ["", "/fa"])
def test_enroll_with_one_version_unpublished_leads_to_the_other_one(
    anna: Client, english: CoursePage, persian: CoursePage, cohort: Cohort, language: str
) -> None:
    gone, left = (english, persian) if not language else (persian, english)
    gone.unpublish()
    address = f"{language}/learning/cohorts/{cohort.pk}/enroll/"
    assert links(anna, address) == [left.get_url()]
    assert anna.get(gone.get_url()).status_code == 410
    response = anna.post(address, NAME, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0].startswith(left.get_url())
    assert Enrollment.objects.count() == 1


def test_enroll_with_a_live_page_below_an_unpublished_catalog_leads_to_the_other_one(
    anna: Client, english: CoursePage, persian: CoursePage, cohort: Cohort
) -> None:
    make_catalog().get_translations().get().unpublish()
    persian.refresh_from_db()
    assert persian.live
    assert links(anna, f"/fa/learning/cohorts/{cohort.pk}/enroll/") == [english.get_url()]


@pytest.mark.parametrize("catalogs", [True, False])
def test_enroll_with_no_published_version_is_not_found(
    anna: Client, english: CoursePage, persian: CoursePage, cohort: Cohort, catalogs: bool
) -> None:
    catalog = make_catalog()
    for page in [catalog, *catalog.get_translations()] if catalogs else [english, persian]:
        page.unpublish()
    assert not course_is_published(english.translation_key)
    for language in ("", "/fa"):
        address = f"{language}/learning/cohorts/{cohort.pk}/enroll/"
        assert (anna.get(address).status_code, anna.post(address, NAME).status_code) == (404, 404)
    assert not Enrollment.objects.exists()


def test_coming_back_to_a_course_that_is_not_published_says_so_and_leads_nowhere(
    anna: Client, english: CoursePage, cohort: Cohort
) -> None:
    learner = make_learner()
    anna.force_login(learner)
    withdraw(enrollment=enroll(cohort=cohort, learner=learner, by=learner), by=learner)
    english.unpublish()
    address = f"/learning/cohorts/{cohort.pk}/enroll/"
    assert links(anna, address) == []
    assert "This course is not published at the moment." in anna.get(address).content.decode()
    anna.post(address, NAME)
    assert Enrollment.objects.get().state == "withdrawn"


def test_module_of_an_unpublished_version_leads_to_the_published_one(
    anna: Client, english: CoursePage, persian: CoursePage, cohort: Cohort
) -> None:
    english.unpublish()
    page = ModulePage.objects.get(locale__language_code="en")
    response = anna.get(page.get_url())
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    assert (response.status_code, english.get_url() in main) == (403, False)
    assert f'href="{persian.get_url()}"' in main


def test_course_page_never_lists_modules_and_cohort_pages_that_are_not_published_in_their_path(
    anna: Client, english: CoursePage, cohort: Cohort
) -> None:
    persian = translate(english, slug="fa-course")
    english.unpublish()
    assert [link for link in links(anna, persian.get_url()) if link.startswith("/courses/")] == []


NOTHING = "No module of this course can be read at the moment."


def test_enroll_when_only_a_translation_without_modules_is_published_is_refused_and_offered_nowhere(
    anna: Client, english: CoursePage, cohort: Cohort
) -> None:
    persian = translate(english, slug="fa-course")
    assert joinable(course_outlooks()) == {english.translation_key}
    english.unpublish()
    with translation.override("fa"):
        reason = gettext(NOTHING)
    assert joinable(course_outlooks()) == set()
    assert reason in anna.get(persian.get_url()).content.decode()
    address = f"/fa/learning/cohorts/{cohort.pk}/enroll/"
    assert address not in anna.get(persian.get_url()).content.decode()
    assert reason in anna.post(address, NAME, follow=True).content.decode()
    assert not Enrollment.objects.exists()


def test_enroll_in_a_course_without_modules_is_open_with_the_first_one(anna: Client) -> None:
    course = make_course(modules=0)
    address = f"/learning/cohorts/{make_cohort(course).pk}/enroll/"
    assert NOTHING in anna.get(address).content.decode()
    make_module(course)
    assert NOTHING not in anna.get(address).content.decode()
    anna.post(address, NAME)
    assert Enrollment.objects.count() == 1


def test_course_that_is_unpublished_with_its_modules_is_taken_in_the_translation_that_stays(
    english: CoursePage, persian: CoursePage, cohort: Cohort, admin_user: Any
) -> None:
    make_module(english, "Untranslated")
    UnpublishPageAction(english, user=admin_user, include_descendants=True).execute()
    learner = make_learner()
    enrollment = enroll(cohort=cohort, learner=learner, by=learner)
    assert [module.language for module in outline_of(english.translation_key)] == ["en"]
    take_course(enrollment)
    assert CourseCompletion.objects.get().enrollment == enrollment
    english.refresh_from_db()
    publish(english)
    assert outline_of(english.translation_key) == []
    for page in ModulePage.objects.child_of(english):
        publish(page)
    assert len(outline_of(english.translation_key)) == 2


def test_resume_never_leads_to_an_unpublished_version(
    anna: Client, english: CoursePage, persian: CoursePage, cohort: Cohort
) -> None:
    anna.post(f"/learning/cohorts/{cohort.pk}/enroll/", NAME)
    english.unpublish()
    resume = f"/learning/enrollments/{Enrollment.objects.get().pk}/resume/"
    assert anna.get(resume).headers["Location"] == "/fa/courses/fa-course/fa-module/"
    persian.unpublish()
    assert anna.get(resume).headers["Location"] == "/learning/"
