"""An editor acts on pages while a learner is halfway: after the commit and the worker her rows are as they were, the
counters agree with a recount, and she can go on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from courses.assessment.services import start_attempt, submit_attempt
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
from courses.progress.services import mark_read
from tests.factories.courses import (
    block_id,
    disagreements,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    module_of,
    publish,
    quiz_block,
    right_answers,
    translate,
)

pytestmark = pytest.mark.django_db
RECORDS = [Enrollment, ActivityRecord, Attempt, ModuleCompletion]
QUIZ = UUID(block_id("quiz"))
ADDED = {"type": "text", "value": "<p>Added.</p>", "id": block_id("added")}


@pytest.fixture
def settled(
    django_capture_on_commit_callbacks: Any, run_tasks: Callable[[], int]
) -> Callable[[Callable[[], Any]], None]:
    """Does something as a request does it: with its effects after the commit and the work of the worker."""

    def act(something: Callable[[], Any]) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            something()
        run_tasks()

    return act


@pytest.fixture
def course(settled: Any) -> CoursePage:
    """Three modules: “Read”, “Quiz” with a quiz, “Open”."""
    pages: list[CoursePage] = []

    def make() -> None:
        course = make_course(modules=0)
        make_module(course, "Read")
        make_module(course, "Quiz", body=[quiz_block(make_quiz())])
        make_module(course, "Open")
        pages.append(course)

    settled(make)
    return CoursePage.objects.get(pk=pages[0].pk)


@pytest.fixture
def enrollment(course: CoursePage, settled: Any) -> Enrollment:
    """Somebody halfway: “Read” is completed, “Quiz” is read and its quiz was tried in vain, “Open” is untouched."""
    learner = make_learner("ana@example.org")
    settled(lambda: enroll(cohort=make_cohort(course), learner=learner, by=learner))
    enrollment = Enrollment.objects.get()
    settled(lambda: [mark_read(enrollment=enrollment, module=module_of(page(title))) for title in ("Read", "Quiz")])
    settled(lambda: submit_attempt(attempt=begin(enrollment), answers={}))
    return enrollment


def page(title: str) -> ModulePage:
    return ModulePage.objects.get(title=title, locale__language_code="en")


def begin(enrollment: Enrollment) -> Attempt:
    module = Module.objects.get(activities__0__id=str(QUIZ), course=enrollment.cohort.course)
    return start_attempt(enrollment=enrollment, module=module, block_id=QUIZ)


def records() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in RECORDS}


def counters() -> tuple[int, int]:
    progress = CourseProgress.objects.get()
    return progress.done, progress.required


def edit_module() -> None:
    changed = page("Quiz")
    changed.title = "Renamed"
    changed.body = [ADDED, *changed.body.raw_data]
    publish(changed)


def edit_course() -> None:
    changed = CoursePage.objects.get()
    changed.title, changed.slug = "Renamed", "renamed"
    publish(changed)


def swap_modules() -> None:
    page("Open").move(page("Read"), pos="left")


def move_module_away() -> None:
    page("Open").move(make_course("Other", modules=0), pos="last-child")


def unpublish_module() -> None:
    page("Open").unpublish()


def delete_module() -> None:
    page("Open").delete()


def copy_course() -> None:
    CoursePage.objects.get().copy(recursive=True, update_attrs={"slug": "copy", "title": "Copy"})


def translate_course() -> None:
    translate(CoursePage.objects.get(), title="Persian")
    translate(page("Quiz"), title="Quiz in Persian")
    translate(page("Open"), title="Open in Persian")


def delete_translation() -> None:
    CoursePage.objects.get(title="Persian").delete()


def unpublish_course() -> None:
    CoursePage.objects.get().unpublish()


def publish_course() -> None:
    publish(CoursePage.objects.get())


def publish_module() -> None:
    publish(page("Open"))


def add_module() -> None:
    make_module(CoursePage.objects.get(), "Added")


@pytest.mark.parametrize(
    ("acts", "required"),
    [
        ([edit_module], 3),
        ([edit_course], 3),
        ([swap_modules], 3),
        ([copy_course], 3),
        ([translate_course], 3),
        ([translate_course, delete_translation], 3),
        ([unpublish_course, publish_course], 3),
        ([move_module_away], 2),
        ([unpublish_module], 2),
        ([unpublish_module, publish_module], 3),
        ([delete_module], 2),
        ([add_module], 4),
    ],
    ids=lambda value: "-".join(act.__name__ for act in value) if isinstance(value, list) else str(value),
)
def test_after_an_act_on_pages_a_learner_halfway_keeps_everything_and_can_finish(
    enrollment: Enrollment, settled: Any, acts: list[Callable[[], None]], required: int
) -> None:
    before = records()
    for act in acts:
        settled(act)
    assert (records(), counters()) == (before, (1, required))
    assert disagreements() == []
    settled(lambda: submit_attempt(attempt=begin(enrollment), answers=right_answers(begin(enrollment).questions)))
    for module in Module.objects.filter(course=enrollment.cohort.course, live=True):
        settled(lambda key=module: mark_read(enrollment=enrollment, module=key))
    assert (counters(), disagreements()) == ((required, required), [])
    assert CourseCompletion.objects.get().enrollment == enrollment


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_after_the_course_is_gone_a_learner_halfway_keeps_everything_and_reads_why(
    client: Client, enrollment: Enrollment, settled: Any, act: str
) -> None:
    before = records()
    course_page = CoursePage.objects.get()
    settled(getattr(course_page, act))
    assert (records(), disagreements()) == (before, [])
    assert Course.objects.get(pk=enrollment.cohort.course_id).title == "City diplomacy"
    client.force_login(enrollment.learner)
    assert "City diplomacy" in client.get("/learning/").content.decode()
    resume = client.get(reverse("courses:resume", args=[enrollment.pk]))
    assert resume.headers["Location"] == reverse("courses:learning")


def test_after_the_quiz_is_taken_out_of_the_module_reading_completes_it(enrollment: Enrollment, settled: Any) -> None:
    before = records()

    def take_out() -> None:
        changed = page("Quiz")
        changed.body = [ADDED]
        publish(changed)

    settled(take_out)
    after = records()
    assert [row["module_id"] for row in after.pop("ModuleCompletion")] == [
        page("Read").translation_key,
        page("Quiz").translation_key,
    ]
    assert after == {name: rows for name, rows in before.items() if name != "ModuleCompletion"}
    assert (counters(), disagreements()) == ((2, 3), [])


def test_a_learner_halfway_goes_on_in_another_language_where_she_stood(
    client: Client, enrollment: Enrollment, settled: Any
) -> None:
    settled(translate_course)
    client.force_login(enrollment.learner)
    resume = client.get(f"/fa/learning/enrollments/{enrollment.pk}/resume/").headers["Location"]
    assert resume == ModulePage.objects.get(title="Quiz in Persian").get_url()
    text = client.get(resume).content.decode()
    assert f'id="activity-{QUIZ}"' in text
    assert 'id="mark-read"' not in text  # she has read it, in English
