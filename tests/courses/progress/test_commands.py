from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from courses.enrollment.services import enroll
from courses.models import CourseProgress
from courses.progress.services import reevaluate
from tests.factories.courses import make_cohort, make_course, make_learner

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("evaluate_completions", *arguments, stdout=output)
    return output.getvalue().strip()


@pytest.fixture
def progress() -> CourseProgress:
    learner = make_learner()
    return reevaluate(enrollment=enroll(cohort=make_cohort(make_course(modules=2)), learner=learner, by=learner))


def test_check_when_all_is_well_says_so(progress: CourseProgress) -> None:
    assert run("--check") == "All counters agree with a recount."


def test_check_when_a_counter_drifted_names_it_and_changes_nothing(progress: CourseProgress) -> None:
    CourseProgress.objects.update(done=1)
    with pytest.raises(CommandError, match="1 enrollments differ"):
        run("--check")
    assert CourseProgress.objects.get().done == 1


def test_evaluate_when_a_counter_drifted_puts_it_right(progress: CourseProgress) -> None:
    CourseProgress.objects.update(done=1)
    assert run() == "1 enrollments judged, 0 courses newly completed."
    assert CourseProgress.objects.get().done == 0
    assert run("--check") == "All counters agree with a recount."
