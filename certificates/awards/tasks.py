"""Background work of awards; each task may run twice without harm. `issue_certificates` resumes what is undone."""

import logging
from collections.abc import Collection

from django.apps import apps
from django_tasks import TaskContext, task

from .delivery import mail_award, render_award
from .models import Award
from .services import AwardRefused, issue_award
from .states import AwardState

logger = logging.getLogger(__name__)


@task()
def issue(completion_id: int) -> None:
    """Award a certificate for a completion; a refusal is logged and waits for `issue_certificates`."""
    try:
        issue_award(completion_id=completion_id)
    except AwardRefused as refused:
        logger.warning("No certificate for completion %s: %s", completion_id, refused)


@task(takes_context=True)
def deliver(context: TaskContext, award_id: int) -> None:
    """Draw and store the document of an award in force, then tell its holder; a revoked one is only told of."""
    try:
        if Award.objects.get(pk=award_id).state == AwardState.ISSUED:
            render_award(award_id=award_id)
    except AwardRefused as refused:
        logger.warning("No document for award %s: %s", award_id, refused)
    else:
        mail_award(award_id=award_id, task_id=context.task_result.id)


def states_of_issuing(completion_ids: Collection[int]) -> dict[int, str]:
    """The state of the last task that was to issue each award, where the queue can be read: in the database."""
    if not apps.is_installed("django_tasks_db"):
        return {}
    results = apps.get_model("django_tasks_database", "DBTaskResult").objects
    asked = results.filter(task_path=issue.module_path, args_kwargs__args__0__in=list(completion_ids))
    rows = asked.order_by("enqueued_at").values_list("args_kwargs", "status")
    return {called["args"][0]: state for called, state in rows}
