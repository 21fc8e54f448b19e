from typing import Any
from uuid import UUID

from courses.api import mark_done


def mark_heard(*, enrollment: Any, module: Any, block_id: UUID) -> None:
    """Record that the learner has heard the podcast. Raises `ProgressRefused` when the module is not open to her."""
    mark_done(enrollment=enrollment, module=module, block_id=block_id, kind="podcast")
