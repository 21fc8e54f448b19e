"""When the last attempt is used: what the learner reads, and how a registrar allows one more."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from courses.assessment.models import Attempt, ExtraAttempt, Quiz
from courses.assessment.queries import attempted_quizzes, quiz_standing
from courses.assessment.services import AttemptRefused, allow_attempt, start_attempt, submit_attempt
from courses.assessment.states import AttemptReason
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll, withdraw
from courses.models import Cohort, CoursePage, Module, ModulePage
from courses.progress.services import mark_read
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
)

pytestmark = pytest.mark.django_db
BLOCK = UUID(block_id("quiz"))
CAN_ALLOW = "The organizers"


@pytest.fixture
def module() -> Module:
    """A module with a quiz that allows one attempt."""
    course = make_course(modules=0)
    return module_of(make_module(course, "Treaties", body=[quiz_block(make_quiz("Check", attempts_allowed=1))]))


@pytest.fixture
def enrollment(module: Module) -> Enrollment:
    learner = make_learner("ana@example.org")
    return enroll(cohort=make_cohort(CoursePage.objects.get(), time_zone="Asia/Tehran"), learner=learner, by=learner)


@pytest.fixture
def take(enrollment: Enrollment, module: Module) -> Callable[..., Attempt]:
    def attempt(*, right: bool = False) -> Attempt:
        begun = start_attempt(enrollment=enrollment, module=module, block_id=BLOCK)
        return submit_attempt(attempt=begun, answers=right_answers(begun.questions) if right else {})

    return attempt


@pytest.fixture
def allow(enrollment: Enrollment, module: Module) -> Callable[[], ExtraAttempt]:
    registrar = make_learner("registrar@example.org")

    def act() -> ExtraAttempt:
        return allow_attempt(
            enrollment=enrollment, module=module, block_id=BLOCK, by=registrar, reason="The connection broke."
        )

    return act


@pytest.fixture
def registrar(client: Client) -> Client:
    person = make_learner("vera@example.org", name="Vera")
    person.groups.add(Group.objects.get(name="Registrars"))
    client.force_login(person)
    return client


def address(enrollment: Enrollment, module: Module) -> str:
    return reverse("extra_attempts:add", args=[enrollment.pk, module.pk, BLOCK])


def inspected(client: Client, enrollment: Enrollment) -> str:
    return client.get(reverse("enrollments:inspect", args=[enrollment.pk])).content.decode()


def test_allow_attempt_when_none_is_left_gives_exactly_one_more(
    take: Callable[..., Attempt], allow: Callable[[], ExtraAttempt], enrollment: Enrollment, module: Module
) -> None:
    take()
    extra = allow()
    assert (extra.by.email, extra.reason, extra.block_id) == ("registrar@example.org", "The connection broke.", BLOCK)
    standing = quiz_standing(enrollment, module, BLOCK)
    assert (standing.allowed, standing.left) == (2, 1)
    assert take(right=True).passed
    with pytest.raises(AttemptRefused) as refusal:
        take()
    assert (refusal.value.decision.reason, Attempt.objects.count()) == (AttemptReason.NO_ATTEMPTS_LEFT, 2)


def test_allow_attempt_twice_without_using_it_is_refused(
    take: Callable[..., Attempt], allow: Callable[[], ExtraAttempt]
) -> None:
    take()
    allow()
    with pytest.raises(AttemptRefused) as refusal:
        allow()
    assert (refusal.value.decision.reason, ExtraAttempt.objects.count()) == (AttemptReason.ATTEMPTS_LEFT, 1)


def test_allow_attempt_while_attempts_are_left_or_the_quiz_is_a_draft_is_refused(
    take: Callable[..., Attempt], allow: Callable[[], ExtraAttempt]
) -> None:
    with pytest.raises(AttemptRefused) as left:
        allow()
    take()
    Quiz.objects.get().unpublish()
    with pytest.raises(AttemptRefused) as draft:
        allow()
    reasons = [refusal.value.decision.reason for refusal in (left, draft)]
    assert reasons == [AttemptReason.ATTEMPTS_LEFT, AttemptReason.QUIZ_UNAVAILABLE]
    assert not ExtraAttempt.objects.exists()


@pytest.mark.parametrize("closed", ["withdrawn", "ended", "unpublished"])
def test_allow_attempt_that_could_not_be_used_is_refused_and_not_offered(
    registrar: Client, take: Callable[..., Attempt], enrollment: Enrollment, module: Module, closed: str
) -> None:
    take()
    assert address(enrollment, module) in inspected(registrar, enrollment)
    if closed == "withdrawn":
        withdraw(enrollment=enrollment, by=enrollment.learner)
    elif closed == "ended":
        Cohort.objects.update(ends_on=date(2026, 1, 1))
    else:
        ModulePage.objects.get().unpublish()
    assert address(enrollment, module) not in inspected(registrar, enrollment)
    response = registrar.post(address(enrollment, module), {"reason": "Power cut."}, follow=True)
    assert "another attempt could not be used." in response.content.decode()
    assert not ExtraAttempt.objects.exists()


def test_allow_attempt_after_the_cohort_has_ended_for_who_completed_the_course_is_allowed(
    take: Callable[..., Attempt], allow: Callable[[], ExtraAttempt], enrollment: Enrollment, module: Module
) -> None:
    mark_read(enrollment=enrollment, module=module)
    assert take(right=True).passed
    Cohort.objects.update(ends_on=date(2026, 1, 1))
    allow()
    assert take().number == 2


def test_extra_attempt_of_one_learner_is_nobody_elses(
    take: Callable[..., Attempt], allow: Callable[[], ExtraAttempt], enrollment: Enrollment, module: Module
) -> None:
    take()
    allow()
    other = make_learner()
    theirs = enroll(cohort=enrollment.cohort, learner=other, by=other)
    assert quiz_standing(theirs, module, BLOCK).allowed == 1


def test_database_refuses_an_extra_attempt_without_a_reason(
    take: Callable[..., Attempt], allow: Callable[[], ExtraAttempt]
) -> None:
    take()
    extra = allow()
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtraAttempt.objects.filter(pk=extra.pk).update(reason="")


def test_attempted_quizzes_tell_the_same_as_each_standing_in_six_queries(
    take: Callable[..., Attempt],
    allow: Callable[[], ExtraAttempt],
    enrollment: Enrollment,
    module: Module,
    django_assert_num_queries: Any,
) -> None:
    assert attempted_quizzes(enrollment) == []
    take()
    allow()
    with django_assert_num_queries(6):
        found = attempted_quizzes(enrollment)
        assert [
            (one.quiz and one.quiz.rules.title, one.left, [extra.by.email for extra in one.extra]) for one in found
        ] == [("Check", 1, ["registrar@example.org"])]
    assert found == [quiz_standing(enrollment, module, BLOCK)]


@pytest.mark.parametrize("contact", ["", "help@example.org"])
def test_last_attempt_when_not_passed_says_what_can_be_done(
    client: Client, take: Callable[..., Attempt], enrollment: Enrollment, module: Module, settings: Any, contact: str
) -> None:
    settings.LMS_CONTACT_EMAIL = contact
    client.force_login(enrollment.learner)
    attempt = take()
    for page in (
        reverse("courses:attempt", args=[attempt.pk]),
        reverse("courses:quiz", args=[enrollment.pk, module.pk, BLOCK]),
    ):
        text = client.get(page).content.decode()
        assert (CAN_ALLOW in text, 'href="mailto:help@example.org"' in text) == (True, bool(contact)), page


def test_last_attempt_when_passed_asks_for_nothing(
    client: Client, take: Callable[..., Attempt], enrollment: Enrollment, module: Module
) -> None:
    client.force_login(enrollment.learner)
    attempt = take(right=True)
    assert CAN_ALLOW not in client.get(reverse("courses:attempt", args=[attempt.pk])).content.decode()
    quiz = client.get(reverse("courses:quiz", args=[enrollment.pk, module.pk, BLOCK])).content.decode()
    assert (CAN_ALLOW in quiz, "You have used all your attempts at this quiz." in quiz) == (False, True)


def test_registrar_allows_one_more_attempt_from_the_enrollment(
    registrar: Client, take: Callable[..., Attempt], enrollment: Enrollment, module: Module
) -> None:
    assert address(enrollment, module) not in inspected(registrar, enrollment)
    take()
    assert f'href="{address(enrollment, module)}"' in inspected(registrar, enrollment)
    asked = registrar.get(address(enrollment, module)).content.decode()
    assert ("1 attempt is used." in asked, ExtraAttempt.objects.exists()) == (True, False)
    response = registrar.post(address(enrollment, module), {"reason": "Power cut."})
    assert response.headers["Location"] == reverse("enrollments:inspect", args=[enrollment.pk])
    assert list(ExtraAttempt.objects.values_list("enrollment", "by__email", "reason")) == [
        (enrollment.pk, "vera@example.org", "Power cut.")
    ]
    after = inspected(registrar, enrollment)
    assert ("1 of 2" in after, "Power cut." in after, address(enrollment, module) in after) == (True, True, False)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_registrar_without_a_usable_reason_allows_nothing(
    registrar: Client, take: Callable[..., Attempt], enrollment: Enrollment, module: Module, reason: str
) -> None:
    take()
    assert registrar.post(address(enrollment, module), {"reason": reason}).status_code == 200
    assert not ExtraAttempt.objects.exists()


def test_registrar_who_presses_twice_reads_that_attempts_are_left(
    registrar: Client, take: Callable[..., Attempt], enrollment: Enrollment, module: Module
) -> None:
    take()
    for _time in range(2):
        response = registrar.post(address(enrollment, module), {"reason": "Power cut."}, follow=True)
    assert "There are still attempts left at this quiz." in response.content.decode()
    assert ExtraAttempt.objects.count() == 1


def test_editor_sees_no_way_to_allow_attempts_and_has_none(
    client: Client, take: Callable[..., Attempt], enrollment: Enrollment, module: Module
) -> None:
    take()
    editor = make_learner()
    editor.groups.add(Group.objects.get(name="Course editors"))
    client.force_login(editor)
    assert client.post(address(enrollment, module), {"reason": "Mine."}).status_code == 302
    assert not ExtraAttempt.objects.exists()
