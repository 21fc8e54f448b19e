"""One thing, or more, for every list of what waits."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from courses.enrollment.services import enroll
from tests.factories.content import key_fact, link, make_picture, picture, text
from tests.factories.courses import make_cohort, make_course, make_learner, make_module


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
    make_cohort(make_course(), starts_on=now.date() + timedelta(days=9))
    began = now - timedelta(days=40)
    cohort = make_cohort(make_course(), enrollment_opens_at=began)
    learner = make_learner()
    enroll(cohort=cohort, learner=learner, by=learner, now=began)
