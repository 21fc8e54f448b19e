"""What page templates ask for. Pages describe and know no learner; these tags bring both together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django import template
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, override
from wagtail import hooks
from wagtail.coreutils import get_content_languages

from courses.catalogue.models import Course, CourseFacilitator, CoursePage, CoursePartner, Module, ModulePage
from courses.catalogue.queries import course_page_of, is_shown_to, reading_languages, syllabus
from courses.catalogue.services import activities_in
from courses.conf import contact_email
from courses.enrollment.models import Cohort, Enrollment
from courses.enrollment.queries import ModuleAccess, Run, may_edit, run_of_cohort, runs_of_course, schedules_of
from courses.progress.models import ActivityRecord, CourseCompletion, CourseProgress
from courses.progress.queries import Checklist, activity_records, checklists, completed_modules
from courses.registry import ActivityType, activity_types

from .courses_releases import SyllabusRow, completed_for, syllabus_rows

register = template.Library()


@register.simple_tag
def course_facilitators(page: CoursePage) -> list[CourseFacilitator]:
    """The facilitators with their organizations and photos (one query; Wagtail's cache keeps the renditions)."""
    return list(page.facilitators.select_related("person__organization", "person__photo"))


@register.simple_tag
def course_partners(page: CoursePage) -> list[CoursePartner]:
    """The partner organizations with their cities and logos (one query; Wagtail's cache keeps the renditions)."""
    return list(page.partners.select_related("organization__city", "organization__logo"))


@register.filter
def own_run(runs: list[Run]) -> Run | None:
    """The run in which the visitor has a seat, first one whose modules are open to her; None without a seat."""
    own = [run for run in runs if run.enrollment is not None and run.enrollment.holds_seat]
    return next((run for run in own if run.access), own[0] if own else None)


@register.filter
def only_open_run(runs: list[Run]) -> Run | None:
    """The run in which the visitor can enroll now, if there is exactly one."""
    open_now = [run for run in runs if run.decision]
    return open_now[0] if len(open_now) == 1 else None


@register.simple_tag(takes_context=True)
def cohort_to_enroll_in(context: template.Context, address: str | None) -> Cohort | None:
    """The cohort in which one enrolls at this address of the site; None for any other, and for what is not shown."""
    try:
        match = resolve(urlsplit(address or "").path)
    except (Resolver404, ValueError):
        return None
    if match.view_name != "courses:enroll":
        return None
    cohort = Cohort.objects.select_related("course").filter(pk=match.kwargs["cohort_id"]).first()
    shown = cohort and is_shown_to(course_page_of(cohort.course, get_language()), context["request"])
    return cohort if shown else None


@register.simple_tag(takes_context=True)
def activity_parts(context: template.Context, enrollment: Enrollment) -> list[SafeString]:
    """What each type of activity tells of an enrollment at the desk (see `ActivityType.desk_part`)."""
    parts = (kind.desk_part(enrollment, context["request"]) for kind in activity_types)
    return [SafeString(part) for part in parts if part]


@register.simple_tag
def contact() -> str:
    """The address to which learners write, or nothing."""
    return contact_email()


@register.simple_tag(takes_context=True)
def course_page_parts(context: template.Context, page: CoursePage) -> list[SafeString]:
    """What plugins show on the page of a course, below its people.

    A plugin hooks a function to `register_course_page_parts`. It is called as `function(page, request)` at every visit
    and returns HTML that is ready to be shown, for example from `render_to_string`, or "" for nothing. The part is a
    `<section>` with its own heading (h2) and may differ from reader to reader.
    """
    return _parts("register_course_page_parts", page, context["request"])


@register.simple_tag(takes_context=True)
def learning_parts(context: template.Context) -> list[SafeString]:
    """What plugins show on the page My learning, below the courses that are taken.

    A plugin hooks a function to `register_learning_parts`. It is called as `function(request)` and returns the same as
    for the page of a course; the reader is signed in.
    """
    return _parts("register_learning_parts", context["request"])


@register.simple_tag(takes_context=True)
def completion_parts(context: template.Context, completion: CourseCompletion) -> list[SafeString]:
    """What plugins say to a learner who has completed a course, on its modules and on the results of its quizzes.

    A plugin hooks a function to `register_completion_parts`. It is called as `function(completion, request)` and
    returns the same as for the page of a course, without a heading; the reader is the one who completed the course.
    """
    return _parts("register_completion_parts", completion, context["request"])


@register.simple_tag(takes_context=True)
def enrollment_parts(context: template.Context, enrollment: Enrollment) -> list[SafeString]:
    """What plugins tell the registrar of an enrollment, at the desk.

    A plugin hooks a function to `register_enrollment_parts`. It is called as `function(enrollment, request)` and
    returns the same as for the page of a course; it asks itself what this member of staff may see.
    """
    return _parts("register_enrollment_parts", enrollment, context["request"])


def _parts(hook: str, *facts: Any) -> list[SafeString]:
    parts = (draw(*facts) for draw in hooks.get_hooks(hook))
    return [part for part in parts if part]


@register.simple_tag(takes_context=True)
def course_runs(context: template.Context, page: CoursePage) -> list[Run]:
    """The cohorts of the course with what this visitor may do in each."""
    return runs_of_course(page, context["request"])


@register.simple_tag(takes_context=True)
def course_syllabus(context: template.Context, page: CoursePage, runs: list[Run]) -> list[SyllabusRow]:
    """The modules in order, marked for a reader who has a seat in one of the `runs`."""
    mine = own_run(runs)
    completed = completed_modules(mine.enrollment) if mine and mine.enrollment else set()
    found = schedules_of([mine.enrollment]) if mine and mine.enrollment else None
    return syllabus_rows(syllabus(page, context["request"]), mine.enrollment if mine else None, found, completed)


@register.simple_tag(takes_context=True)
def may_read_modules(context: template.Context, page: CoursePage, runs: list[Run]) -> bool:
    """Whether the course's modules open to this visitor: by one of the `runs`, or because she edits them."""
    return any(run.access for run in runs) or may_edit(page, context["request"].user)


@register.filter
def minutes(rows: list[SyllabusRow]) -> int:
    """The workload of the listed modules together."""
    return sum(row.page.workload_minutes for row in rows)


@register.simple_tag
def completion_checklists(enrollment: Enrollment) -> list[Checklist]:
    """What the course asks of this learner, level by level, and what is done of it."""
    return checklists(enrollment)


@register.simple_tag
def course_workload(page: CoursePage) -> int:
    """The course's workload in minutes as it is published: its own figure, else the sum of its modules."""
    course = Course.objects.filter(pk=page.translation_key).only("workload_minutes").first()
    return course.workload_minutes if course else 0


@register.simple_tag(takes_context=True)
def cohort_run(context: template.Context, page: Any) -> Run:
    """The cohort of a cohort page as this visitor sees it."""
    return run_of_cohort(page.cohort, context["request"].user)


@register.simple_tag
def course_languages(page: CoursePage) -> list[str]:
    """Codes of the languages in which all modules of the course can be read."""
    return reading_languages(page.translation_key)


@dataclass(frozen=True)
class Reading:
    """A module page with its reader. Without an enrollment (preview, staff) only the neighbors are known."""

    number: int
    rows: list[SyllabusRow]
    enrollment: Enrollment | None
    progress: CourseProgress | None
    records: dict[UUID, ActivityRecord]
    placed: dict[UUID, Any]
    previous: SyllabusRow | None
    next: SyllabusRow | None
    read: bool
    completed: bool
    checklists: list[Checklist]
    staff: bool


@register.simple_tag(takes_context=True)
def module_reading(context: template.Context, page: ModulePage) -> Reading:
    """Where this module stands in its course, and how far this reader is."""
    access = getattr(context["request"], "module_access", None)
    enrollment = access.enrollment if access else _imagined(context["request"], page)
    modules = syllabus(page.course_page, context["request"]) if page.course_page else []
    keys = [module.translation_key for module in modules]
    index = keys.index(page.translation_key) if page.translation_key in keys else -1
    completed = completed_for(access) if access else set()
    records = activity_records(enrollment, page.translation_key) if enrollment else {}
    reading = records.get(page.translation_key)
    found, at = (access.schedules, access.at) if access else (None, None)
    rows = syllabus_rows(modules, enrollment, found, completed, at)
    return Reading(
        number=index + 1,
        rows=rows,
        enrollment=enrollment,
        progress=getattr(enrollment, "progress", None),
        records=records,
        placed=_placed(page, _written_in(page, access), enrollment),
        previous=rows[index - 1] if index > 0 else None,
        next=rows[index + 1] if 0 <= index < len(rows) - 1 else None,
        read=reading is not None and reading.completed_at is not None,
        completed=page.translation_key in completed,
        checklists=checklists(enrollment) if enrollment else [],
        staff=bool(access and access.staff),
    )


def _placed(page: ModulePage, written_in: str, enrollment: Enrollment | None) -> dict[UUID, Any]:
    """What each type of activity knows of its own in this page, by block id."""
    by_kind = [kind.placed(page, written_in=written_in, enrollment=enrollment) for kind in activity_types]
    return {block_id: found for placed in by_kind for block_id, found in placed.items()}


def _imagined(request: HttpRequest, page: ModulePage) -> Enrollment | None:
    """In the preview “as a learner” the enrollment of nobody: all is shown, and the buttons lead nowhere."""
    if getattr(request, "preview_mode", "") != "learner" or page.course_page is None:
        return None
    return Enrollment(pk=0, cohort=Cohort(course_id=page.course_page.translation_key))


def _written_in(page: ModulePage, access: ModuleAccess | None) -> str:
    """The language of the module; a preview has not passed the gate, which knows it."""
    module = access.module if access else Module.objects.filter(pk=page.translation_key).first()
    return module.language if module else page.locale.language_code


@register.filter
def of_block(found: dict[UUID, Any], block_id: str) -> Any:
    """What was found for the activity with this block id: the reader's record, or what its type knows of it."""
    return found.get(UUID(str(block_id)))


@dataclass(frozen=True)
class OpenActivity:
    """An activity that a reader has still to complete: its block, the slug and the (lazy) label of its kind, what it is
    called, and what completes it."""

    id: str
    slug: str
    kind: Any
    title: str
    completed_by: Any


@register.simple_tag
def unfinished_activities(page: ModulePage, reading: Reading) -> list[OpenActivity]:
    """What this reader has still to complete in the module's text."""
    ids = {activity["id"] for activity in activities_in(page)}
    done = {str(key) for key, record in reading.records.items() if record.completed_at is not None}
    blocks = [page.body[index] for index, raw in enumerate(page.body.raw_data) if str(raw.get("id")) in ids - done]
    kinds = {kind.slug: kind for kind in activity_types}
    return [_open(block, kinds[block.block_type]) for block in blocks]


def _open(block: Any, kind: ActivityType) -> OpenActivity:
    return OpenActivity(block.id, kind.slug, block.block.label, kind.title(block.value), kind.completed_by)


@register.filter
def tells_its_kind(title: str, kind: Any) -> bool:
    """Whether a title begins with the word for what the activity is, in a language of the content: “Quiz: towns”."""
    return title.casefold().startswith(tuple(_in_all_languages(kind)))


def _in_all_languages(label: Any) -> Iterator[str]:
    for code in get_content_languages():
        with override(code):
            yield gettext(label).casefold()
