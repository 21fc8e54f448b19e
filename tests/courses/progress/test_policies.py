"""What a course asks for: chosen by its editor, kept in versions, read by its learners and by the registrar."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from wagtail.test.utils.form_data import nested_form_data, streamfield

from courses.assessment.services import start_attempt, submit_attempt
from courses.attendance.services import record_attendance
from courses.attendance.states import Presence
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.models import CompletionPolicy, CourseCompletion, CoursePage, CourseParticipation, CourseProgress
from courses.progress.services import mark_read, reevaluate
from tests.factories.courses import (
    block_id,
    disagreements,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    make_session,
    minimum_average,
    module_of,
    publish,
    quiz_block,
    requirements,
    right_answers,
    take_course,
)

pytestmark = pytest.mark.django_db
QUIZ = block_id("quiz")


def start(course: CoursePage, **cohort: Any) -> Enrollment:
    learner = make_learner()
    enrollment = enroll(cohort=make_cohort(course, **cohort), learner=learner, by=learner)
    reevaluate(enrollment=enrollment)
    return enrollment


def modules_of(course: CoursePage) -> list[Any]:
    return [module_of(page) for page in course.get_children()]


@pytest.mark.parametrize("change", [{"rules": {}}, {"version": 9}])
def test_policy_when_it_is_updated_is_refused_by_the_database(change: dict[str, Any]) -> None:
    make_course()
    with pytest.raises(DatabaseError, match="A completion policy is never changed"), transaction.atomic():
        CompletionPolicy.objects.update(**change)
    assert CompletionPolicy.objects.get().version == 1


def test_course_that_says_nothing_else_asks_for_all_required_modules() -> None:
    make_course()
    rules = CompletionPolicy.objects.get().rules
    assert rules == {"completion": [{"rule": "required_modules", "parameters": None}], "participation": []}


def test_number_of_modules_completes_the_course_while_others_are_open() -> None:
    enrollment = start(course := make_course(modules=3, completion=requirements(number_of_modules=2)))
    first, second, _third = modules_of(course)
    mark_read(enrollment=enrollment, module=first)
    assert not CourseCompletion.objects.exists()
    mark_read(enrollment=enrollment, module=second)
    assert CourseCompletion.objects.get().enrollment == enrollment
    assert disagreements() == []


def test_participation_is_reached_before_completion_and_stays_with_its_version() -> None:
    course = make_course(modules=2, participation=requirements(number_of_modules=1))
    enrollment = start(course)
    mark_read(enrollment=enrollment, module=modules_of(course)[0])
    reached = CourseParticipation.objects.get()
    assert (reached.enrollment, reached.policy.version, CourseCompletion.objects.exists()) == (enrollment, 1, False)
    course = CoursePage.objects.get(pk=course.pk)
    course.participation = requirements(number_of_modules=2)
    publish(course)
    reevaluate(enrollment=enrollment)
    reached.refresh_from_db()
    assert (reached.policy.version, CourseProgress.objects.get().policy.version) == (1, 2)
    assert disagreements() == []


def test_grade_in_one_quiz_is_asked_by_its_title_and_completes_the_course() -> None:
    course = make_course(modules=0)
    page = make_module(course, body=[quiz_block(make_quiz("Final quiz", pass_mark=50))])
    asked = {"activity": QUIZ, "minimum": 100}
    course = CoursePage.objects.get(pk=course.pk)
    course.completion = requirements(required_modules=None, minimum_grade_of_activity=asked)
    publish(course)
    enrollment = start(course)
    take_course(enrollment, right=1)
    assert not CourseCompletion.objects.exists()
    client = Client()
    client.force_login(enrollment.learner)
    page_text = client.get(course.get_url()).content.decode()
    assert "Reach 100% in “Final quiz”: the best result is 50%." in page_text
    attempt = start_attempt(enrollment=enrollment, module=module_of(page), block_id=UUID(QUIZ))
    submit_attempt(attempt=attempt, answers=right_answers(attempt.questions))
    assert CourseCompletion.objects.get().policy.rules["completion"][1]["parameters"] == asked


def test_policy_change_makes_a_level_due_and_the_next_act_reaches_it() -> None:
    course = make_course(modules=2)
    enrollment, idle = start(course), start(course)
    first, _second = modules_of(course)
    mark_read(enrollment=enrollment, module=first)
    course = CoursePage.objects.get(pk=course.pk)
    course.completion = requirements(number_of_modules=1)
    publish(course)
    for one in (enrollment, idle):
        reevaluate(enrollment=one)
    due = dict(CourseProgress.objects.values_list("enrollment", "due"))
    assert due == {enrollment.pk: ["completion"], idle.pk: []}
    assert (CourseCompletion.objects.exists(), disagreements()) == (False, [])
    mark_read(enrollment=enrollment, module=first)
    assert (CourseCompletion.objects.get().policy.version, CourseProgress.objects.get(pk=enrollment.pk).due) == (2, [])
    assert disagreements() == []


def test_who_has_completed_the_course_stays_with_the_version_she_met() -> None:
    course = make_course(modules=1)
    finished, learning = start(course), start(course)
    take_course(finished)
    course.completion = minimum_average(90)
    publish(course)
    versions = dict(CourseProgress.objects.values_list("enrollment", "policy__version"))
    assert versions == {finished.pk: 1, learning.pk: 2}


def edit(desk: Client, course: CoursePage, **levels: Any) -> Any:
    """Publish the page in the real editor with these levels."""
    empty = {"count": "0", "TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "99"}
    data = {
        "title": course.title,
        "slug": course.slug,
        "lead": course.lead,
        "level": "introductory",
        "description": {"count": "0"},
        "outcomes": {"count": "0"},
        "prerequisites": '{"blocks":[],"entityMap":{}}',
        "completion": streamfield(levels.get("completion", [])),
        "participation": streamfield(levels.get("participation", [])),
        "facilitators": empty,
        "partners": empty,
        "comments": empty,
        "tags": "",
        "action-publish": "1",
    }
    return desk.post(reverse("wagtailadmin_pages:edit", args=[course.pk]), nested_form_data(data))


@pytest.fixture
def desk(client: Client, admin_user: Any) -> Client:
    client.force_login(admin_user)
    return client


def test_editor_states_both_levels_and_chooses_among_the_quizzes_of_this_course(desk: Client) -> None:
    course, other = make_course(modules=0), make_course("Other", modules=0)
    make_module(course, body=[quiz_block(make_quiz("Rivers"))])
    make_module(other, body=[quiz_block(make_quiz("Harbors"), "harbors")])
    page = desk.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).content.decode()
    assert (escape(f'<option value=\\"{QUIZ}\\">Rivers</option>') in page, "Harbors" in page) == (True, False)
    asked = {"activity": QUIZ, "minimum": "80"}
    response = edit(
        desk,
        course,
        completion=[("required_modules", ""), ("minimum_grade_of_activity", asked)],
        participation=[("minimum_hours", "1")],
    )
    assert response.status_code == 302
    assert CompletionPolicy.objects.filter(course=course.translation_key).order_by("-version")[0].rules == {
        "completion": [
            {"rule": "required_modules", "parameters": None},
            {"rule": "minimum_grade_of_activity", "parameters": {"activity": QUIZ, "minimum": 80}},
        ],
        "participation": [{"rule": "minimum_hours", "parameters": 1}],
    }


def test_editor_who_asks_for_a_quiz_of_another_course_or_for_nothing_is_told_so(desk: Client) -> None:
    course = make_course(modules=0)
    other = [("minimum_grade_of_activity", {"activity": QUIZ, "minimum": "80"})]
    answers = [edit(desk, course, completion=completion) for completion in (other, [])]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "Select a valid choice." in answers[0].content.decode()
    assert "This field is required." in answers[1].content.decode()
    assert CompletionPolicy.objects.filter(course=course.translation_key).count() == 1


@pytest.mark.parametrize(("day", "told"), [(date(2050, 5, 31), True), (None, False)])
def test_learner_reads_until_when_on_the_page_of_the_course_and_on_my_learning(day: date | None, told: bool) -> None:
    enrollment = start(course := make_course(modules=2, participation=requirements(number_of_modules=1)), ends_on=day)
    mark_read(enrollment=enrollment, module=modules_of(course)[0])
    client = Client()
    client.force_login(enrollment.learner)
    for address in (course.get_url(), "/learning/"):
        page = client.get(address).content.decode()
        assert "What taking part asks for: 1 of 1 done" in page
        assert "What completing the course asks for: 0 of 1 done" in page
        assert "Complete all 2 required modules: 1 completed." in page
        assert "It stays, whatever is asked for later." in page
        assert ("To be done by 31 May 2050" in page) == told


def test_registrar_reads_the_same_list_and_when_participation_was_reached(desk: Client) -> None:
    enrollment = start(course := make_course(modules=2, participation=requirements(number_of_modules=1)))
    mark_read(enrollment=enrollment, module=modules_of(course)[0])
    page = desk.get(reverse("enrollments:inspect", args=[enrollment.pk])).content.decode()
    assert "<dt>Participation</dt>" in page
    assert "Complete all 2 required modules: 1 completed." in page


def attend(session: Any, enrollment: Enrollment) -> None:
    marks = {enrollment.pk: Presence.PRESENT}
    record_attendance(session=session, marks=marks, by=enrollment.learner)


def test_attendance_reaches_participation_and_never_completion(
    django_capture_on_commit_callbacks: Callable[..., Any], run_tasks: Callable[[], int]
) -> None:
    presence = requirements(attendance_share=80)
    enrollment = start(make_course(modules=2, participation=presence))
    other = enroll(cohort=enrollment.cohort, learner=make_learner(), by=None)
    with django_capture_on_commit_callbacks(execute=True):
        first, second = make_session(enrollment.cohort, minutes=80), make_session(enrollment.cohort, minutes=20)
    run_tasks()
    with django_capture_on_commit_callbacks(execute=True):
        attend(second, enrollment)
    assert not CourseParticipation.objects.exists()
    assert disagreements() == []
    with django_capture_on_commit_callbacks(execute=True):
        attend(first, enrollment)
        attend(second, other)
    assert CourseParticipation.objects.get().enrollment == enrollment
    assert not CourseCompletion.objects.exists()
    assert disagreements() == []


def test_participation_by_attendance_stays_when_another_session_is_planned(
    django_capture_on_commit_callbacks: Callable[..., Any], run_tasks: Callable[[], int]
) -> None:
    enrollment = start(make_course(participation=requirements(attendance_share=80)))
    with django_capture_on_commit_callbacks(execute=True):
        attend(make_session(enrollment.cohort), enrollment)
    with django_capture_on_commit_callbacks(execute=True):
        make_session(enrollment.cohort)
    run_tasks()
    assert CourseParticipation.objects.get().enrollment == enrollment
    assert CourseProgress.objects.get().judgments["participation"] == [[False, 50, 80]]
    assert disagreements() == []


def test_attendance_alone_completes_no_course() -> None:
    course = make_course(completion=requirements(attendance_share=1))
    enrollment = start(course)
    mark_read(enrollment=enrollment, module=modules_of(course)[0])
    attend(make_session(enrollment.cohort), enrollment)
    reevaluate(enrollment=enrollment, complete=True)
    assert not CourseCompletion.objects.exists()
