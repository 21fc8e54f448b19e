"""Background work of awards; each task may run twice without harm. `issue_certificates` resumes what is undone."""

import logging

from django_tasks import task

from .delivery import mail_award, render_award
from .services import AwardRefused, issue_award

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
    """Draw and store the document of an award, then tell its holder."""
    render_award(award_id=award_id)
    mail_award(award_id=award_id)
