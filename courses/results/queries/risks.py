"""Who may not finish, and why."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from courses.calendars import written_number
from courses.catalogue.models import Module
from courses.catalogue.queries import number_of
from courses.enrollment.models import Cohort, Enrollment
from courses.enrollment.queries import local_days
from courses.enrollment.states import HOLDING_SEAT
from courses.progress.models import ActivityRecord
from courses.progress.queries import SILENCE, quiet_enrollments
from courses.results.rules import SLACK, Risk, RiskFacts, modules_due, risks


def learners_at_risk(now: datetime) -> "QuerySet[Enrollment]":
    """Who takes part in a running cohort, has not completed the course, and is quiet, behind an even pace or failing;
    the longest silence first. Each row has the number of activities that she `failed`, and what `reasons_of` needs.
    """
    (today,) = local_days(now, cohort="cohort__")
    begun = Q(cohort__starts_on=None) | Q(cohort__starts_on__lte=today)
    not_over = Q(cohort__ends_on=None) | Q(cohort__ends_on__gte=today)
    running = Enrollment.objects.filter(begun, not_over, state__in=HOLDING_SEAT, completion=None)
    failed = ActivityRecord.objects.filter(enrollment=OuterRef("pk"), completed_at=None, points__isnull=False)
    quiet = Q(pk__in=quiet_enrollments(now=now, days=SILENCE).order_by().values("pk"))
    found = running.filter(quiet | Exists(failed) | reduce(or_, _behind(now), Q(pk__in=[])))
    found = found.annotate(failed=number_of(failed, "enrollment")).select_related("cohort", "progress")
    return found.order_by(F("progress__last_activity_at").asc(nulls_first=True), "pk")


def _behind(now: datetime) -> Iterator[Q]:
    """Who is behind in each cohort with a first and a last day (two queries)."""
    day = timedelta(days=1)  # today is another day somewhere
    required = dict(
        Module.objects.filter(live=True, required=True).order_by().values_list("course").annotate(number=Count("pk"))
    )
    for cohort in Cohort.objects.filter(starts_on__lte=now + day, ends_on__gte=now - day):
        due = _due(cohort, required.get(cohort.course_id, 0), now)
        if due > SLACK:
            yield Q(cohort=cohort, progress__done__lt=due - SLACK)


def _due(cohort: Cohort, required: int, now: datetime) -> int:
    return modules_due(required=required, starts_at=cohort.starts_at, ends_at=cohort.ends_at, now=now)


def reasons_of(enrollment: Enrollment, now: datetime) -> list[str]:
    """Why one of `learners_at_risk` is among them: “has done nothing for 20 days”."""
    return [_told(risk) for risk in _risks_of(enrollment, now)]


def _told(risk: Risk) -> str:
    return str(risk.kind.label) % {name: written_number(number) for name, number in risk.numbers.items()}


def _risks_of(enrollment: Enrollment, now: datetime) -> list[Risk]:
    progress, cohort = getattr(enrollment, "progress", None), enrollment.cohort
    acted = progress.last_activity_at if progress else None
    beginning = max(enrollment.enrolled_at, cohort.starts_at or enrollment.enrolled_at)
    facts = RiskFacts(
        now=now,
        since=max(acted, beginning) if acted else beginning,
        done=progress.done if progress else 0,
        due=_due(cohort, progress.required if progress else 0, now),
        failed=getattr(enrollment, "failed", 0),
    )
    return risks(facts, SILENCE)
