from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError

from certificates.models import Award, AwardFile
from courses.models import (
    Attempt,
    Cohort,
    Course,
    CourseCompletion,
    CoursePage,
    CourseProgress,
    Enrollment,
    ModuleCompletion,
    ModulePage,
    Quiz,
)
from home.demo.curriculum import load_directory
from tests.factories.courses import disagreements

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
    assert (first["CoursePage"], first["ModulePage"], first["Quiz"], first["Cohort"]) == (9, 20, 20, 6)
    assert sum(len(quiz.questions) for quiz in Quiz.objects.filter(locale__language_code="en")) == 48
    for quiz in Quiz.objects.exclude(locale__language_code="en"):
        original = Quiz.objects.get(translation_key=quiz.translation_key, locale__language_code="en")
        assert quiz.answer_key == original.answer_key
        assert quiz.title != original.title
    for language in ("ru", "fa"):
        course = CoursePage.objects.get(slug="foundations-of-city-diplomacy", locale__language_code=language)
        assert len(course.get_children().live().type(ModulePage)) == 4
    password = (var_dir / "demo-password").read_text()
    call_command("load_demo")
    run_tasks()
    assert {model.__name__: model.objects.count() for model in COUNTED} == first
    assert (var_dir / "demo-password").read_text() == password
    completed = CourseCompletion.objects.count()
    assert completed == Award.objects.count() == AwardFile.objects.count() == 3
    assert "officer@example.org" in Award.objects.values_list("learner__email", flat=True)
    assert {progress.percent for progress in CourseProgress.objects.all()} == {0, 25, 75, 100}
    assert disagreements() == []


def load_demo() -> str:
    """What the command prints."""
    output = StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue()


@pytest.mark.django_db
def test_load_demo_again_leaves_alone_what_was_changed_since(var_dir: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", "pale-river")
    assert "All accounts have the password pale-river." in load_demo()
    users, learner = get_user_model().objects, load_directory()["learners"][0]["email"]
    editor, admin = users.get(email="editor@example.org"), users.get(email="admin@example.org")
    editor.groups.set([Group.objects.get(name="Registrars")])
    users.filter(pk=admin.pk).update(is_superuser=False)
    for course in Course.objects.all():
        Cohort.objects.create(course=course, title="Earlier", starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1))
    ModulePage.objects.filter(locale__language_code="fa").update(title="عنوان دیگر")
    Quiz.objects.filter(locale__language_code="fa").update(title="آزمون دیگر")
    monkeypatch.setenv("DEMO_PASSWORD", "loud-sea")
    Enrollment.objects.filter(learner__email=learner).update(learner=users.create_user("ana@example.org", "x"))
    assert "New accounts have the password pale-river; the others keep theirs." in load_demo()
    assert (var_dir / "demo-password").read_text() == "pale-river\n"
    assert admin.check_password("pale-river")
    assert list(editor.groups.values_list("name", flat=True)) == ["Registrars"]
    assert not users.get(pk=admin.pk).is_superuser
    assert not Enrollment.objects.filter(cohort__title="Earlier").exists()
    assert Enrollment.objects.filter(learner__email=learner).count() == 1
    assert {page.title for page in ModulePage.objects.filter(locale__language_code="fa")} == {"عنوان دیگر"}
    assert {quiz.title for quiz in Quiz.objects.filter(locale__language_code="fa")} == {"آزمون دیگر"}


@pytest.mark.django_db
def test_load_demo_without_the_kept_password_tells_that_of_new_accounts_and_keeps_none(
    var_dir: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    load_demo()
    (var_dir / "demo-password").unlink()
    monkeypatch.setenv("DEMO_PASSWORD", "loud-sea")
    assert "New accounts have the password loud-sea; the others keep theirs." in load_demo()
    assert not (var_dir / "demo-password").exists()


@pytest.mark.django_db
def test_load_demo_with_settings_of_a_public_site_is_refused(settings: Any) -> None:
    settings.ALLOW_DEMO = False
    with pytest.raises(CommandError, match="not for a public site"):
        call_command("load_demo")
    assert not CoursePage.objects.exists()
