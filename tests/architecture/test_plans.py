"""The queries that are asked most find their rows by an index made for them.

PostgreSQL reads small tables from one end to the other and sorts what it finds, whatever indexes they have. Here it
does so only where it has to, so that its plan is that for large tables. Where two indexes begin with the same column,
either will do.
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from certificates.models import Award
from courses.enrollment.models import Cohort, Enrollment
from courses.models import ActivityRecord, Attempt, CourseProgress, GradeChange, Module, ModuleCompletion
from courses.results.queries import GradebookQuery
from courses.results.queries.gradebook import rows_behind
from courses.results.states import GradebookOrder

pytestmark = pytest.mark.django_db
KEY = UUID(int=1)


def listed(order: GradebookOrder) -> "QuerySet[Any]":
    """A later page of the gradebook."""
    last = CourseProgress(pk=7, listed_as="ana", done=3, last_activity_at=timezone.now())
    return rows_behind(Cohort(pk=1), GradebookQuery(order=order), last)[:51]


HOTTEST: dict[str, tuple[Callable[[], "QuerySet[Any]"], str]] = {
    "gradebook by name": (lambda: listed(GradebookOrder.NAME), "progress_by_name"),
    "gradebook by modules": (lambda: listed(GradebookOrder.MODULES), "progress_by_modules"),
    "gradebook by activity": (lambda: listed(GradebookOrder.ACTIVITY), "progress_by_activity"),
    "records of many learners": (
        lambda: ActivityRecord.objects.filter(enrollment__in=range(1, 51)),
        "activity_recorded_once|courses_activityrecord_enrollment_id",
    ),
    "records of one module": (
        lambda: ActivityRecord.objects.filter(enrollment=1, module=KEY),
        "activity_recorded_once",
    ),
    "completed modules": (
        lambda: ModuleCompletion.objects.filter(enrollment=1),
        "module_completed_once|courses_modulecompletion_enrollment_id",
    ),
    "outline of a course": (
        lambda: Module.objects.filter(course_id=KEY, live=True).order_by("position"),
        "module_outline",
    ),
    "enrollments of a learner": (
        lambda: Enrollment.objects.filter(learner=1, state="active").order_by(),
        "enrollment_of_learner",
    ),
    "enrollment in a cohort": (
        lambda: Enrollment.objects.filter(learner=1, cohort=1).order_by(),
        "enrollment_once_per_cohort",
    ),
    "attempts in a place": (
        lambda: Attempt.objects.filter(enrollment=1, module=KEY, block_id=KEY).order_by("number"),
        "attempt_number_once",
    ),
    "changes in a place": (
        lambda: GradeChange.objects.filter(enrollment=1, module=KEY, block_id=KEY).order_by(),
        "grade_change_place",
    ),
    "certificate by its token": (lambda: Award.objects.filter(token="a" * 26).order_by(), "token"),
}


def plan(query: "QuerySet[Any]") -> str:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for costly in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{costly} = off")
    return query.explain()


@pytest.mark.postgresql  # SQLite gives the indexes of constraints names of its own
@pytest.mark.parametrize("name", HOTTEST)
def test_plan_of_a_query_that_is_asked_often_names_its_index(name: str) -> None:
    query, index = HOTTEST[name]
    found = plan(query())
    assert re.search(index, found)
    assert "Seq Scan" not in found
    assert "Sort" not in found


@pytest.mark.parametrize("order", GradebookOrder)
def test_later_page_of_the_gradebook_begins_inside_of_the_index(order: GradebookOrder) -> None:
    begins = {"postgresql": r"Index Cond: \(\(cohort_id = 1\) .*AND \(ROW\(", "sqlite": r"\(cohort_id=\? AND \("}
    assert re.search(begins[connection.vendor], plan(listed(order)))
