"""What the page My learning is made of."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import override

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll, withdraw
from courses.models import CourseProgress, ModuleCompletion
from courses.progress.queries import LearningItem, MyLearning, my_learning
from courses.progress.services import mark_read, reevaluate
from tests.factories.courses import make_cohort, make_course, make_learner, take_course

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 10, 12, tzinfo=UTC)


@pytest.fixture
def learner() -> AbstractBaseUser:
    return make_learner()


def take(learner: AbstractBaseUser, title: str, modules: int = 2, **cohort: Any) -> Enrollment:
    course = make_course(title, modules=modules)
    enrollment = enroll(cohort=make_cohort(course, **cohort), learner=learner, by=learner)
    reevaluate(enrollment=enrollment)
    return enrollment


def read_first(enrollment: Enrollment) -> None:
    module = enrollment.cohort.course.modules.get(position=0)
    mark_read(enrollment=enrollment, module=module)


def titles(items: list[LearningItem]) -> list[str]:
    return [str(item.enrollment.cohort.course) for item in items]


def found(learning: MyLearning) -> tuple[list[str], ...]:
    current = [learning.current] if learning.current else []
    return tuple(titles(items) for items in (current, learning.others, learning.completed, learning.left))


def test_my_learning_sorts_courses_by_what_can_be_done_in_them(
    learner: AbstractBaseUser, django_assert_num_queries: Any
) -> None:
    taken, left, finished = (take(learner, title) for title in ("Taken", "Left", "Finished"))
    take(learner, "To come", starts_on=date(2100, 1, 1))
    read_first(taken)
    withdraw(enrollment=left, by=learner)
    take_course(finished)
    with django_assert_num_queries(6):  # two of them because one course was left
        learning = my_learning(learner)
    assert found(learning) == (["Taken"], ["To come"], ["Finished"], ["Left"])
    assert (str(learning.current.progress), str(learning.current.next_module)) == ("1/2", "Module 2")


def test_my_learning_goes_on_where_the_learner_was_last(learner: AbstractBaseUser) -> None:
    first, second = take(learner, "First"), take(learner, "Second")
    assert found(my_learning(learner))[0] == ["Second"]  # nothing was done yet: the newest
    read_first(second)
    read_first(first)
    assert found(my_learning(learner))[:2] == (["First"], ["Second"])
    CourseProgress.objects.filter(pk=first.pk).update(last_activity_at=timezone.now() - timedelta(days=3))
    assert found(my_learning(learner))[:2] == (["Second"], ["First"])


@pytest.mark.parametrize(
    ("cohort", "open_now"),
    [
        ({}, True),
        ({"starts_on": date(2026, 4, 10), "ends_on": date(2026, 4, 10)}, True),
        ({"starts_on": date(2026, 4, 11)}, False),
        ({"ends_on": date(2026, 4, 9)}, False),
    ],
)
def test_my_learning_never_sends_to_a_cohort_that_is_closed(
    learner: AbstractBaseUser, cohort: dict[str, Any], open_now: bool
) -> None:
    enrollment = take(learner, "Course")
    type(enrollment.cohort).objects.filter(pk=enrollment.cohort_id).update(**cohort)
    assert (my_learning(learner, NOW).current is not None) == open_now


def test_my_learning_of_somebody_else_is_not_seen(learner: AbstractBaseUser) -> None:
    take_course(take(make_learner(), "Hers"))
    learning = my_learning(learner)
    assert (found(learning), learning.dates, learning.modules, learning.minutes) == (([], [], [], []), [], 0, 0)


def test_dates_are_those_to_come_in_courses_that_are_taken_the_next_first(learner: AbstractBaseUser) -> None:
    take(learner, "Late", starts_on=date(2100, 3, 1), ends_on=date(2100, 6, 1))
    take(learner, "Running", starts_on=date(2026, 1, 1), ends_on=date(2100, 4, 1))
    withdraw(enrollment=take(learner, "Left", ends_on=date(2100, 5, 1)), by=learner)
    take_course(take(learner, "Finished", ends_on=date(2100, 5, 2)))
    assert [(one.day, one.kind, str(one.cohort.course)) for one in my_learning(learner).dates] == [
        (date(2100, 3, 1), "starts", "Late"),
        (date(2100, 4, 1), "ends", "Running"),
        (date(2100, 6, 1), "ends", "Late"),
    ]


@pytest.mark.parametrize(("language", "minutes"), [("en", 300), ("fa", 240)])
def test_the_year_is_that_of_the_readers_calendar(learner: AbstractBaseUser, language: str, minutes: int) -> None:
    enrollment = take(learner, "Course", modules=3)
    take_course(enrollment)
    completed = [
        datetime(2025, 12, 31, 23, 59, tzinfo=UTC),  # the year before in both
        datetime(2026, 1, 1, tzinfo=UTC),  # 11 Dey 1404
        datetime(2026, 3, 21, tzinfo=UTC),  # 1 Farvardin 1405
    ]
    for position, (workload, moment) in enumerate(zip((30, 60, 240), completed, strict=True), start=0):
        enrollment.cohort.course.modules.filter(position=position).update(workload_minutes=workload)
        ModuleCompletion.objects.filter(module__position=position).update(completed_at=moment)
    with override(language), timezone.override(UTC):
        learning = my_learning(learner, NOW)
    assert (learning.minutes, learning.year) == (minutes, date(2026, 4, 10))
