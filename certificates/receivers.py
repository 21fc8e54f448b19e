"""A completed course asks for an award; what becomes of an award is delivered. All signals come after commit."""

from typing import Any

from django.dispatch import receiver

from courses.signals import course_completed

from .awards import tasks
from .signals import award_issued, award_revoked


@receiver(course_completed)
def issue_for_completion(completion_id: int, **kwargs: Any) -> None:
    """The award is issued in the background; asked twice, it is the same award."""
    tasks.issue.enqueue(completion_id)


@receiver([award_issued, award_revoked])
def deliver_award(award_id: int, **kwargs: Any) -> None:
    """The award stands or is revoked; its file and the e-mail follow."""
    tasks.deliver.enqueue(award_id)
