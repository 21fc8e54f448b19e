"""The writes of attendance."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses import signals
from courses.decisions import Refused
from courses.enrollment.models import Enrollment
from courses.enrollment.services import locked_enrollment

from .models import Attendance, AttendanceEvent, Session
from .rules import MarkFacts, may_mark
from .states import Presence


class AttendanceRefused(Refused):
    """The attendance cannot be recorded; `decision.reason` is an `AttendanceReason`."""


@transaction.atomic
def record_attendance(
    *, session: Session, marks: Mapping[int, Presence], by: Any, reason: str = "", now: datetime | None = None
) -> int:
    """Record who came, by the keys of enrollments, all or nothing; how many of the marks said something new.

    What is recorded already stays untouched; a correction needs the `reason`. Raises `AttendanceRefused`.
    """
    now = now or timezone.now()
    enrollments = [locked_enrollment(key) for key in sorted(marks)]
    return sum(_mark(session, one, marks[one.pk], by=by, reason=reason, now=now) for one in enrollments)


def _mark(session: Session, enrollment: Enrollment, after: Presence, *, by: Any, reason: str, now: datetime) -> bool:
    attendance = Attendance.objects.filter(session=session, enrollment=enrollment).first()
    before = Presence(attendance.presence) if attendance else None
    takes_part = enrollment.cohort_id == session.cohort_id and (enrollment.holds_seat or attendance is not None)
    decision = may_mark(MarkFacts(now, session.starts_at, takes_part, before, after, reason))
    if not decision:
        raise AttendanceRefused(decision)
    if before == after:
        return False
    attendance = attendance or Attendance(session=session, enrollment=enrollment)
    attendance.presence = after
    attendance.save()
    AttendanceEvent.objects.create(
        attendance=attendance, before=before or "", after=after, by=by, at=now, reason=reason if before else ""
    )
    signals.send_on_commit(signals.attendance_recorded, sender=Attendance, enrollment_id=enrollment.pk)
    return True
