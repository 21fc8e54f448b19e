"""What a rule answers: yes, or no with a reason a person can be told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Decision:
    """A rule's answer. `reason` is a member of the concept's reason choices; `when` is a moment, aware."""

    ok: bool
    reason: Any = ""
    when: datetime | None = None

    def __bool__(self) -> bool:
        return self.ok


ALLOWED = Decision(ok=True)


def refused(reason: Any, when: datetime | None = None) -> Decision:
    """A refusal with its reason code and, where it helps, the moment at which that changes."""
    return Decision(ok=False, reason=reason, when=when)


class Refused(Exception):
    """A service refused an act. Each concept has its own subclass; `decision.reason` says why."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(str(decision.reason))
        self.decision = decision

    @property
    def text(self) -> str:
        """What a person is told."""
        return str(self.decision.reason.label)
