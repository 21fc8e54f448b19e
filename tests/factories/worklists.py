"""One thing, or more, for every list of what waits."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from certificates.api import issue_award
from certificates.awards.services import record_event
from certificates.awards.states import EventKind, RefusalReason
from certificates.models import AwardDefinition
from courses.assessment.services import start_attempt, submit_attempt
from courses.enrollment.services import enroll
from courses.models import LearnerProfile
from tests.factories.certificates import make_award_definition
from tests.factories.content import key_fact, link, make_picture, picture, text
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    module_of,
    quiz_block,
    take_course,
)


def start_review(of: Any, by: Any) -> None:
    """Somebody hands in a page or quiz for review."""
    workflow, _created = Workflow.objects.get_or_create(name="Review")
    task, created = GroupApprovalTask.objects.get_or_create(name="Reviewers")
    if created:
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    of.save_revision(user=by)
    workflow.start(of, by)


def make_waiting(by: Any, times: int = 1) -> None:
    """So many more things in each list of an editor (`by` has drafts) and of a registrar."""
    for _time in range(times):
        _wait_for_the_editor(by)
        _wait_for_the_registrar()


def _wait_for_the_editor(by: Any) -> None:
    course = make_course("Course of facts", modules=0)
    gone = make_module(course, "Gone")
    body = [key_fact(), picture(make_picture()), text(link(gone))]
    module = make_module(course, body=body)
    gone.delete()
    start_review(module, by)


def _wait_for_the_registrar() -> None:
    now = timezone.now()
    _complete(now)
    _use_up_the_attempts(now)
    make_cohort(make_course(), starts_on=now.date() + timedelta(days=9))
    began = now - timedelta(days=40)
    cohort = make_cohort(make_course(), enrollment_opens_at=began)
    learner = make_learner()
    enroll(cohort=cohort, learner=learner, by=learner, now=began)


def _complete(now: Any) -> None:
    """Two people complete a course: one has no name for a certificate, the other one's cannot be drawn."""
    course = make_course()
    if not AwardDefinition.objects.exists():
        make_award_definition()
    for name in ("", "Ana"):
        learner = make_learner()
        if name:
            LearnerProfile.objects.create(user=learner, name_of_record=name)
        enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner, now=now)
        take_course(enrollment)
    award = issue_award(completion_id=enrollment.completion.pk)
    record_event(award=award, kind=EventKind.NOT_DRAWN, reason=RefusalReason.DOES_NOT_FIT)


def _use_up_the_attempts(now: Any) -> None:
    module = make_module(make_course(modules=0), body=[quiz_block(make_quiz(attempts_allowed=1))])
    learner = make_learner()
    enrollment = enroll(cohort=make_cohort(module.get_parent().specific), learner=learner, by=learner, now=now)
    attempt = start_attempt(enrollment=enrollment, module=module_of(module), block_id=UUID(block_id("quiz")))
    submit_attempt(attempt=attempt, answers={})
