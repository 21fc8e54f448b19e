"""Background work of awards; each task may run twice without harm. `issue_certificates` resumes what is undone."""

import logging

from django_tasks import task

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


@task()
def deliver(award_id: int) -> None:
    """Draw and store the document of an award in force, then tell its holder; a revoked one is only told of."""
    try:
        if Award.objects.get(pk=award_id).state == AwardState.ISSUED:
            render_award(award_id=award_id)
    except AwardRefused as refused:
        logger.warning("No document for award %s: %s", award_id, refused)
    else:
        mail_award(award_id=award_id)
