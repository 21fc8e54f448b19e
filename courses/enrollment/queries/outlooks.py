"""What courses hold for somebody who is not enrolled, and which of them start soon."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from courses.catalogue.models import CoursePage
from courses.catalogue.queries import listed_courses
from courses.decisions import Decision
from courses.enrollment.models import Cohort
from courses.enrollment.rules import best_outlook, may_enroll

from .days import local_days
from .facts import enroll_facts, readable_modules


def course_outlooks(now: datetime | None = None) -> dict[UUID, Decision]:
    """What each course holds for somebody who is not enrolled (see `best_outlook`), by its key; `when` is on the clock
    of the cohort. Courses that hold nothing are left out (one query)."""
    now = now or timezone.now()
    by_course: dict[UUID, list[Decision]] = defaultdict(list)
    for cohort in cohorts_not_closed(now).order_by("starts_on", "pk"):
        by_course[cohort.course_id].append(outlook_of(cohort, now))
    outlooks = {key: best_outlook(decisions) for key, decisions in by_course.items()}
    return {key: outlook for key, outlook in outlooks.items() if outlook is not None}


def joinable(outlooks: Mapping[UUID, Decision]) -> frozenset[UUID]:
    """Keys of the courses in which one can take a seat now."""
    return frozenset(key for key, outlook in outlooks.items() if outlook)


def _of_readable_courses() -> "QuerySet[Cohort]":
    return Cohort.objects.filter(course__in=readable_modules().values("course"))


def cohorts_not_closed(now: datetime) -> "QuerySet[Cohort]":
    """The cohorts with something to read whose enrollment was not closed by its own hour."""
    not_closed = Q(enrollment_closes_at__isnull=True) | Q(enrollment_closes_at__gt=now)
    return _of_readable_courses().filter(not_closed)


def outlook_of(cohort: Cohort, now: datetime) -> Decision:
    """Whether somebody who is new may enroll in a cohort with something to read."""
    decision = may_enroll(enroll_facts(cohort, None, now, published=True, readable=True))
    return replace(decision, when=decision.when and decision.when.astimezone(cohort.zone))


@dataclass(frozen=True)
class Start:
    """A cohort that starts soon, with the page of its course."""

    cohort: Cohort
    course_page: CoursePage
    decision: Decision


def next_starts(catalog: Page, limit: int, now: datetime | None = None) -> list[Start]:
    """The next cohorts of the catalog's courses that have not begun where they are (four queries)."""
    now = now or timezone.now()
    courses = listed_courses(catalog)
    (today,) = local_days(now)
    to_come = _of_readable_courses().filter(starts_on__gt=today, course__in=courses.values("translation_key"))
    cohorts = list(to_come.order_by("starts_on", "pk")[:limit])
    pages = {
        page.translation_key: page for page in courses.filter(translation_key__in=[one.course_id for one in cohorts])
    }
    return [Start(one, pages[one.course_id], outlook_of(one, now)) for one in cohorts]
