"""Background tasks whose worker died: they would say “running” for ever."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

LONGEST_TASK = timedelta(hours=1)
MOST_STARTS = 3


def own_worker_id() -> str:
    """The name of the worker that `manage.py serve` starts: there is one for each address."""
    return f"serve {settings.HOST}:{settings.PORT}"


def requeue_abandoned(*, worker_id: str) -> int:
    """Put tasks back into the queue that the worker of this name, or any worker an hour ago, left when it was killed.

    Call it before that worker starts: what it had begun is begun again, which tasks are made for. A task that was
    abandoned three times fails instead of stopping the next worker too. Returns how many were found.
    """
    longest_ago = timezone.now() - LONGEST_TASK
    abandoned = [
        task
        for task in DBTaskResult.objects.running()
        if task.worker_ids[-1:] == [worker_id] or task.started_at < longest_ago
    ]
    for task in abandoned:
        if len(task.worker_ids) >= MOST_STARTS:
            task.set_failed(RuntimeError(f"The worker ended {MOST_STARTS} times while it ran this task."))
        else:
            DBTaskResult.objects.running().filter(pk=task.pk).update(status="READY", started_at=None)
    return len(abandoned)
