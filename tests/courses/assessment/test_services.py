from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from courses.assessment.models import Attempt, Quiz
from courses.assessment.services import AttemptRefused, copy_quiz, start_attempt, submit_attempt
from courses.assessment.states import AttemptReason, AttemptState
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll, locked_enrollment, withdraw
from courses.enrollment.states import EnrollmentReason
from courses.models import Cohort, Module, ModuleCompletion
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    module_of,
    quiz_block,
    right_answers,
    single_choice,
)
from tests.threads import behind_lock, in_threads

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(attempts_allowed=2)


@pytest.fixture
def module(quiz: Quiz) -> Module:
    return module_of(make_module(make_course(modules=0), body=[quiz_block(quiz)]))


@pytest.fixture
def enrollment(module: Module) -> Enrollment:
    from courses.models import CoursePage

    learner = make_learner()
    return enroll(cohort=make_cohort(CoursePage.objects.get()), learner=learner, by=learner)


@pytest.fixture
def start(enrollment: Enrollment, module: Module) -> Callable[[], Attempt]:
    def begin() -> Attempt:
        return start_attempt(enrollment=enrollment, module=module, block_id=UUID(block_id("quiz")))

    return begin


def submit(attempt: Attempt, right: bool) -> Attempt:
    answers = right_answers(attempt.questions) if right else {}
    return submit_attempt(attempt=attempt, answers=answers)


def test_start_twice_gives_the_open_attempt(start: Callable[[], Attempt]) -> None:
    assert start().pk == start().pk


def test_submit_with_right_answers_passes_and_completes_the_activity(
    start: Callable[[], Attempt], enrollment: Enrollment
) -> None:
    attempt = submit(start(), right=True)
    assert (attempt.state, attempt.points, attempt.points_possible, attempt.passed) == (
        AttemptState.SUBMITTED,
        2,
        2,
        True,
    )
    record = enrollment.activity_records.get()
    assert (record.source, record.percent, record.completed_at) == ("server", 100, attempt.submitted_at)
    assert not ModuleCompletion.objects.exists()


def test_submit_with_wrong_answers_fails_and_completes_nothing(
    start: Callable[[], Attempt], enrollment: Enrollment
) -> None:
    attempt = submit(start(), right=False)
    assert (attempt.points, attempt.passed) == (0, False)
    assert enrollment.activity_records.get().completed_at is None


def test_submit_twice_is_refused_and_keeps_the_first_result(start: Callable[[], Attempt]) -> None:
    attempt = submit(start(), right=False)
    with pytest.raises(AttemptRefused) as refusal:
        submit(attempt, right=True)
    attempt.refresh_from_db()
    assert (refusal.value.decision.reason, attempt.points) == (AttemptReason.ALREADY_SUBMITTED, 0)


@pytest.mark.parametrize("ended", [False, True])
def test_submit_when_the_module_was_closed_meanwhile_is_refused_and_grades_nothing(
    start: Callable[[], Attempt], enrollment: Enrollment, ended: bool
) -> None:
    attempt = start()
    if ended:
        Cohort.objects.update(ends_on=date(2026, 1, 1))
    else:
        withdraw(enrollment=enrollment, by=enrollment.learner)
    with pytest.raises(AttemptRefused) as refusal:
        submit(attempt, right=True)
    attempt.refresh_from_db()
    reason = EnrollmentReason.COHORT_ENDED if ended else EnrollmentReason.WITHDRAWN
    assert (refusal.value.decision.reason, attempt.state, attempt.points) == (reason, AttemptState.OPEN, None)
    assert not enrollment.activity_records.exists()


@pytest.mark.django_db(transaction=True)
def test_start_when_pressed_several_times_at_once_gives_one_attempt(start: Callable[[], Attempt]) -> None:
    assert len({attempt.pk for attempt in in_threads(lambda _number: start(), range(20))}) == 1
    assert Attempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_submit_when_pressed_several_times_at_once_takes_one(start: Callable[[], Attempt]) -> None:
    attempt = start()

    def press(number: int) -> str | None:
        try:
            submit(attempt, right=number % 2 == 0)
        except AttemptRefused as refusal:
            return refusal.decision.reason
        return None

    refused = in_threads(press, range(20))
    attempt.refresh_from_db()
    assert (refused.count(None), refused.count(AttemptReason.ALREADY_SUBMITTED)) == (1, 19)
    assert attempt.points == (0 if refused.index(None) % 2 else 2)
    record = attempt.enrollment.activity_records.get()
    assert (record.points, record.points_possible) == (attempt.points, 2)


def test_attempt_draws_so_many_questions_and_keeps_them(
    quiz: Quiz, start: Callable[[], Attempt], enrollment: Enrollment
) -> None:
    written = [single_choice(str(number)) for number in range(8)]
    quiz.questions, quiz.questions_drawn = written, 3
    quiz.save()
    attempt = start()
    asked = [question["id"] for question in attempt.questions]
    assert (len(asked), asked) == (3, [one["id"] for one in written if one["id"] in asked])
    assert [question["id"] for question in start().questions] == asked
    assert (submit(attempt, right=True).points, attempt.enrollment.activity_records.get().percent) == (3, 100)
    quiz.questions_drawn = 20
    quiz.save()
    assert len(start().questions) == 8


@pytest.mark.django_db(transaction=True)
def test_submit_that_waited_for_a_withdrawal_is_refused(start: Callable[[], Attempt], enrollment: Enrollment) -> None:
    attempt = start()
    with pytest.raises(AttemptRefused) as refusal:
        behind_lock(
            lock=lambda: locked_enrollment(enrollment.pk),
            act=lambda: submit(attempt, right=True),
            change=lambda: withdraw(enrollment=enrollment, by=enrollment.learner),
        )
    assert refusal.value.decision.reason == EnrollmentReason.WITHDRAWN
    assert not enrollment.activity_records.exists()


def test_start_after_all_attempts_is_refused(start: Callable[[], Attempt]) -> None:
    submit(start(), right=False)
    submit(start(), right=False)
    with pytest.raises(AttemptRefused) as refusal:
        start()
    assert (refusal.value.decision.reason, Attempt.objects.count()) == (AttemptReason.NO_ATTEMPTS_LEFT, 2)


def test_start_when_withdrawn_is_refused(start: Callable[[], Attempt], enrollment: Enrollment) -> None:
    withdraw(enrollment=enrollment, by=enrollment.learner)
    with pytest.raises(AttemptRefused) as refusal:
        start()
    assert refusal.value.decision.reason == EnrollmentReason.WITHDRAWN


def test_start_when_the_quiz_is_a_draft_is_refused(start: Callable[[], Attempt], quiz: Quiz) -> None:
    quiz.unpublish()
    with pytest.raises(AttemptRefused) as refusal:
        start()
    assert refusal.value.decision.reason == AttemptReason.QUIZ_UNAVAILABLE


def test_editing_and_deleting_the_quiz_keeps_the_questions_as_asked(start: Callable[[], Attempt], quiz: Quiz) -> None:
    attempt = start()
    asked = attempt.questions
    quiz.questions = [single_choice("another")]
    quiz.save_revision().publish()
    quiz.delete()
    attempt.refresh_from_db()
    assert attempt.questions == asked
    assert submit(attempt, right=True).points == 2


def test_database_refuses_two_open_attempts(start: Callable[[], Attempt]) -> None:
    attempt = start()
    attempt.pk, attempt.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.save(force_insert=True)


def test_best_points_stay_after_a_worse_attempt(start: Callable[[], Attempt], enrollment: Enrollment) -> None:
    submit(start(), right=True)
    submit(start(), right=False)
    assert enrollment.activity_records.get().percent == 100


def test_questions_of_each_kind_are_asked_with_their_key_on_the_server_only() -> None:
    quiz = make_quiz(
        questions=[
            single_choice("one"),
            {**single_choice("several"), "type": "multiple_choice"},
            {
                "type": "true_false",
                "id": block_id("tf"),
                "value": {"text": "True?", "answer": "false", "explanation": "<p>No.</p>", "source": ""},
            },
        ]
    )
    asked: list[dict[str, Any]] = quiz.questions_as_asked()  # type: ignore[assignment]
    assert [(question["type"], len(right_answers([question])[question["id"]])) for question in asked] == [
        ("single_choice", 1),
        ("multiple_choice", 1),
        ("true_false", 1),
    ]
    assert right_answers(asked)[block_id("tf")] == ["false"]


FIELDS = ("title", "introduction", "pass_mark", "attempts_allowed", "locale", "answer_key", "live")


def fields_of(quiz: Quiz) -> dict[str, Any]:
    return {name: getattr(quiz, name) for name in FIELDS}


def test_copied_quiz_asks_the_same_and_begins_without_history(quiz: Quiz) -> None:
    editor, key = make_learner(), uuid4()
    quiz.introduction, quiz.locked, quiz.locked_by = "<p>Think.</p>", True, editor
    quiz.save()
    copied = copy_quiz(quiz=quiz, key=key, by=editor)
    copied.refresh_from_db()
    assert fields_of(copied) == fields_of(quiz)
    assert copied.questions_as_asked() == quiz.questions_as_asked()
    assert (copied.translation_key, copied.locked, copied.locked_by) == (key, False, None)
    assert copied.revisions.get() == copied.live_revision == copied.latest_revision
    assert copied.latest_revision.user == editor
    assert (Quiz.objects.count(), quiz.revisions.count()) == (2, 1)


def test_copy_of_a_quiz_when_it_is_made_again_is_the_same(quiz: Quiz) -> None:
    key = uuid4()
    copies = [copy_quiz(quiz=quiz, key=key, by=None) for _time in range(2)]
    assert (copies[0], Quiz.objects.count()) == (copies[1], 2)


def test_copy_of_a_published_quiz_leaves_its_draft_out(quiz: Quiz) -> None:
    quiz.title = "Not yet"
    quiz.save_revision()
    copied = copy_quiz(quiz=Quiz.objects.get(), key=uuid4(), by=None)
    assert (copied.title, copied.get_latest_revision_as_object().title) == ("Quiz", "Quiz")


def test_copy_of_a_quiz_that_was_never_published_is_its_draft(quiz: Quiz) -> None:
    quiz.unpublish()
    quiz.title = "Not yet"
    quiz.save_revision()
    copied = copy_quiz(quiz=Quiz.objects.get(), key=uuid4(), by=None)
    assert (copied.title, copied.live, copied.latest_revision.as_object().title) == ("Not yet", False, "Not yet")
