"""What the rules of enrollment decide on."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from courses.catalogue.models import CoursePage, Module, ModulePage
from courses.catalogue.queries import published
from courses.enrollment.models import Cohort, Enrollment
from courses.enrollment.rules import EnrollmentFacts


def course_is_published(key: UUID) -> bool:
    """Whether the course has a published page in any language: that is what makes it open."""
    return published(CoursePage.objects.filter(translation_key=key)).exists()


def readable_modules() -> "QuerySet[Module]":
    """The modules that have a published page in any language."""
    return Module.objects.filter(key__in=published(ModulePage.objects.all()).values("translation_key"))


def course_is_readable(key: UUID) -> bool:
    """Whether there is anything to read in the course for those who are enrolled."""
    return readable_modules().filter(course=key).exists()


def gather_facts(cohort: Cohort, enrollment: Enrollment | None, now: datetime) -> EnrollmentFacts:
    """What `may_enroll` decides on, with the course as it is now (two queries)."""
    key = cohort.course_id
    return enroll_facts(cohort, enrollment, now, published=course_is_published(key), readable=course_is_readable(key))


def enroll_facts(
    cohort: Cohort, enrollment: Enrollment | None, now: datetime, *, published: bool, readable: bool
) -> EnrollmentFacts:
    """The same for a cohort and an enrollment as they were read, when the course is known."""
    return EnrollmentFacts(
        now=now,
        state=enrollment.state if enrollment else None,
        published=published,
        readable=readable,
        opens_at=cohort.enrollment_opens_at,
        closes_at=cohort.enrollment_closes_at,
        ends_at=cohort.ends_at,
        seats=cohort.seats,
        seats_taken=cohort.seats_taken,
    )
