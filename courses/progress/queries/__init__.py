from .checklists import Checklist, ChecklistItem, checklists, levels_of
from .judgments import current_policy, evaluation
from .learning import LearningItem, MyLearning, my_learning
from .quiet import SILENCE, quiet_enrollments
from .records import (
    achievement,
    activity_records,
    completed_modules,
    next_module,
    outline_of,
    unfinished_module,
)
from .recount import Difference, differences
from .releases import Lock, locks_of, newly_earned
from .standings import course_standings

__all__ = [
    "SILENCE",
    "Checklist",
    "ChecklistItem",
    "Difference",
    "LearningItem",
    "Lock",
    "MyLearning",
    "achievement",
    "activity_records",
    "checklists",
    "completed_modules",
    "course_standings",
    "current_policy",
    "differences",
    "evaluation",
    "levels_of",
    "locks_of",
    "my_learning",
    "newly_earned",
    "next_module",
    "outline_of",
    "quiet_enrollments",
    "unfinished_module",
]
