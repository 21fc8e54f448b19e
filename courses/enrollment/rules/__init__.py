"""Who may enroll, who may open a module, and what a module waits for. Pure: facts and the time come in, a decision
goes out."""

from .access import EnrollmentFacts, ModuleAccessFacts, best_outlook, may_enroll, may_open_module, may_withdraw
from .releases import (
    Condition,
    Release,
    Step,
    Waiting,
    condition_of,
    first_day_of,
    is_met,
    locked_forever,
    moment_of,
    released,
    still_to_do,
)

__all__ = [
    "Condition",
    "EnrollmentFacts",
    "ModuleAccessFacts",
    "Release",
    "Step",
    "Waiting",
    "best_outlook",
    "condition_of",
    "first_day_of",
    "is_met",
    "locked_forever",
    "may_enroll",
    "may_open_module",
    "may_withdraw",
    "moment_of",
    "released",
    "still_to_do",
]
