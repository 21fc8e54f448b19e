from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from certificates.models import Award, AwardFile
from courses.models import (
    Attempt,
    Cohort,
    CourseCompletion,
    CoursePage,
    CourseProgress,
    Enrollment,
    ModuleCompletion,
    ModulePage,
    Quiz,
)
from courses.progress.queries import counter_drift

COUNTED = [CoursePage, ModulePage, Quiz, Cohort, Enrollment, Attempt, ModuleCompletion, CourseCompletion]


@pytest.fixture
def var_dir(settings: Any, tmp_path: Any) -> Any:
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_load_demo_twice_loads_everything_once(var_dir: Any, run_tasks: Any) -> None:
    call_command("load_demo")
    run_tasks()
    first = {model.__name__: model.objects.count() for model in COUNTED}
    assert (first["CoursePage"], first["ModulePage"], first["Quiz"], first["Cohort"]) == (9, 12, 12, 6)
    assert sum(len(quiz.questions) for quiz in Quiz.objects.all()) == 48
    password = (var_dir / "demo-password").read_text()
    call_command("load_demo")
    run_tasks()
    assert {model.__name__: model.objects.count() for model in COUNTED} == first
    assert (var_dir / "demo-password").read_text() == password
    completed = CourseCompletion.objects.count()
    assert completed == Award.objects.count() == AwardFile.objects.count() == 3
    assert "officer@example.org" in Award.objects.values_list("learner__email", flat=True)
    assert {progress.percent for progress in CourseProgress.objects.all()} == {0, 25, 75, 100}
    assert list(counter_drift()) == []


@pytest.mark.django_db
def test_load_demo_with_settings_of_a_public_site_is_refused(settings: Any) -> None:
    settings.ALLOW_DEMO = False
    with pytest.raises(CommandError, match="not for a public site"):
        call_command("load_demo")
    assert not CoursePage.objects.exists()
