"""Forms of enrollment."""

from .cohorts import CohortForm, WithdrawForm
from .releases import CloseModuleForm, CopyScheduleForm, OpenModuleForm, PreviewForm, ScheduleForm

__all__ = [
    "CloseModuleForm",
    "CohortForm",
    "CopyScheduleForm",
    "OpenModuleForm",
    "PreviewForm",
    "ScheduleForm",
    "WithdrawForm",
]
