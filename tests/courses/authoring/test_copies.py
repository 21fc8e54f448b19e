"""Copies of courses and modules: clean, complete, drafts, made once whatever happens to the worker."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from courses.authoring.rules import PATIENCE
from courses.authoring.services import CopyRefused, ask_for_copy, copy_next_page, fail_copy, try_copy_again
from courses.authoring.states import CopyReason, CopyState
from courses.authoring.tasks import make_copy
from courses.enrollment.services import enroll, make_cohort_page
from courses.models import (
    Cohort,
    Course,
    CourseFacilitator,
    CoursePage,
    Enrollment,
    Module,
    ModulePage,
    Organization,
    PageCopy,
    Person,
    Quiz,
)
from tests.factories.courses import (
    block_id,
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
from tests.threads import in_threads

pytestmark = pytest.mark.django_db
HEADING = {"type": "heading", "id": block_id("heading"), "value": {"text": "1944"}}


@pytest.fixture
def editor() -> Any:
    return make_learner("editor@example.org", is_superuser=True)


@pytest.fixture
def course() -> CoursePage:
    """A course with everything: people, tags, two modules with one quiz, a translation, a cohort with its page and a
    learner who has completed it."""
    person = Person.objects.create(name="Vera", organization=Organization.objects.create(name="Center"))
    facilitators = [CourseFacilitator(person=person)]
    course = make_course(modules=0, facilitators=facilitators, outcomes=[("outcome", "Write.")])
    course.tags.add("history")
    course.audiences, course.goals = ["students"], [11]
    publish(course)
    quiz = make_quiz("Beginnings")
    make_module(course, "Letters", body=[HEADING, quiz_block(quiz)], workload_minutes=45)
    make_module(course, "Treaties", body=[quiz_block(quiz, "again")], required=False)
    translate(CoursePage.objects.get(pk=course.pk))
    cohort = make_cohort(course)
    make_cohort_page(cohort=cohort, by=None)
    learner = make_learner()
    take_course(enroll(cohort=cohort, learner=learner, by=learner))
    return CoursePage.objects.get(pk=course.pk)


def ask(page: Page, by: Any, title: str = "Second edition") -> PageCopy:
    return ask_for_copy(page=page, below=page.get_parent(), title=title, by=by)


def make(page: Page, by: Any) -> Any:
    """The copied page, made by the task."""
    copy = ask(page, by)
    make_copy.call(str(copy.key))
    copy.refresh_from_db()
    assert copy.state == CopyState.DONE
    return Page.objects.get(translation_key=copy.key_of(page.translation_key)).specific


def copies() -> list[str]:
    return list(Page.objects.filter(live=False).order_by("path").values_list("title", flat=True))


def blocks(page: ModulePage) -> list[tuple[str, str]]:
    return [(child.block_type, str(child.id)) for child in page.body]


def test_copied_course_has_its_modules_as_drafts_and_no_cohort_page(course: CoursePage, editor: Any) -> None:
    made = make(course, editor)
    assert (made.title, made.slug, made.lead, made.owner) == ("Second edition", "second-edition", course.lead, editor)
    assert made.get_parent() == course.get_parent()
    assert [(page.title, page.slug, page.live) for page in made.get_children()] == [
        ("Letters", "letters", False),
        ("Treaties", "treaties", False),
    ]
    assert not made.live
    assert made.get_translations().count() == 0


def test_copied_course_keeps_what_its_editors_wrote(course: CoursePage, editor: Any) -> None:
    made = make(course, editor)
    assert [one.person.name for one in made.facilitators.all()] == ["Vera"]
    assert [tag.name for tag in made.tags.all()] == ["history"]
    assert [audience.pk for audience in made.audiences.all()] == ["students"]
    assert made.outcome_texts == ["Write."]
    letters, treaties = ModulePage.objects.child_of(made)
    assert (letters.workload_minutes, treaties.required) == (45, False)
    assert blocks(letters) == [("heading", block_id("heading")), ("quiz", block_id("quiz"))]
    for page in (made, letters, treaties):
        draft = page.get_latest_revision_as_object()
        assert (draft.title, draft.slug, page.revisions.count()) == (page.title, page.slug, 1)


@pytest.mark.parametrize(("title", "slug"), [("Letters", "letters"), ("Treaties", "treaties-1"), ("…", "treaties-1")])
def test_copied_module_gets_a_free_slug_of_its_title(course: CoursePage, editor: Any, title: str, slug: str) -> None:
    letters, treaties = ModulePage.objects.child_of(course)
    letters.delete()
    make_copy.call(str(ask(treaties, editor, title).key))
    made = course.get_children().last().specific
    assert (made.slug, made.get_latest_revision_as_object().slug) == (slug, slug)


def test_copied_course_starts_clean_and_the_original_stays_as_it_is(course: CoursePage, editor: Any) -> None:
    kept = {model: list(model.objects.order_by("pk").values()) for model in (Course, Module, Cohort, Enrollment)}
    made = make(course, editor)
    for model, rows in kept.items():
        assert list(model.objects.order_by("pk").values()) == rows
    publish(made)
    publish(made.get_children().first().specific)
    recorded = Course.objects.get(key=made.translation_key)
    assert (recorded.title, recorded.modules.count(), recorded.cohorts.count()) == ("Second edition", 1, 0)


def test_quiz_in_a_copied_course_is_one_copy_that_can_be_edited_alone(course: CoursePage, editor: Any) -> None:
    original = Quiz.objects.get()
    made = make(course, editor)
    copied = Quiz.objects.exclude(pk=original.pk).get()
    letters, treaties = ModulePage.objects.child_of(made)
    assert [letters.body[1].value, treaties.body[0].value] == [copied, copied]
    assert letters.get_latest_revision_as_object().body[1].value == copied
    assert ModulePage.objects.child_of(course).first().body[1].value == original
    assert (copied.title, copied.live, copied.answer_key) == ("Beginnings", True, original.answer_key)


def test_copied_module_stands_behind_the_others_with_quizzes_of_its_own(course: CoursePage, editor: Any) -> None:
    made = make(course.get_children().first(), editor)
    modules = CoursePage.objects.get(pk=course.pk).get_children().type(ModulePage)
    assert [page.title for page in modules] == ["Letters", "Treaties", "Second edition"]
    assert made.body[1].value != Quiz.objects.get(title="Beginnings", pk__lt=made.body[1].value.pk)


def test_copied_module_is_made_in_the_course_that_was_chosen(course: CoursePage, editor: Any) -> None:
    other = make_course("Other", modules=0)
    copy = ask_for_copy(page=course.get_children().first(), below=other, title="Letters", by=editor)
    make_copy.call(str(copy.key))
    assert [page.title for page in CoursePage.objects.get(pk=other.pk).get_children()] == ["Letters"]


def test_copy_is_of_the_last_draft_without_its_lock_and_timetable(editor: Any) -> None:
    module = make_course().get_children().get().specific
    module.title, module.go_live_at = "Newer", timezone.now() + timedelta(days=1)
    module.save_revision()
    ModulePage.objects.filter(pk=module.pk).update(locked=True, locked_by=editor, expire_at=timezone.now())
    module = ModulePage.objects.get(pk=module.pk)
    course = make(module.get_parent(), editor)
    made = course.get_children().get().specific
    assert (made.title, made.locked, made.locked_by, made.go_live_at, made.expire_at) == (
        "Newer",
        False,
        None,
        None,
        None,
    )
    draft = made.get_latest_revision_as_object()
    assert (draft.title, draft.locked, draft.go_live_at) == ("Newer", False, None)


def test_half_written_draft_is_copied_as_it_is(editor: Any) -> None:
    course = CoursePage(title="Idea", live=False)
    make_catalog().add_child(instance=course)
    assert make(course, editor).lead == ""


@pytest.mark.parametrize("done", [0, 1, 2, 3])
def test_copy_whose_worker_was_killed_goes_on_and_nothing_is_made_twice(
    course: CoursePage, editor: Any, done: int
) -> None:
    copy = ask(course, editor)
    assert [copy_next_page(key=copy.key) for _page in range(done)] == [True, True, False][:done]
    assert copies() == ["Second edition", "Letters", "Treaties"][:done]
    for _run in range(2):
        make_copy.call(str(copy.key))
    assert (copies(), Quiz.objects.count()) == (["Second edition", "Letters", "Treaties"], 2)
    copy.refresh_from_db()
    assert (copy.state, copy.reason) == (CopyState.DONE, "")


def test_copy_when_a_page_fails_in_the_middle_has_all_before_it_and_is_told(course: CoursePage, editor: Any) -> None:
    copy = ask(course, editor)
    copy_next_page(key=copy.key)
    CoursePage.objects.get(translation_key=copy.key_of(course.translation_key)).delete()
    Page.objects.filter(pk=course.get_parent().pk).update(translation_key=block_id("elsewhere"))
    make_copy.call(str(copy.key))
    copy.refresh_from_db()
    assert (copy.state, copy.reason, copies()) == (CopyState.FAILED, CopyReason.PLACE_GONE, [])


def test_copy_whose_source_is_gone_is_told(course: CoursePage, editor: Any) -> None:
    copy = ask(course.get_children().first(), editor)
    course.get_children().first().delete()
    make_copy.call(str(copy.key))
    copy.refresh_from_db()
    assert (copy.state, copy.reason) == (CopyState.FAILED, CopyReason.SOURCE_GONE)


def test_copy_by_somebody_who_may_not_write_there_any_more_is_told(course: CoursePage) -> None:
    copy = ask(course, make_learner())
    make_copy.call(str(copy.key))
    copy.refresh_from_db()
    assert (copy.state, copy.reason, copies()) == (CopyState.FAILED, CopyReason.NOT_PERMITTED, [])


def test_copy_when_something_unexpected_happens_is_told_and_raised(course: CoursePage, editor: Any) -> None:
    copy = ask(course, editor, title="")  # the form does not let that happen
    with pytest.raises(ValidationError, match="cannot be blank"):
        make_copy.call(str(copy.key))
    copy.refresh_from_db()
    assert (copy.state, copy.reason, copies()) == (CopyState.FAILED, CopyReason.UNEXPECTED, [])


def test_failed_copy_when_it_is_tried_again_goes_on(course: CoursePage, editor: Any) -> None:
    copy = ask(course, editor)
    copy_next_page(key=copy.key)
    fail_copy(key=copy.key, reason=CopyReason.UNEXPECTED)
    make_copy.call(str(copy.key))
    assert copies() == ["Second edition"]
    assert try_copy_again(key=copy.key).state == CopyState.WAITING
    make_copy.call(str(copy.key))
    assert copies() == ["Second edition", "Letters", "Treaties"]


def test_failing_a_copy_that_is_done_changes_nothing(course: CoursePage, editor: Any) -> None:
    make(course, editor)
    fail_copy(key=PageCopy.objects.get().key, reason=CopyReason.UNEXPECTED)
    assert PageCopy.objects.get().state == CopyState.DONE


@pytest.mark.parametrize(
    ("state", "age", "reason"),
    [
        (CopyState.WAITING, PATIENCE, None),
        (CopyState.RUNNING, PATIENCE, None),
        (CopyState.FAILED, timedelta(), None),
        (CopyState.WAITING, PATIENCE - timedelta(seconds=1), CopyReason.STILL_RUNNING),
        (CopyState.RUNNING, PATIENCE - timedelta(seconds=1), CopyReason.STILL_RUNNING),
        (CopyState.DONE, PATIENCE, CopyReason.IS_DONE),
    ],
)
def test_copy_is_tried_again_only_when_it_failed_or_stands_still(
    editor: Any, state: CopyState, age: timedelta, reason: CopyReason | None
) -> None:
    copy = ask(make_course(), editor)
    now = copy.moved_at + age
    why = CopyReason.UNEXPECTED if state == CopyState.FAILED else ""
    PageCopy.objects.update(state=state, reason=why)
    if reason is None:
        again = try_copy_again(key=copy.key, now=now)
        assert (again.state, again.reason, again.moved_at) == (CopyState.WAITING, "", now)
    else:
        with pytest.raises(CopyRefused) as refusal:
            try_copy_again(key=copy.key, now=now)
        assert refusal.value.decision.reason == reason


@pytest.mark.parametrize(("state", "reason"), [(CopyState.FAILED, ""), (CopyState.DONE, CopyReason.UNEXPECTED)])
def test_copy_without_a_reason_is_not_failed_in_the_database(editor: Any, state: str, reason: str) -> None:
    ask(make_course(), editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        PageCopy.objects.update(state=state, reason=reason)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_copy_make_it_once() -> None:
    course = make_course(modules=4)
    copy = ask(course, make_learner(is_superuser=True))
    in_threads(make_copy.call, [str(copy.key)] * 3)
    assert copies() == ["Second edition", "Module 1", "Module 2", "Module 3", "Module 4"]
    assert PageCopy.objects.get().state == CopyState.DONE


def test_queue_when_it_is_worked_off_has_made_the_copy(
    course: CoursePage, editor: Any, run_tasks: Callable[[], int], django_capture_on_commit_callbacks: Any
) -> None:
    run_tasks()
    copy = ask(course, editor)
    make_copy.enqueue(str(copy.key))
    run_tasks()
    assert copies() == ["Second edition", "Letters", "Treaties"]


def test_key_of_a_copy_is_the_same_each_time_and_of_each_copy_another(course: CoursePage, editor: Any) -> None:
    first, second = ask(course, editor), ask(course, editor)
    keys = {
        one.key_of(key) for one in (first, second) for key in (course.translation_key, UUID(int=1)) for _time in "ab"
    }
    assert len(keys) == 4


def test_copy_that_is_asked_for_twice_with_one_key_is_one(editor: Any) -> None:
    course, key = make_course(), UUID(int=7)
    asked = [ask_for_copy(page=course, below=make_catalog(), title="Again", by=editor, key=key) for _time in range(2)]
    assert asked == [PageCopy.objects.get()] * 2
