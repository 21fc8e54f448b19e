"""The public functions of the courses app; other apps use these and the signals, never the concepts inside."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from courses.assessment.services import AttemptRefused, allow_attempt, start_attempt, submit_attempt
from courses.catalogue.rules import hours
from courses.conf import contact_email
from courses.directory.services import record_name
from courses.enrollment.services import EnrollmentRefused, enroll, make_cohort_page, withdraw
from courses.progress.models import CourseCompletion
from courses.progress.services import ProgressRefused, mark_read, reevaluate

__all__ = [
    "AttemptRefused",
    "CompletionFacts",
    "CompletionNotFound",
    "EnrollmentRefused",
    "ProgressRefused",
    "allow_attempt",
    "completion_facts",
    "completions_facts",
    "completions_of",
    "contact_email",
    "enroll",
    "hours",
    "make_cohort_page",
    "mark_read",
    "pending_completions",
    "record_name",
    "reevaluate",
    "start_attempt",
    "submit_attempt",
    "withdraw",
]


class CompletionNotFound(LookupError):
    """There is no completion with this id."""


@dataclass(frozen=True)
class CompletionFacts:
    """What is known of one completed course now. Times are aware (UTC), dates are days in `time_zone` (IANA name),
    the workload is in minutes, titles are by language code."""

    completion_id: int
    enrollment_id: int
    learner_id: int
    learner_email: str
    learner_name: str
    learner_name_latin: str
    course_key: UUID
    course_titles: dict[str, str]
    language: str
    cohort_title: str
    workload_minutes: int
    started_on: date
    completed_at: datetime
    time_zone: str
    outcomes: tuple[str, ...]


def completion_facts(completion_id: int) -> CompletionFacts:
    """The facts of one completion. Raises `CompletionNotFound`."""
    found = completions_facts([completion_id])
    if not found:
        raise CompletionNotFound(completion_id)
    return found[0]


def completions_facts(completion_ids: Collection[int]) -> list[CompletionFacts]:
    """The facts of these completions in order of time; those that do not exist are left out."""
    related = ("enrollment__cohort__course", "enrollment__learner__learner_profile")
    completions = CourseCompletion.objects.select_related(*related).filter(pk__in=completion_ids)
    return [_facts(completion) for completion in completions.order_by("completed_at", "pk")]


def _facts(completion: CourseCompletion) -> CompletionFacts:
    enrollment = completion.enrollment
    cohort, course, learner = enrollment.cohort, enrollment.cohort.course, enrollment.learner
    profile = getattr(learner, "learner_profile", None)
    enrolled_on = enrollment.enrolled_at.astimezone(cohort.zone).date()
    return CompletionFacts(
        completion_id=completion.pk,
        enrollment_id=enrollment.pk,
        learner_id=learner.pk,
        learner_email=getattr(learner, learner.get_email_field_name()),
        learner_name=profile.name_of_record if profile else "",
        learner_name_latin=profile.name_latin if profile else "",
        course_key=course.pk,
        course_titles=dict(course.titles),
        language=completion.language,
        cohort_title=cohort.title,
        workload_minutes=course.workload_minutes,
        started_on=max(cohort.starts_on or enrolled_on, enrolled_on),
        completed_at=completion.completed_at,
        time_zone=cohort.time_zone,
        outcomes=tuple(course.outcomes.get(completion.language) or course.outcomes.get(course.language) or ()),
    )


def pending_completions(*, without: Collection[int] = ()) -> list[int]:
    """Ids of completions in order of time, leaving out the enrollments in `without` (those that have an award)."""
    completions = CourseCompletion.objects.exclude(enrollment_id__in=without).order_by("completed_at", "pk")
    return list(completions.values_list("pk", flat=True))


def completions_of(learner_id: int) -> list[tuple[int, str, datetime]]:
    """A learner's completions, newest first: id, course title in the active language, aware moment of completion."""
    completions = CourseCompletion.objects.filter(enrollment__learner=learner_id)
    return [
        (completion.pk, completion.enrollment.cohort.course.title, completion.completed_at)
        for completion in completions.select_related("enrollment__cohort__course").order_by("-completed_at")
    ]
