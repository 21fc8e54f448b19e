from typing import Any
from uuid import UUID

from django.db import transaction

from courses.api import (
    ActivityAct,
    ProgressRefused,
    enrollment_access,
    locked_enrollment,
    record_activity,
)


@transaction.atomic
def mark_heard(*, enrollment: Any, module: Any, block_id: UUID) -> None:
    """Record that the learner has heard the podcast. Raises `ProgressRefused` when the module is not open to her."""
    enrollment = locked_enrollment(enrollment.pk)
    decision = enrollment_access(enrollment, module)
    if not decision:
        raise ProgressRefused(decision)
    act = ActivityAct(block_id=block_id, kind="podcast", completed=True)
    record_activity(enrollment=enrollment, module=module, act=act)
