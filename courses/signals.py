"""What happened, told to strangers after the transaction is committed.

Receivers get ids, read what they need themselves, and cannot undo the act: signals are sent with `send_robust`."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal

enrolled = Signal()
"""A person holds a seat: `enrollment_id` (int). Sent on enrolling and on coming back."""

withdrawn = Signal()
"""A person gave up a seat: `enrollment_id` (int)."""

schedule_changed = Signal()
"""When the modules of a cohort open has changed: `cohort_id` (int)."""

activity_completed = Signal()
"""An activity was completed for the first time: `enrollment_id` (int), `module_key` (UUID), `block_id` (UUID)."""

attendance_recorded = Signal()
"""Whether a person came to a session was recorded or corrected: `enrollment_id` (int)."""

course_completed = Signal()
"""A course was completed: `completion_id` (int). Sent once for each completion."""


def send_on_commit(signal: Signal, *, sender: type, **named: Any) -> None:
    """Send `signal` when the running transaction is committed; an error in a receiver is logged by Django."""
    transaction.on_commit(lambda: signal.send_robust(sender=sender, **named))
