from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll, withdraw
from courses.models import CourseCompletion, CoursePage, CourseProgress, ModuleCompletion
from courses.progress.services import mark_read, reevaluate
from tests.factories.courses import (
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    module_of,
    publish,
    quiz_block,
    take_course,
)

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("evaluate_completions", *arguments, stdout=output)
    return output.getvalue().strip()


def differences(*arguments: str) -> list[str]:
    """What a check tells before it fails."""
    output = StringIO()
    with pytest.raises(CommandError, match="differ from a judgment made now"):
        call_command("evaluate_completions", "--check", *arguments, stdout=output)
    return output.getvalue().splitlines()


def start(course: CoursePage) -> Enrollment:
    learner = make_learner()
    enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner)
    reevaluate(enrollment=enrollment)
    return enrollment


@pytest.fixture
def progress() -> CourseProgress:
    return start(make_course(modules=2)).progress


def test_check_when_all_is_well_says_so(progress: CourseProgress) -> None:
    assert run("--check") == "All that is stored agrees with a judgment made now."


def test_check_when_a_counter_drifted_names_it_and_changes_nothing(progress: CourseProgress) -> None:
    CourseProgress.objects.update(done=1)
    with pytest.raises(CommandError, match="1 enrollments differ"):
        run("--check")
    assert CourseProgress.objects.get().done == 1


def test_evaluate_when_a_counter_drifted_puts_it_right(progress: CourseProgress) -> None:
    CourseProgress.objects.update(done=1)
    assert run() == "1 enrollments judged, 0 courses newly completed."
    assert CourseProgress.objects.get().done == 0
    assert run("--check") == "All that is stored agrees with a judgment made now."


def test_check_when_a_quiz_was_taken_out_and_nobody_judged_again_names_module_and_course() -> None:
    course = make_course(modules=0)
    page = make_module(course, body=[quiz_block(make_quiz())])
    enrollment = start(course)
    take_course(enrollment, right=0)
    page.body = [("text", "<p>Calm text.</p>")]
    publish(page)
    told = [
        f"enrollment {enrollment.pk}: stored 0 of 1 modules, counted 1 of 1",
        f"enrollment {enrollment.pk}: module {page.translation_key} is completed and not recorded",
        f"enrollment {enrollment.pk}: completion is reached and not recorded, or due and not reached",
        f"enrollment {enrollment.pk}: the learner's list says something else",
    ]
    assert differences() == told
    assert not ModuleCompletion.objects.exists()
    assert run() == "1 enrollments judged, 1 courses newly completed."
    assert run("--check").startswith("All that is stored agrees")


def test_check_looks_only_at_the_course_it_is_asked_for() -> None:
    course = make_course()
    for enrollment in [start(course) for _learner in range(3)]:
        take_course(enrollment)
    CourseCompletion.objects.all().delete()
    other = start(make_course("Other"))
    CourseProgress.objects.filter(pk=other.pk).update(required=9)
    key, other_key = str(course.translation_key), str(other.cohort.course_id)
    assert (len(differences()), len(differences("--course", key)), len(differences("--course", other_key))) == (4, 3, 1)


def test_evaluate_of_one_course_leaves_the_others_as_they_are() -> None:
    first, second = start(make_course("First")), start(make_course("Second"))
    CourseProgress.objects.update(required=9)
    assert run("--course", str(first.cohort.course_id)) == "1 enrollments judged, 0 courses newly completed."
    assert [CourseProgress.objects.get(pk=one.pk).required for one in (first, second)] == [1, 9]


def test_evaluate_completes_no_course_of_who_has_left_and_puts_her_counters_right() -> None:
    course = make_course(modules=2)
    left, there = start(course), start(course)
    first, second = (page.specific for page in course.get_children())
    for enrollment in (left, there):
        mark_read(enrollment=enrollment, module=module_of(first))
    withdraw(enrollment=left, by=None)
    second.unpublish()
    assert run() == "2 enrollments judged, 1 courses newly completed."
    assert CourseCompletion.objects.get().enrollment == there
    assert [str(CourseProgress.objects.get(pk=one.pk)) for one in (left, there)] == ["1/1", "1/1"]
    assert run("--check").startswith("All that is stored agrees")
