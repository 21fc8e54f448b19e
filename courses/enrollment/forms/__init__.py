"""Forms of enrollment."""

from .cohorts import CohortForm, WithdrawForm
from .releases import CopyScheduleForm, ScheduleForm

__all__ = ["CohortForm", "CopyScheduleForm", "ScheduleForm", "WithdrawForm"]
