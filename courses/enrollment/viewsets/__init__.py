from .cohorts import CohortViewSet, add_cohort_url, offer_first_cohort
from .enrollments import EnrollmentViewSet
from .releases import ReleaseViewSet, schedule_buttons

__all__ = [
    "CohortViewSet",
    "EnrollmentViewSet",
    "ReleaseViewSet",
    "add_cohort_url",
    "offer_first_cohort",
    "schedule_buttons",
]
