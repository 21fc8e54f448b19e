"""Whatever an editor does to pages, no learner's record is lost, and the rows that records point to follow."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from courses.catalogue.services import record_course
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.models import (
    ActivityRecord,
    Attempt,
    Course,
    CourseCompletion,
    CoursePage,
    CourseProgress,
    Module,
    ModuleCompletion,
    ModulePage,
)
from courses.progress.services import reevaluate
from courses.templatetags.courses_tags import course_workload
from tests.factories.courses import (
    disagreements,
    make_catalog,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    publish,
    quiz_block,
    take_course,
    translate,
)
from tests.threads import behind_lock

pytestmark = pytest.mark.django_db
RECORDS = [Enrollment, ActivityRecord, Attempt, ModuleCompletion, CourseCompletion, CourseProgress]


@pytest.fixture
def course() -> CoursePage:
    """A course with a module and a quiz."""
    course = make_course(modules=1)
    make_module(course, "With quiz", body=[quiz_block(make_quiz())])
    return CoursePage.objects.get(pk=course.pk)


@pytest.fixture
def enrollment(course: CoursePage) -> Enrollment:
    """Somebody who completed the course."""
    learner = make_learner()
    enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner)
    take_course(enrollment)
    return enrollment


def records() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in RECORDS}


def test_records_when_the_fixture_is_done_are_all_there(enrollment: Enrollment) -> None:
    assert {name: len(rows) for name, rows in records().items()} == {
        "Enrollment": 1,
        "ActivityRecord": 3,
        "Attempt": 1,
        "ModuleCompletion": 2,
        "CourseCompletion": 1,
        "CourseProgress": 1,
    }


def test_editing_a_module_keeps_records_and_block_ids(enrollment: Enrollment) -> None:
    before = records()
    page = ModulePage.objects.get(title="With quiz")
    activities = Module.objects.get(pk=page.translation_key).activities
    page.title = "Renamed"
    page.body.insert(0, ("heading", {"text": "New section"}))
    publish(page)
    module = Module.objects.get(pk=page.translation_key)
    assert (records(), module.title, module.activities) == (before, "Renamed", activities)


def test_moving_a_module_to_another_course_keeps_records_and_drops_it_from_the_outline(
    course: CoursePage, enrollment: Enrollment
) -> None:
    before = records()
    other = make_course("Other")
    page = ModulePage.objects.get(title="With quiz")
    page.move(CoursePage.objects.get(pk=other.pk), pos="last-child")
    assert records() == before
    assert Module.objects.get(pk=page.translation_key).course_id == other.translation_key
    assert list(Module.objects.filter(course=course.translation_key, live=True).values_list("position", flat=True)) == [
        0
    ]
    reevaluate(enrollment=enrollment)
    assert disagreements() == []


@pytest.mark.parametrize("act", ["unpublish", "delete"])
@pytest.mark.parametrize("title", ["With quiz", "City diplomacy"])
def test_removing_pages_keeps_every_record(enrollment: Enrollment, act: str, title: str) -> None:
    before = records()
    page = (ModulePage.objects.filter(title=title).first() or CoursePage.objects.get(title=title)).specific
    getattr(page, act)()
    assert records() == before
    assert Course.objects.get(pk=enrollment.cohort.course_id).title == "City diplomacy"


@pytest.mark.parametrize("title", ["With quiz", "City diplomacy"])
def test_deleting_pages_marks_their_modules(enrollment: Enrollment, title: str) -> None:
    page = (ModulePage.objects.filter(title=title).first() or CoursePage.objects.get(title=title)).specific
    page.delete()
    left = set(ModulePage.objects.values_list("translation_key", flat=True))
    assert set(Module.objects.filter(live=True).values_list("pk", flat=True)) == left


def test_deleting_the_catalog_in_the_admin_keeps_every_record(enrollment: Enrollment, admin_client: Client) -> None:
    before = records()
    response = admin_client.post(reverse("wagtailadmin_pages:delete", args=[make_catalog().pk]), follow=True)
    assert (response.status_code, CoursePage.objects.count(), Module.objects.filter(live=True).count()) == (200, 0, 0)
    assert records() == before


def test_copying_a_course_starts_clean(course: CoursePage, enrollment: Enrollment) -> None:
    before = records()
    copy = course.copy(recursive=True, update_attrs={"slug": "copy", "title": "Copy"}, exclude_fields=[])
    copied = Course.objects.get(pk=copy.translation_key)
    assert (records(), copied.cohorts.count(), copied.title) == (before, 0, "Copy")
    assert copied.modules.filter(live=True).count() == 2
    assert not set(copied.modules.values_list("pk", flat=True)) & set(
        Module.objects.filter(course=course.translation_key).values_list("pk", flat=True)
    )


def test_translating_a_course_shares_records_and_adds_titles(course: CoursePage, enrollment: Enrollment) -> None:
    before = records()
    persian = Locale.objects.create(language_code="fa")
    make_catalog().get_parent().copy_for_translation(persian)
    make_catalog().copy_for_translation(persian)
    translated = course.copy_for_translation(persian)
    translated.title = "دیپلماسی شهری"
    publish(translated)
    module = ModulePage.objects.get(title="With quiz", locale__language_code="en").copy_for_translation(persian)
    module.title = "آزمون"
    publish(module)
    assert records() == before
    assert Course.objects.get(pk=course.translation_key).titles == {"en": "City diplomacy", "fa": "دیپلماسی شهری"}
    assert Module.objects.get(pk=module.translation_key).titles == {"en": "With quiz", "fa": "آزمون"}
    assert Module.objects.filter(course=course.translation_key).count() == 2


def test_deleting_a_translation_keeps_the_course_as_it_was(course: CoursePage, enrollment: Enrollment) -> None:
    persian = Locale.objects.create(language_code="fa")
    make_catalog().get_parent().copy_for_translation(persian)
    make_catalog().copy_for_translation(persian)
    translated = publish(course.copy_for_translation(persian))
    outline = list(Module.objects.values("pk", "live", "required", "position"))
    translated.delete()
    assert list(Module.objects.values("pk", "live", "required", "position")) == outline


def test_course_workload_without_its_own_figure_is_the_sum_of_its_modules() -> None:
    course = make_course(modules=0)
    make_module(course, "One", workload_minutes=90)
    make_module(course, "Two", workload_minutes=60)
    assert Course.objects.get(pk=course.translation_key).workload_minutes == 150


def test_course_workload_when_a_translation_has_another_figure_is_that_of_the_source() -> None:
    translated = translate(make_course(workload_minutes=120), workload_minutes=500)
    assert course_workload(translated) == 120


def test_learner_models_have_no_foreign_key_to_a_page() -> None:
    from django.apps import apps
    from wagtail.models import Page

    learner_models = [
        model
        for model in apps.get_models()
        if model._meta.app_label in {"courses", "certificates"} and not issubclass(model, Page)
    ]
    pointing = [
        f"{model.__name__}.{field.name}"
        for model in learner_models
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model and issubclass(field.related_model, Page)
    ]
    # Parts of a course page itself, edited with it, and what a look through a page found in it.
    parts = ["CourseFacilitator.page", "CoursePartner.page", "CourseTag.content_object", "Finding.page"]
    assert sorted(pointing) == parts


@pytest.mark.django_db(transaction=True)
def test_course_that_waited_for_another_act_is_recorded_as_it_is_then() -> None:
    course = make_course("Before")
    key = course.translation_key
    behind_lock(
        lock=lambda: Course.objects.select_for_update().get(pk=key),
        act=lambda: record_course(key=key),
        change=lambda: CoursePage.objects.filter(pk=course.pk).update(title="After"),
    )
    assert Course.objects.get(pk=key).title == "After"
