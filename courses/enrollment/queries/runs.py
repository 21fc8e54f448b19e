"""The cohorts of a course as one visitor sees them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from courses.catalogue.kept import kept
from courses.catalogue.models import CohortPage, CoursePage
from courses.catalogue.queries import published
from courses.conf import main_language
from courses.decisions import Decision
from courses.enrollment.models import Cohort, Enrollment
from courses.enrollment.rules import may_enroll

from .facts import course_is_readable, enroll_facts, gather_facts, readable_modules
from .gate import reading_access


@dataclass(frozen=True)
class Run:
    """One cohort as a visitor sees it: whether she may enroll, her enrollment with what the gate says of its modules
    (None without one), and the address of its page if it has one."""

    cohort: Cohort
    decision: Decision
    enrollment: Enrollment | None
    access: Decision | None
    url: str | None


def runs_of_course(course_page: CoursePage, request: HttpRequest, now: datetime | None = None) -> list[Run]:
    """The cohorts of a course that have not ended, soonest first, and ended ones that the visitor took part in.

    The addresses of their pages are `kept`; everything else is read anew.
    """
    now = now or timezone.now()
    of_course = Cohort.objects.filter(course_id=course_page.translation_key)
    cohorts = list(of_course.order_by(F("starts_on").asc(nulls_last=True), "pk"))
    mine = _enrollments_by_cohort(cohorts, request.user)
    keys = [cohort.pk for cohort in cohorts]
    addresses = kept(request, "cohort-pages", [course_page.path, *keys], partial(_cohort_pages, keys, course_page))
    course = course_page.translation_key
    readable = kept(request, "course-is-readable", [course], partial(course_is_readable, course))
    runs = []
    for cohort in cohorts:
        enrollment = mine.get(cohort.pk)
        if enrollment is None and cohort.ends_at and now >= cohort.ends_at:
            continue
        facts = enroll_facts(cohort, enrollment, now, published=course_page.live, readable=readable)
        access = reading_access(enrollment, now) if enrollment else None
        runs.append(Run(cohort, may_enroll(facts), enrollment, access, addresses.get(cohort.pk)))
    return runs


def _enrollments_by_cohort(cohorts: Collection[Cohort], user: Any) -> dict[int, Enrollment]:
    if not user.is_authenticated:
        return {}
    mine = Enrollment.objects.filter(learner=user, cohort__in=cohorts)
    read = mine.select_related("cohort", "completion", "participation", "progress__policy")
    return {enrollment.cohort_id: enrollment for enrollment in read}


def _cohort_pages(keys: Collection[int], course_page: CoursePage) -> dict[int, str | None]:
    """The addresses of the cohorts' pages by the cohorts' primary keys."""
    languages = (main_language(), course_page.locale.language_code)
    pages = published(CohortPage.objects.filter(cohort__in=keys, locale__language_code__in=languages))
    own_last = sorted(pages, key=lambda page: page.locale_id == course_page.locale_id)
    for page in own_last:
        page.shown_below = course_page if page.locale_id != course_page.locale_id else None
    return {page.cohort_id: page.get_url() for page in own_last}


def run_of_cohort(cohort: Cohort, user: Any, now: datetime | None = None) -> Run:
    """One cohort as this visitor sees it."""
    now = now or timezone.now()
    enrollment = _enrollments_by_cohort([cohort], user).get(cohort.pk)
    access = reading_access(enrollment, now) if enrollment else None
    return Run(cohort, may_enroll(gather_facts(cohort, enrollment, now)), enrollment, access, None)


def return_decisions(enrollments: Collection[Enrollment], now: datetime) -> dict[int, Decision]:
    """Whether people who left may take a seat again, by enrollment (two queries, none without enrollments)."""
    keys = {enrollment.cohort.course_id for enrollment in enrollments}
    pages = published(CoursePage.objects.filter(translation_key__in=keys))
    shown = set(pages.values_list("translation_key", flat=True))
    readable = set(readable_modules().filter(course__in=keys).values_list("course", flat=True))
    return {
        enrollment.pk: may_enroll(
            enroll_facts(
                enrollment.cohort,
                enrollment,
                now,
                published=enrollment.cohort.course_id in shown,
                readable=enrollment.cohort.course_id in readable,
            )
        )
        for enrollment in enrollments
    }
