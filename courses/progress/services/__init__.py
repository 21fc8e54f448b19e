from .grades import GradeRefused, override_grade, regrade_activity, take_back_override
from .records import (
    ActivityAct,
    ProgressRefused,
    list_learner,
    mark_done,
    mark_read,
    record_activity,
    reevaluate,
    reevaluate_all,
    set_policy,
)

__all__ = [
    "ActivityAct",
    "GradeRefused",
    "ProgressRefused",
    "list_learner",
    "mark_done",
    "mark_read",
    "override_grade",
    "record_activity",
    "reevaluate",
    "reevaluate_all",
    "regrade_activity",
    "set_policy",
    "take_back_override",
]
