"""What happened to awards, sent after commit with `send_robust`; `sender` is the `Award` class."""

from django.dispatch import Signal

award_issued = Signal()
"""An award was issued: `award_id` (int). Its file follows later."""

award_revoked = Signal()
"""An award was revoked: `award_id` (int)."""
