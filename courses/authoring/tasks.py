"""Background work of authoring: copies. It may run twice, and goes on after a worker that was killed."""

from uuid import UUID

from django_tasks import task

from .services import CopyRefused, copy_next_page, fail_copy
from .states import CopyReason


@task()
def make_copy(key: str) -> None:
    """Copy page after page, each in a transaction of its own; what cannot be done is told to who asked."""
    try:
        while copy_next_page(key=UUID(key)):
            pass
    except CopyRefused as refusal:
        fail_copy(key=UUID(key), reason=refusal.decision.reason)
    except Exception:
        fail_copy(key=UUID(key), reason=CopyReason.UNEXPECTED)
        raise
