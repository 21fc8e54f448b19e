from .judgments import current_policy, evaluation, missing_after_all_modules
from .learning import LearningItem, MyLearning, my_learning
from .quiet import quiet_enrollments
from .records import (
    achievement,
    activity_records,
    completed_blocks,
    completed_modules,
    count_done,
    next_module,
    outline_of,
    unfinished_module,
)
from .recount import counter_drift, unrecorded_completions
from .releases import Lock, locks_of, newly_earned
from .standings import course_standings

__all__ = [
    "LearningItem",
    "Lock",
    "MyLearning",
    "achievement",
    "activity_records",
    "completed_blocks",
    "completed_modules",
    "count_done",
    "counter_drift",
    "course_standings",
    "current_policy",
    "evaluation",
    "locks_of",
    "missing_after_all_modules",
    "my_learning",
    "newly_earned",
    "next_module",
    "outline_of",
    "quiet_enrollments",
    "unfinished_module",
    "unrecorded_completions",
]
