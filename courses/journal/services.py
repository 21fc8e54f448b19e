"""The writes of the journal."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Module
from courses.decisions import Refused, refused
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import enrollment_access
from courses.enrollment.services import locked_enrollment
from courses.progress.services import ActivityAct, record_activity

from .models import JournalEntry
from .queries import placed_reflection
from .states import JournalReason


class JournalRefused(Refused):
    """The text is not kept; `decision.reason` says why."""


@transaction.atomic
def write_entry(
    *,
    enrollment: Enrollment,
    module: Module,
    block_id: UUID,
    text: str,
    version: int = 0,
    now: datetime | None = None,
) -> JournalEntry:
    """Keep the learner's text with what was asked, in the active language, and record the reflection as done. `version`
    is that of the entry the writer saw, 0 if there was none. The same text again changes nothing.

    Raises `JournalRefused`: the module is not open to the learner, the reflection has no place in it any more, or the
    entry was changed meanwhile.
    """
    now = now or timezone.now()
    asked = placed_reflection(module, block_id).reflection
    enrollment = locked_enrollment(enrollment.pk)
    access = enrollment_access(enrollment, module, now)
    if not access:
        raise JournalRefused(access)
    if asked is None:
        raise JournalRefused(refused(JournalReason.NOT_ASKED))
    place = {"enrollment": enrollment, "module": module, "block_id": block_id}
    entry = JournalEntry.objects.filter(**place).first() or JournalEntry(**place, version=0, written_at=now)
    if entry.text == text:
        return entry
    if entry.version != version:
        raise JournalRefused(refused(JournalReason.CHANGED_ELSEWHERE))
    entry.title, entry.prompt, entry.language = asked.title, asked.prompt, asked.language
    entry.text, entry.changed_at, entry.version = text, now, version + 1
    entry.save()
    act = ActivityAct(block_id=block_id, kind="reflection", completed=True)
    record_activity(enrollment=enrollment, module=module, act=act, now=now)
    return entry


def delete_entry(*, entry: JournalEntry) -> None:
    """Take the writer's text away for good. What she has completed by it stays completed."""
    entry.delete()
