"""The writes of enrollment."""

from .keeping import earn_modules
from .openings import close_module, open_module
from .releases import ReleaseRefused, copy_schedule, set_schedule
from .seats import (
    EnrollmentRefused,
    enroll,
    locked_enrollment,
    make_cohort_page,
    save_cohort,
    withdraw,
)

__all__ = [
    "EnrollmentRefused",
    "ReleaseRefused",
    "close_module",
    "copy_schedule",
    "earn_modules",
    "enroll",
    "locked_enrollment",
    "make_cohort_page",
    "open_module",
    "save_cohort",
    "set_schedule",
    "withdraw",
]
