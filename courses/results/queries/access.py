"""Whose results somebody may see at the desk."""

from typing import Any

from django.db.models import QuerySet

from courses.enrollment.models import Cohort


def open_cohorts(user: Any) -> "QuerySet[Cohort]":
    """All cohorts for those who may see enrollments, else those that she facilitates."""
    cohorts = Cohort.objects.select_related("course")
    return cohorts if user.has_perm("courses.view_enrollment") else cohorts.filter(facilitators=user.pk)
