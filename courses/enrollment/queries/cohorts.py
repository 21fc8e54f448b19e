"""The cohorts that the registrar is shown."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from courses.catalogue.models import CoursePage
from courses.catalogue.queries import published
from courses.enrollment.models import Cohort

from .days import local_days
from .outlooks import cohorts_not_closed, outlook_of

STARTING_SOON = 30  # days


def may_facilitate() -> "QuerySet[Any]":
    """The accounts that can be named as facilitators of a cohort: the desk of results is open to them."""
    permission = Permission.objects.filter(codename="view_courseprogress", content_type__app_label="courses")
    people = get_user_model()._default_manager.filter(is_active=True)
    named = Q(groups__permissions__in=permission) | Q(user_permissions__in=permission)
    return people.filter(named).distinct().order_by("pk")


def joinable_cohorts(now: datetime | None = None) -> "QuerySet[Cohort]":
    """The cohorts of published courses in which one can take a seat now, the soonest first."""
    now = now or timezone.now()
    published_courses = published(CoursePage.objects.all()).values("translation_key")
    with_a_seat = [cohort.pk for cohort in cohorts_not_closed(now) if outlook_of(cohort, now)]
    cohorts = Cohort.objects.filter(pk__in=with_a_seat, course_id__in=published_courses)
    return cohorts.order_by(F("starts_on").asc(nulls_first=True), "pk")


def starting_cohorts(*, now: datetime, days: int) -> "QuerySet[Cohort]":
    """The cohorts whose first day is today where they are or one of the next `days` days, the soonest first."""
    soon = local_days(now, now + timedelta(days=days))
    return Cohort.objects.filter(starts_on__range=soon).order_by("starts_on", "pk")
