from datetime import timedelta
from itertools import chain
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.enrollment.services import enroll, withdraw
from courses.models import Cohort, CourseProgress, Enrollment, LearnerProfile, Module
from courses.progress.services import mark_read, override_grade, reevaluate
from courses.results.queries import Gradebook, GradebookQuery, course_outline, gradebook_page, gradebook_rows
from courses.results.states import GradebookOrder, LearnerState
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    quiz_block,
    take_course,
)

pytestmark = pytest.mark.django_db
NAMES = ["Ana", "Boris", "Carla", "Daria", "Emil"]


@pytest.fixture
def cohort() -> Cohort:
    """Of a course with a module to read and one with a quiz; five people in it have done nothing."""
    course = make_course(modules=1)
    make_module(course, "With quiz", body=[quiz_block(make_quiz(pass_mark=50))])
    cohort = make_cohort(course)
    for name in reversed(NAMES):
        join(cohort, name)
    return cohort


def join(cohort: Cohort, name: str) -> Enrollment:
    learner = make_learner(f"{name.lower()}@example.org")
    LearnerProfile.objects.create(user=learner, name_of_record=name)
    enrollment = enroll(cohort=cohort, learner=learner, by=learner)
    reevaluate(enrollment=enrollment)
    return enrollment


def of(name: str) -> Enrollment:
    return Enrollment.objects.get(learner__email=f"{name.lower()}@example.org")


def page_of(cohort: Cohort, query: GradebookQuery, size: int = 50) -> Gradebook:
    return gradebook_page(cohort, course_outline(cohort.course_id), query, size)


def names(rows: Any) -> list[str]:
    return [row.name for row in rows]


def pages(cohort: Cohort, size: int, **asked: Any) -> list[list[str]]:
    """The names on each page, one after the other."""
    found, after = [], None
    while True:
        page = page_of(cohort, GradebookQuery(**asked, after=after), size)
        found.append(names(page.rows))
        after = page.next_after
        if after is None:
            return found


def test_pages_by_name_follow_each_other_without_gap_or_repetition(cohort: Cohort) -> None:
    assert pages(cohort, 2) == [["Ana", "Boris"], ["Carla", "Daria"], ["Emil"]]


def test_pages_by_name_of_people_who_are_called_the_same(cohort: Cohort) -> None:
    CourseProgress.objects.update(listed_as="ana")
    by_enrollment = names(page_of(cohort, GradebookQuery()).rows)
    assert list(chain.from_iterable(pages(cohort, 2))) == by_enrollment == list(reversed(NAMES))


def test_last_full_page_has_no_next_one(cohort: Cohort) -> None:
    assert page_of(cohort, GradebookQuery(), 5).next_after is None


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_pages_by_modules_begin_with_those_who_have_most(cohort: Cohort, size: int) -> None:
    CourseProgress.objects.update(required=2)
    for name, done in {"Daria": 2, "Ana": 1, "Emil": 1}.items():
        CourseProgress.objects.filter(enrollment=of(name)).update(done=done)
    found = list(chain.from_iterable(pages(cohort, size, order=GradebookOrder.MODULES)))
    assert found == ["Daria", "Ana", "Emil", "Boris", "Carla"]  # of two alike the later enrollment first


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_pages_by_activity_end_with_those_who_did_nothing(cohort: Cohort, size: int) -> None:
    now = timezone.now()
    for name, days in {"Daria": 1, "Boris": 3, "Emil": 2}.items():
        CourseProgress.objects.filter(enrollment=of(name)).update(last_activity_at=now - timedelta(days=days))
    found = list(chain.from_iterable(pages(cohort, size, order=GradebookOrder.ACTIVITY)))
    assert found == ["Daria", "Emil", "Boris", "Ana", "Carla"]


def test_page_after_somebody_of_another_cohort_is_the_first_one(cohort: Cohort) -> None:
    stranger = join(make_cohort(make_course("Other")), "Zoe")
    assert names(page_of(cohort, GradebookQuery(after=stranger.pk), 2).rows) == ["Ana", "Boris"]


@pytest.mark.parametrize("typed", ["CARLA", "arl", "carla@example.org"])
def test_search_finds_a_part_of_a_name_or_address(cohort: Cohort, typed: str) -> None:
    assert names(page_of(cohort, GradebookQuery(search=typed)).rows) == ["Carla"]


def test_search_for_a_wildcard_of_the_database_finds_nobody(cohort: Cohort) -> None:
    assert page_of(cohort, GradebookQuery(search="%")).rows == []


def test_states_of_learners_and_who_is_listed_under_each(cohort: Cohort) -> None:
    take_course(of("Ana"))
    mark_read(enrollment=of("Boris"), module=Module.objects.order_by("position")[0])
    withdraw(enrollment=of("Carla"), by=None)
    listed = {state: names(page_of(cohort, GradebookQuery(state=state)).rows) for state in LearnerState}
    assert listed == {
        LearnerState.COMPLETED: ["Ana"],
        LearnerState.LEARNING: ["Boris"],
        LearnerState.LEFT: ["Carla"],
        LearnerState.NOT_BEGUN: ["Daria", "Emil"],
    }
    shown = {row.state for row in page_of(cohort, GradebookQuery()).rows}
    assert shown == set(LearnerState)


def test_cells_tell_what_was_done_in_each_activity_in_the_order_of_the_course(cohort: Cohort) -> None:
    take_course(of("Ana"))
    take_course(of("Boris"), right=0)
    override_grade(
        enrollment=of("Carla"),
        module=Module.objects.get(titles__en="With quiz"),
        block_id=UUID(block_id("quiz")),
        grade=None,
        completed=True,
        by=make_learner(),
        reason="Seen.",
    )
    page = page_of(cohort, GradebookQuery())
    assert [[activity.title for activity in placed.activities] for placed in page.shown] == [
        ["Reading the text"],
        ["Reading the text", "Quiz"],
    ]
    told = [[(cell.state.value, cell.percent, cell.overridden) for cell in row.cells] for row in page.rows]
    read, unopened = ("done", None, False), ("open", None, False)
    assert told == [
        [read, read, ("done", 100, False)],
        [read, read, ("begun", 0, False)],
        [unopened, unopened, ("done", None, True)],
        [unopened] * 3,
        [unopened] * 3,
    ]


def test_one_module_shows_its_activities_alone(cohort: Cohort) -> None:
    module = Module.objects.get(titles__en="With quiz")
    page = page_of(cohort, GradebookQuery(module=module.pk))
    assert [placed.module for placed in page.shown] == [module]
    assert [len(row.cells) for row in page.rows] == [2] * 5


@pytest.mark.parametrize(("after", "figure"), [(None, 3), ("Ana", 4)])
def test_page_takes_three_queries_and_a_later_one_four(cohort: Cohort, after: str | None, figure: int) -> None:
    query = GradebookQuery(after=of(after).pk if after else None)
    for people in (5, 30):
        for number in range(cohort.enrollments.count(), people):
            join(cohort, f"Person {number}".replace(" ", ""))
        with CaptureQueriesContext(connection) as queries:
            rows = page_of(cohort, query).rows
            assert len(names(rows)) == len(rows) > 1
            assert {row.state for row in rows} == {LearnerState.NOT_BEGUN}
        assert len(queries) == figure


def test_all_rows_are_read_in_parts(cohort: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("courses.results.queries.gradebook.EXPORTED_AT_ONCE", 2)
    shown = course_outline(cohort.course_id)
    assert names(gradebook_rows(cohort, shown, GradebookQuery(after=of("Daria").pk))) == NAMES
