from .cohorts import STARTING_SOON, joinable_cohorts, may_facilitate, starting_cohorts
from .days import local_days
from .facts import course_is_published, gather_facts
from .gate import (
    Imagined,
    ModuleAccess,
    access_to_modules,
    enrollment_access,
    may_edit,
    module_access,
    reading_access,
)
from .outlooks import Start, course_outlooks, joinable, next_starts
from .releases import Schedules, own_releases, schedule_faults, schedules_of
from .runs import Run, return_decisions, run_of_cohort, runs_of_course

__all__ = [
    "STARTING_SOON",
    "Imagined",
    "ModuleAccess",
    "Run",
    "Schedules",
    "Start",
    "access_to_modules",
    "course_is_published",
    "course_outlooks",
    "enrollment_access",
    "gather_facts",
    "joinable",
    "joinable_cohorts",
    "local_days",
    "may_edit",
    "may_facilitate",
    "module_access",
    "next_starts",
    "own_releases",
    "reading_access",
    "return_decisions",
    "run_of_cohort",
    "runs_of_course",
    "schedule_faults",
    "schedules_of",
    "starting_cohorts",
]
