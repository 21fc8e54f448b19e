"""What pages say is kept for all readers, and found anew after every act of an editor on any page."""

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from courses.catalogue.kept import acts_on_pages
from courses.enrollment.services import enroll, make_cohort_page, save_cohort
from courses.models import CatalogPage, Cohort, CohortPage, CoursePage
from tests.factories.courses import (
    make_catalog,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    publish,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> CoursePage:
    return make_course(modules=2)


@pytest.fixture
def learner(client: Client, course: CoursePage) -> Client:
    """A browser in which somebody is signed in who is enrolled, so that no whole answer is kept for her."""
    learner = make_learner()
    enroll(cohort=make_cohort(course, title="Autumn"), learner=learner, by=learner)
    client.force_login(learner)
    return client


def read(client: Client, page: Page) -> str:
    return client.get(page.get_url()).content.decode()


def rename_without_the_log(page: Any, title: str) -> None:
    """As no editor can: only this shows that something is kept."""
    type(page).objects.filter(pk=page.pk).update(title=title)


def test_modules_of_a_course_are_kept_until_an_act_on_any_page(learner: Client, course: CoursePage) -> None:
    first, second = course.get_children().specific()
    assert ">Module 2<" in read(learner, course)
    rename_without_the_log(second, "Renamed")
    assert [">Renamed<" in read(learner, page) for page in (course, first)] == [False, False]
    publish(CatalogPage.objects.get())
    assert [">Renamed<" in read(learner, page) for page in (course, first)] == [True, True]


@pytest.mark.parametrize("act", ["publish", "unpublish", "move", "delete"])
def test_modules_after_an_act_on_one_show_it_at_once(learner: Client, course: CoursePage, act: str) -> None:
    first = course.get_children().first().specific
    assert ">Module 1<" in read(learner, course)
    if act == "publish":
        make_module(course, "Module 3")
    elif act == "unpublish":
        first.unpublish()
    elif act == "move":
        first.move(course, "last-child")
    else:
        first.delete()
    shown = read(learner, course)
    titles = [title for title in ("Module 1", "Module 2", "Module 3") if f">{title}<" in shown]
    expected = {"publish": ["Module 1", "Module 2", "Module 3"], "move": ["Module 1", "Module 2"]}
    assert titles == expected.get(act, ["Module 2"])
    assert (shown.index(">Module 2<") < shown.find(">Module 1<")) is (act == "move")


def test_modules_of_an_untranslated_course_when_kept_stay_below_the_page_of_their_reader(
    learner: Client, course: CoursePage
) -> None:
    persian = translate(course, slug="fa-course")
    for _visit in ("fills what is kept", "takes what is kept"):
        assert 'href="/fa/courses/fa-course/module-1/"' in read(learner, persian)
        assert 'href="/courses/city-diplomacy/module-1/"' in read(learner, course)


def test_address_of_a_cohort_is_kept_until_an_act_on_any_page(learner: Client, course: CoursePage) -> None:
    assert ">Autumn</a>" not in read(learner, course)
    page = make_cohort_page(cohort=Cohort.objects.get(), by=None)
    assert f'<a href="{page.get_url()}">Autumn</a>' in read(learner, course)
    CohortPage.objects.filter(pk=page.pk).update(url_path="/home/elsewhere/")
    assert f'<a href="{page.get_url()}">Autumn</a>' in read(learner, course)
    publish(CatalogPage.objects.get())
    assert '<a href="/elsewhere/">Autumn</a>' in read(learner, course)


def test_address_of_a_cohort_that_is_given_to_another_course_shows_at_once(learner: Client, course: CoursePage) -> None:
    cohort = make_cohort(make_course("Twinning"), title="Spring")
    page = make_cohort_page(cohort=cohort, by=None)
    assert "Spring" not in read(learner, course)
    cohort.course = Cohort.objects.get(title="Autumn").course
    save_cohort(cohort=cohort)
    assert f'<a href="{page.get_url()}">Spring</a>' in read(learner, course)


def test_links_of_the_header_are_kept_until_an_act_on_any_page(client: Client) -> None:
    def header() -> str:
        return client.get("/accounts/login/").content.decode().split("</header>")[0]

    catalog = make_catalog()
    assert 'href="/courses/"' in header()
    CatalogPage.objects.update(live=False)
    assert 'href="/courses/"' in header()
    log(instance=catalog, action="wagtail.edit")
    assert 'href="/courses/"' not in header()


def test_act_in_another_process_shows_at_once(learner: Client, course: CoursePage, settings: Any) -> None:
    """Each process has its own memory here; what the other one does is known from the database."""
    assert ">Module 3<" not in read(learner, course)
    of_this_process = settings.CACHES
    settings.CACHES = {"default": {**of_this_process["default"], "LOCATION": "of another process"}}
    make_module(course, "Module 3")
    settings.CACHES = of_this_process
    assert ">Module 3<" in read(learner, course)


def test_acts_when_an_earlier_line_is_committed_later_are_other_ones(course: CoursePage) -> None:
    late, _early = (log(instance=course, action="wagtail.edit") for _act in range(2))
    PageLogEntry.objects.filter(pk=late.pk).delete()
    before = acts_on_pages(HttpRequest())
    late.save(force_insert=True)
    assert acts_on_pages(HttpRequest()) != before
