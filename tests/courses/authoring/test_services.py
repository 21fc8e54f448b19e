"""A course made of its outline."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import Page, PageLogEntry

from courses.authoring.rules import read_outline
from courses.authoring.services import CoursePlan, make_course
from courses.enrollment.services import enroll
from courses.models import CatalogPage, Cohort, CohortPage, Course, CoursePage, Module, ModulePage
from tests.factories.courses import make_catalog, make_learner, publish

pytestmark = pytest.mark.django_db
PLAN = CoursePlan("Twin cities", "Two cities write.", read_outline("Letters (45 min)\n- 1942\n- 1944\nTreaties: 2 h"))


@pytest.fixture
def editor() -> Any:
    return make_learner("editor@example.org", is_superuser=True)


def titles(page: Page) -> list[str]:
    return [child.title for child in page.get_children()]


def test_course_when_it_is_made_as_a_draft_has_its_modules_and_nobody_sees_it(editor: Any) -> None:
    course = make_course(catalog=make_catalog(), plan=PLAN, by=editor)
    assert (course.title, course.lead, course.owner, course.slug) == (PLAN.title, PLAN.lead, editor, "twin-cities")
    assert titles(course) == ["Letters", "Treaties"]
    letters, treaties = ModulePage.objects.child_of(course)
    assert (letters.workload_minutes, treaties.workload_minutes) == (45, 120)
    assert [str(block.value["text"]) for block in letters.body] == ["1942", "1944"]
    assert [block.block_type for block in letters.body] == ["heading", "heading"]
    assert not any(page.live for page in (course, letters, treaties))
    assert not Course.objects.exists()


def test_same_plan_when_it_comes_twice_makes_one_course(editor: Any) -> None:
    catalog = make_catalog()
    assert make_course(catalog=catalog, plan=PLAN, by=editor) == make_course(catalog=catalog, plan=PLAN, by=editor)
    assert titles(CatalogPage.objects.get()) == ["Twin cities"]


@pytest.mark.parametrize("title", ["\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 255, "a" * 255])
def test_titles_of_any_length_get_addresses_of_their_own(editor: Any, title: str) -> None:
    outline = read_outline(f"{title}\n{title}")
    for _time in range(2):
        plan = CoursePlan(title, "Long.", outline)
        course = make_course(catalog=make_catalog(), plan=plan, cohort=Cohort(title=title[:200]), by=editor)
        slugs = list(course.get_children().values_list("slug", flat=True))
        assert len(set(slugs)) == 3
        assert max(len(slug) for slug in slugs) <= 255


def test_course_when_it_is_made_is_in_the_history_of_its_pages(editor: Any) -> None:
    course = make_course(catalog=make_catalog(), plan=PLAN, by=editor)
    made = PageLogEntry.objects.filter(action="wagtail.create", user=editor)
    assert list(made.order_by("page_id").values_list("label", flat=True)) == ["Twin cities", "Letters", "Treaties"]
    assert [page.latest_revision.user for page in course.get_descendants(inclusive=True)] == [editor] * 3


def test_course_when_it_is_published_at_once_is_live_with_its_outline(editor: Any) -> None:
    course = make_course(catalog=make_catalog(), plan=PLAN, publish=True, by=editor)
    assert [page.live for page in course.get_descendants(inclusive=True)] == [True] * 3
    recorded = Course.objects.get(key=course.translation_key)
    assert (recorded.title, recorded.workload_minutes) == ("Twin cities", 165)
    outline = Module.objects.filter(course=recorded).order_by("position")
    assert [(module.title, module.position, module.live) for module in outline] == [
        ("Letters", 0, True),
        ("Treaties", 1, True),
    ]


def test_course_when_it_is_published_with_a_cohort_can_be_joined(editor: Any) -> None:
    cohort = Cohort(title="Spring", seats=2, starts_on=date(2027, 3, 1))
    course = make_course(catalog=publish(make_catalog()), plan=PLAN, cohort=cohort, publish=True, by=editor)
    assert Cohort.objects.get() == cohort
    assert CohortPage.objects.get().live
    learner = make_learner()
    assert enroll(cohort=cohort, learner=learner, by=learner).cohort.course_id == course.translation_key


def test_draft_with_a_cohort_is_recorded_by_the_title_of_the_draft(editor: Any) -> None:
    make_course(catalog=make_catalog(), plan=PLAN, cohort=Cohort(title="Spring"), by=editor)
    assert (str(Cohort.objects.get().course), CohortPage.objects.get().live) == ("Twin cities", False)


def test_second_course_of_one_title_gets_an_address_of_its_own(editor: Any) -> None:
    slugs = [
        make_course(catalog=make_catalog(), plan=replace(PLAN, key=uuid4()), by=editor).slug for _number in range(2)
    ]
    assert slugs == ["twin-cities", "twin-cities-1"]


def test_course_when_a_part_fails_is_not_made_at_all(editor: Any) -> None:
    last = Cohort(title="Spring", starts_on=date(2027, 3, 2), ends_on=date(2027, 3, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_course(catalog=make_catalog(), plan=PLAN, cohort=last, by=editor)
    assert not CoursePage.objects.exists()
