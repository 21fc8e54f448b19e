from .cohorts import CohortViewSet, add_cohort_url, offer_first_cohort
from .enrollments import EnrollmentViewSet

__all__ = ["CohortViewSet", "EnrollmentViewSet", "add_cohort_url", "offer_first_cohort"]
