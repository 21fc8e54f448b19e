"""Who has fallen silent."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from courses.enrollment.models import Enrollment
from courses.enrollment.queries import local_days
from courses.enrollment.states import HOLDING_SEAT

SILENCE = 14  # days after which somebody is asked after


def quiet_enrollments(*, now: datetime, days: int) -> "QuerySet[Enrollment]":
    """Who takes part in a running cohort, has not completed the course and has done nothing for so many days, counted
    from the last activity, the enrollment or the cohort's first day; the longest silence first."""
    since = now - timedelta(days=days)
    day_of_silence, today = local_days(since, now, cohort="cohort__")
    cohort_runs = Q(cohort__starts_on=None) | Q(cohort__starts_on__lt=day_of_silence)
    not_over = Q(cohort__ends_on=None) | Q(cohort__ends_on__gte=today)
    silent = Q(progress__last_activity_at=None) | Q(progress__last_activity_at__lt=since)
    enrollments = Enrollment.objects.filter(
        cohort_runs, not_over, silent, state__in=HOLDING_SEAT, completion=None, enrolled_at__lt=since
    )
    return enrollments.order_by(F("progress__last_activity_at").asc(nulls_first=True), "enrolled_at", "pk")
