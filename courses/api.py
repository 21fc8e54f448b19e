"""The public functions of the courses app; other apps use these and the signals, never the concepts inside."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.http import HttpRequest

from courses.assessment.services import AttemptRefused, allow_attempt, start_attempt, submit_attempt
from courses.calendars import gregorian_date, written_date, written_number
from courses.catalogue.models import Course
from courses.catalogue.queries import course_page_of, is_shown_to, reading_languages
from courses.catalogue.rules import hours
from courses.conf import contact_email
from courses.directory.services import record_name
from courses.enrollment.queries import course_is_published, enrollment_access
from courses.enrollment.rules import Release
from courses.enrollment.services import (
    EnrollmentRefused,
    enroll,
    locked_enrollment,
    make_cohort_page,
    set_schedule,
    withdraw,
)
from courses.journal.services import JournalRefused, write_entry
from courses.letters import add_html
from courses.progress.models import CourseCompletion
from courses.progress.services import (
    ActivityAct,
    ProgressRefused,
    mark_done,
    mark_read,
    record_activity,
    reevaluate,
)
from courses.progress.states import EvidenceSource
from courses.scenarios.services import PlayRefused, begin_playthrough, take_choice

__all__ = [
    "ActivityAct",
    "AttemptRefused",
    "CompletionFacts",
    "CompletionNotFound",
    "EnrollmentRefused",
    "EvidenceSource",
    "JournalRefused",
    "PlayRefused",
    "ProgressRefused",
    "Release",
    "add_html",
    "allow_attempt",
    "begin_playthrough",
    "completion_facts",
    "completions_facts",
    "contact_email",
    "enroll",
    "enrollment_access",
    "example_completion",
    "gregorian_date",
    "hours",
    "is_course_shown",
    "lock_completion",
    "locked_enrollment",
    "make_cohort_page",
    "mark_done",
    "mark_read",
    "pending_completions",
    "record_activity",
    "record_name",
    "reevaluate",
    "set_schedule",
    "start_attempt",
    "submit_attempt",
    "take_choice",
    "withdraw",
    "write_entry",
    "written_date",
    "written_number",
]


class CompletionNotFound(LookupError):
    """There is no completion with this id."""


@dataclass(frozen=True)
class CompletionFacts:
    """What is known of one completed course now. Times are aware (UTC), dates are days in `time_zone` (IANA name),
    the workload is in minutes, titles are by language code. `language` is the one the course was taken in,
    `learner_language` the one in which messages are written to the learner."""

    completion_id: int
    enrollment_id: int
    learner_id: int
    learner_email: str
    learner_name: str
    learner_name_latin: str
    learner_language: str
    course_key: UUID
    course_titles: dict[str, str]
    language: str
    cohort_title: str
    workload_minutes: int
    started_on: date
    completed_at: datetime
    time_zone: str
    outcomes: tuple[str, ...]

    @property
    def course_title(self) -> str:
        """The title in the language the course was taken in; where it has none, in another."""
        return self.course_titles.get(self.language) or next(iter(self.course_titles.values()), "")


def completion_facts(completion_id: int) -> CompletionFacts:
    """The facts of one completion. Raises `CompletionNotFound`."""
    found = completions_facts([completion_id])
    if not found:
        raise CompletionNotFound(completion_id)
    return found[0]


def example_completion(course_key: UUID, language: str, year: int) -> CompletionFacts | None:
    """The facts of a completion that nobody made, in the spring of this year: for a specimen of what a course gives.

    None when the course is not published. The language is the given one if the modules can be read in it, else the one
    they were written in. The ids are 0, the name is empty.
    """
    course = Course.objects.filter(pk=course_key).first()
    if course is None or not course_is_published(course_key):
        return None
    content_language = language if language in reading_languages(course_key) else course.language
    return CompletionFacts(
        completion_id=0,
        enrollment_id=0,
        learner_id=0,
        learner_email="",
        learner_name="",
        learner_name_latin="",
        learner_language=language,
        course_key=course.pk,
        course_titles=dict(course.titles),
        language=content_language,
        cohort_title="",
        workload_minutes=course.workload_minutes,
        started_on=date(year, 4, 1),
        completed_at=datetime(year, 5, 31, 12, tzinfo=UTC),
        time_zone="UTC",
        outcomes=_outcomes(course, content_language),
    )


def is_course_shown(course_key: UUID, language: str, request: HttpRequest) -> bool:
    """Whether this visitor sees the page of a course: it is published, and Wagtail's privacy settings let her in. The
    page is the one in this language, or in another if there is none."""
    course = Course.objects.filter(pk=course_key).first()
    return course is not None and is_shown_to(course_page_of(course, language), request)


def lock_completion(completion_id: int) -> None:
    """Let whoever else locks this completion wait until the running transaction ends: then look, decide and write.

    Raises `CompletionNotFound`.
    """
    if CourseCompletion.objects.select_for_update().filter(pk=completion_id).first() is None:
        raise CompletionNotFound(completion_id)


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
        learner_language=(profile.language if profile else "") or completion.language,
        course_key=course.pk,
        course_titles=dict(course.titles),
        language=completion.language,
        cohort_title=cohort.title,
        workload_minutes=course.workload_minutes,
        started_on=max(cohort.starts_on or enrolled_on, enrolled_on),
        completed_at=completion.completed_at,
        time_zone=cohort.time_zone,
        outcomes=_outcomes(course, completion.language),
    )


def _outcomes(course: Course, language: str) -> tuple[str, ...]:
    return tuple(course.outcomes.get(language) or course.outcomes.get(course.language) or ())


def pending_completions(
    *, without: Collection[int] = (), learner_id: int | None = None, cohort_key: int | None = None
) -> list[int]:
    """Ids of completions in order of time, leaving out the enrollments in `without` (those that have an award); with
    `learner_id` only those of this learner, with `cohort_key` only those in this cohort."""
    completions = CourseCompletion.objects.exclude(enrollment_id__in=without).order_by("completed_at", "pk")
    if learner_id is not None:
        completions = completions.filter(enrollment__learner=learner_id)
    if cohort_key is not None:
        completions = completions.filter(enrollment__cohort=cohort_key)
    return list(completions.values_list("pk", flat=True))
