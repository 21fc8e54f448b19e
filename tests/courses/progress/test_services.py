from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from courses.assessment.services import start_attempt, submit_attempt
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll, locked_enrollment, withdraw
from courses.enrollment.states import EnrollmentReason
from courses.models import CompletionPolicy, CourseCompletion, CourseProgress, Module, ModuleCompletion
from courses.progress.models import ActivityRecord
from courses.progress.queries import next_module
from courses.progress.services import ProgressRefused, mark_read, reevaluate, set_policy
from tests.factories.courses import (
    block_id,
    disagreements,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    minimum_average,
    module_of,
    publish,
    quiz_block,
    right_answers,
    take_course,
)
from tests.threads import behind_lock, in_threads

pytestmark = pytest.mark.django_db


def start(course: Any, **cohort: Any) -> Enrollment:
    learner = make_learner()
    enrollment = enroll(cohort=make_cohort(course, **cohort), learner=learner, by=learner)
    reevaluate(enrollment=enrollment)
    return enrollment


def counters(enrollment: Enrollment) -> tuple[int, int]:
    progress = CourseProgress.objects.get(pk=enrollment.pk)
    return progress.done, progress.required


def test_mark_read_when_reading_is_all_completes_the_module_and_moves_the_counter() -> None:
    course = make_course(modules=2)
    enrollment = start(course)
    first = module_of(course.get_children().first().specific)
    mark_read(enrollment=enrollment, module=first)
    assert counters(enrollment) == (1, 2)
    assert list(ModuleCompletion.objects.values_list("module", flat=True)) == [first.pk]
    assert not CourseCompletion.objects.exists()


def test_mark_read_twice_records_once() -> None:
    course = make_course()
    enrollment = start(course)
    module = module_of(course.get_children().first().specific)
    first = mark_read(enrollment=enrollment, module=module)
    again = mark_read(enrollment=enrollment, module=module)
    assert (again.completed_at, ActivityRecord.objects.count(), counters(enrollment)) == (first.completed_at, 1, (1, 1))


def test_mark_read_with_a_quiz_left_does_not_complete_the_module() -> None:
    course = make_course(modules=0)
    module = module_of(make_module(course, body=[quiz_block(make_quiz())]))
    enrollment = start(course)
    mark_read(enrollment=enrollment, module=module)
    assert counters(enrollment) == (0, 1)


def test_taking_every_step_completes_the_course_once_with_its_evidence() -> None:
    course = make_course(modules=1, completion=minimum_average(75))
    make_module(course, "With quiz", body=[quiz_block(make_quiz())])
    enrollment = start(course)
    take_course(enrollment)
    completion = CourseCompletion.objects.get()
    asked = [
        {"rule": "required_modules", "parameters": None},
        {"rule": "minimum_grade", "parameters": 75},
    ]
    assert (completion.enrollment, completion.policy.version) == (enrollment, 1)
    assert completion.policy.rules == {"participation": [], "completion": asked}
    assert [(row["source"], row["points"], row["points_possible"]) for row in completion.evidence] == [
        ("learner", None, None),
        ("learner", None, None),
        ("server", 2, 2),
    ]
    assert len(completion.content_revisions) == 2
    assert None not in completion.content_revisions.values()
    reevaluate(enrollment=enrollment)
    assert CourseCompletion.objects.count() == 1


def test_mark_read_when_withdrawn_is_refused_and_records_nothing() -> None:
    course = make_course()
    enrollment = start(course)
    withdraw(enrollment=enrollment, by=enrollment.learner)
    with pytest.raises(ProgressRefused) as refusal:
        mark_read(enrollment=enrollment, module=module_of(course.get_children().first().specific))
    assert (refusal.value.decision.reason, ActivityRecord.objects.count()) == (EnrollmentReason.WITHDRAWN, 0)


def test_mark_read_in_a_module_of_another_course_is_refused() -> None:
    enrollment = start(make_course())
    other = make_course("Other")
    with pytest.raises(ProgressRefused):
        mark_read(enrollment=enrollment, module=module_of(other.get_children().first().specific))


def test_mark_read_before_the_first_day_is_refused() -> None:
    course = make_course()
    enrollment = start(course, starts_on=timezone.now().date() + timedelta(days=3))
    with pytest.raises(ProgressRefused) as refusal:
        mark_read(enrollment=enrollment, module=module_of(course.get_children().first().specific))
    assert refusal.value.decision.reason == EnrollmentReason.NOT_STARTED


def test_average_below_the_minimum_keeps_the_course_open_until_a_better_attempt() -> None:
    course = make_course(modules=0, completion=minimum_average(100))
    page = make_module(course, body=[quiz_block(make_quiz(pass_mark=50))])
    enrollment, module = start(course), module_of(page)
    mark_read(enrollment=enrollment, module=module)

    def attempt(right: int) -> None:
        begun = start_attempt(enrollment=enrollment, module=module, block_id=UUID(block_id("quiz")))
        answers = dict(list(right_answers(begun.questions).items())[:right])
        submit_attempt(attempt=begun, answers=answers)

    attempt(right=1)
    assert (counters(enrollment), CourseCompletion.objects.exists()) == ((1, 1), False)
    attempt(right=2)
    assert CourseCompletion.objects.exists()
    attempt(right=0)
    assert ActivityRecord.objects.get(block_id=block_id("quiz")).percent == 100


def test_publishing_a_new_required_module_moves_the_counter_but_not_a_completion(
    django_capture_on_commit_callbacks: Any, run_tasks: Any
) -> None:
    course = make_course(modules=1)
    finished, reading = start(course), start(course)
    take_course(finished)
    with django_capture_on_commit_callbacks(execute=True):
        make_module(course, "Added")
    run_tasks()
    assert (counters(finished), counters(reading)) == ((1, 2), (0, 2))
    assert list(CourseCompletion.objects.values_list("enrollment", flat=True)) == [finished.pk]


def test_unpublishing_the_last_open_module_moves_counters_and_completes_only_by_a_staff_act(
    django_capture_on_commit_callbacks: Any, run_tasks: Any
) -> None:
    course = make_course(modules=2)
    enrollment = start(course)
    first, second = (page.specific for page in course.get_children())
    mark_read(enrollment=enrollment, module=module_of(first))
    with django_capture_on_commit_callbacks(execute=True):
        second.unpublish()
    run_tasks()
    assert (counters(enrollment), CourseCompletion.objects.count()) == ((1, 1), 0)
    reevaluate(enrollment=enrollment, complete=True)
    assert CourseCompletion.objects.count() == 1


def test_adding_a_quiz_to_a_completed_module_keeps_it_completed() -> None:
    course = make_course(modules=1)
    enrollment = start(course)
    take_course(enrollment)
    page = course.get_children().first().specific
    page.body.append(("quiz", make_quiz()))
    publish(page)
    reevaluate(enrollment=enrollment)
    assert (counters(enrollment), ModuleCompletion.objects.count()) == ((1, 1), 1)


def test_unpublished_module_does_not_count_for_who_goes_on_before_the_worker_ran() -> None:
    course = make_course(modules=2)
    enrollment = start(course)
    first, second = (page.specific for page in course.get_children())
    mark_read(enrollment=enrollment, module=module_of(first))
    first.unpublish()
    mark_read(enrollment=enrollment, module=module_of(second))
    assert counters(enrollment) == (1, 1)


@pytest.mark.parametrize("change", [{"required": False}, {"live": False}])
def test_differences_count_completions_of_required_published_modules_alone(change: dict[str, bool]) -> None:
    course = make_course(modules=3)
    enrollment = start(course)
    modules = [module_of(page) for page in course.get_children()]
    for module in modules[:2]:
        mark_read(enrollment=enrollment, module=module)
    Module.objects.filter(pk=modules[0].pk).update(**change)
    assert [found.counters for found in disagreements()] == [((2, 3), (1, 2))]
    reevaluate(enrollment=enrollment)
    assert (counters(enrollment), disagreements()) == ((1, 2), [])


def test_differences_count_completions_in_the_course_of_the_cohort_alone() -> None:
    course, other = make_course(modules=2), make_course("Other")
    enrollment = start(course)
    first = module_of(course.get_children().first())
    mark_read(enrollment=enrollment, module=first)
    Module.objects.filter(pk=first.pk).update(course=other.translation_key)
    reevaluate(enrollment=enrollment)
    assert (counters(enrollment), disagreements()) == ((0, 1), [])


def test_enrolling_gives_the_learner_her_counters(django_capture_on_commit_callbacks: Any) -> None:
    cohort, learner = make_cohort(make_course(modules=2)), make_learner()
    with django_capture_on_commit_callbacks(execute=True):
        enrollment = enroll(cohort=cohort, learner=learner, by=learner)
    assert counters(enrollment) == (0, 2)


@pytest.mark.django_db(transaction=True)
def test_mark_read_that_waited_for_a_withdrawal_is_refused() -> None:
    course = make_course()
    enrollment, module = start(course), module_of(course.get_children().first())
    with pytest.raises(ProgressRefused) as refusal:
        behind_lock(
            lock=lambda: locked_enrollment(enrollment.pk),
            act=lambda: mark_read(enrollment=enrollment, module=module),
            change=lambda: withdraw(enrollment=enrollment, by=enrollment.learner),
        )
    assert (refusal.value.decision.reason, ActivityRecord.objects.count()) == (EnrollmentReason.WITHDRAWN, 0)


@pytest.mark.django_db(transaction=True)
def test_mark_read_of_several_modules_at_once_counts_each_and_completes_the_course_once() -> None:
    course = make_course(modules=5)
    enrollment, modules = start(course), [module_of(page) for page in course.get_children()]
    in_threads(lambda module: mark_read(enrollment=enrollment, module=module), modules)
    assert (counters(enrollment), CourseCompletion.objects.count()) == ((5, 5), 1)


def test_set_policy_makes_a_version_only_for_a_change() -> None:
    course = make_course(completion=minimum_average(60))
    row = module_of(course.get_children().first().specific).course
    publish(course)
    set_policy(course=row, rules=CompletionPolicy.objects.get().rules)
    course.completion = minimum_average(70)
    publish(course)
    versions = CompletionPolicy.objects.order_by("version").values_list("version", "rules")
    assert [(version, rules["completion"][1]["parameters"]) for version, rules in versions] == [(1, 60), (2, 70)]


def test_differences_after_tampering_find_the_row_and_nothing_before() -> None:
    course = make_course(modules=3)
    enrollments = [start(course), start(course)]
    mark_read(enrollment=enrollments[0], module=module_of(course.get_children().first().specific))
    assert disagreements() == []
    CourseProgress.objects.filter(pk=enrollments[0].pk).update(done=3)
    assert [(found.enrollment_id, found.counters) for found in disagreements()] == [
        (enrollments[0].pk, ((3, 3), (1, 3)))
    ]


def test_next_module_when_all_is_done_is_the_first_one() -> None:
    course = make_course(modules=2)
    enrollment = start(course)
    take_course(enrollment)
    assert str(next_module(enrollment)) == "Module 1"


def test_finishing_a_new_required_module_before_the_worker_ran_keeps_the_counters_right() -> None:
    course = make_course(modules=1)
    enrollment = start(course)
    take_course(enrollment)
    added = module_of(make_module(course, "Added"))
    mark_read(enrollment=enrollment, module=added)
    assert counters(enrollment) == (2, 2)
    assert disagreements() == []


def test_an_act_after_a_module_was_unpublished_before_the_worker_ran_completes_the_course() -> None:
    course = make_course(modules=2)
    enrollment = start(course)
    first, second = (page.specific for page in course.get_children())
    mark_read(enrollment=enrollment, module=module_of(first))
    second.unpublish()
    mark_read(enrollment=enrollment, module=module_of(first))
    assert (counters(enrollment), CourseCompletion.objects.count()) == ((1, 1), 1)


def test_taking_a_failed_quiz_out_of_a_module_leaves_no_mark_that_keeps_the_course_open() -> None:
    course = make_course(modules=0, completion=minimum_average(75))
    page = make_module(course, body=[quiz_block(make_quiz())])
    enrollment = start(course)
    take_course(enrollment, right=1)
    page.body = [("text", "<p>Calm text.</p>")]
    publish(page)
    mark_read(enrollment=enrollment, module=module_of(page))
    reevaluate(enrollment=enrollment, complete=True)
    assert (counters(enrollment), CourseCompletion.objects.count()) == ((1, 1), 1)


def test_deleting_a_quiz_asks_it_of_nobody_any_more() -> None:
    course = make_course(modules=0)
    quiz = make_quiz()
    page = make_module(course, body=[quiz_block(quiz)])
    enrollment = start(course)
    mark_read(enrollment=enrollment, module=module_of(page))
    quiz.delete()
    reevaluate(enrollment=enrollment)
    assert (module_of(page).activities, counters(enrollment)) == ([], (1, 1))
