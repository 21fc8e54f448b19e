"""What page templates ask for. Pages describe and know no learner; these tags bring both together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import template
from django.conf import settings
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from courses.catalogue import rules
from courses.catalogue.models import CatalogPage, Course, CourseFacilitator, CoursePage, CoursePartner, ModulePage
from courses.catalogue.queries import (
    SORTINGS,
    CourseFilters,
    FilterChoices,
    course_page_of,
    filter_choices,
    find_courses,
    syllabus,
)
from courses.catalogue.services import activities_in
from courses.conf import courses_per_page
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import Run, joinable_courses, run_of_cohort, runs_of_course
from courses.progress.models import ActivityRecord, CourseProgress
from courses.progress.queries import activity_records, completed_modules

register = template.Library()

# What courses/components/course_card.html draws: one query finds these pictures for all cards.
CARD_PICTURES = [f"format-{kind}|fill-800x450" for kind in ("avif", "webp", "jpeg")]
PHOTO = "fill-160x160|format-webp"
LOGO = "max-240x120|format-webp"


@register.filter
def hours(minutes: int | None) -> str:
    """Minutes as hours a person reads: 240 -> “4 hours”."""
    number = rules.hours(minutes or 0)
    shown = formats.number_format(number)
    return ngettext("%(hours)s hour", "%(hours)s hours", int(number) if number == int(number) else 2) % {"hours": shown}


@dataclass(frozen=True)
class Catalog:
    """The catalog as this address asks for it."""

    filters: CourseFilters
    choices: FilterChoices
    sortings: dict[str, Any]
    courses: PageOfList[CoursePage]
    joinable: frozenset[UUID]
    query: str


@register.simple_tag(takes_context=True)
def catalog(context: template.Context, page: CatalogPage) -> Catalog:
    """The found courses, one page of them; `query` is the address's query without the page number."""
    request = context["request"]
    filters = CourseFilters.from_query(request.GET)
    joinable = joinable_courses()
    found = find_courses(page, filters, joinable)
    query = request.GET.copy()
    query.pop("page", None)
    return Catalog(
        filters=filters,
        choices=filter_choices(page),
        sortings=SORTINGS,
        courses=Paginator(_with_pictures(found), courses_per_page()).get_page(request.GET.get("page")),
        joinable=joinable,
        query=query.urlencode(),
    )


def _with_pictures(courses: QuerySet[CoursePage]) -> QuerySet[CoursePage]:
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=CARD_PICTURES)
    return courses.prefetch_related(
        Prefetch("picture__renditions", queryset=renditions, to_attr="prefetched_renditions")
    )


@register.simple_tag
def catalog_page() -> CatalogPage | None:
    """The live catalog in the active language, else the first one; None when the site has none."""
    found = list(CatalogPage.objects.live().select_related("locale").order_by("pk"))
    return next((page for page in found if page.locale.language_code == get_language()), found[0] if found else None)


@register.simple_tag
def open_courses(limit: int = 6) -> list[CoursePage]:
    """Courses that one can join now, the newest first, from the catalog in the active language."""
    page = catalog_page()
    if page is None:
        return []
    found = find_courses(page, CourseFilters(open_now=True, sort="newest"), joinable_courses())
    return list(_with_pictures(found)[:limit])


@dataclass(frozen=True)
class LanguageLink:
    """One language of the site, named in itself, and where this page is read in it."""

    code: str
    name: str
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[LanguageLink]:
    """The languages of the site. A page leads to its live translation, a view to the same view, anything else to the
    language's home page; a language that has none of them is left out (one query)."""
    request = context["request"]
    page = context.get("page")
    pages = _addresses(request, page if isinstance(page, Page) else None)
    links = [
        LanguageLink(code, name, pages.get(code) or _same_view(request, code), code == get_language())
        for code, name in settings.LANGUAGES
    ]
    return [link for link in links if link.url]


def _addresses(request: HttpRequest, page: Page | None) -> dict[str, str]:
    """Addresses by language: of the page's live translations, else of the home page."""
    site = Site.find_for_request(request)
    home = site.root_page.translation_key if site and (page or not _is_view(request)) else None
    here = page.translation_key if page else None
    keys = [key for key in (home, here) if key]
    found = Page.objects.live().filter(translation_key__in=keys).select_related("locale")
    home_first = sorted(found, key=lambda page: page.translation_key == here)
    return {page.locale.language_code: page.get_url(request) for page in home_first}


def _is_view(request: HttpRequest) -> bool:
    return getattr(request.resolver_match, "url_name", "wagtail_serve") != "wagtail_serve"


def _same_view(request: HttpRequest, language: str) -> str:
    return translate_url(request.get_full_path(), language) if _is_view(request) else ""


@register.simple_tag
def course_facilitators(page: CoursePage) -> list[CourseFacilitator]:
    """The facilitators with their organizations and photos (constant number of queries)."""
    photos = get_image_model().objects.prefetch_renditions(PHOTO)
    people = page.facilitators.select_related("person__organization")
    return list(people.prefetch_related(Prefetch("person__photo", queryset=photos)))


@register.simple_tag
def course_partners(page: CoursePage) -> list[CoursePartner]:
    """The partner organizations with their cities and logos (constant number of queries)."""
    logos = get_image_model().objects.prefetch_renditions(LOGO)
    partners = page.partners.select_related("organization__city")
    return list(partners.prefetch_related(Prefetch("organization__logo", queryset=logos)))


@register.filter
def own_run(runs: list[Run]) -> Run | None:
    """The run in which the visitor has a seat, one that has started first; None without a seat."""
    own = [run for run in runs if run.enrollment is not None and run.enrollment.holds_seat]
    return next((run for run in own if not is_future(run.cohort.starts_at)), own[0] if own else None)


@register.filter
def is_among(key: UUID, keys: frozenset[UUID]) -> bool:
    """Whether the key is in the set; a template's `in` works in conditions only."""
    return key in keys


@register.filter
def is_future(moment: datetime | None) -> bool:
    """Whether the moment is still to come; nothing is not."""
    return moment is not None and moment > timezone.now()


@dataclass(frozen=True)
class SyllabusRow:
    """One module in a course's syllabus; `completed` is of the reader's own enrollment."""

    page: ModulePage
    completed: bool


@register.simple_tag(takes_context=True)
def course_runs(context: template.Context, page: CoursePage) -> list[Run]:
    """The cohorts of the course with what this visitor may do in each."""
    return runs_of_course(page, context["request"].user)


@register.simple_tag
def course_syllabus(page: CoursePage, runs: list[Run]) -> list[SyllabusRow]:
    """The modules in order, marked for a reader who is enrolled in one of the `runs`."""
    mine = [run.enrollment for run in runs if run.enrollment is not None]
    completed = set().union(*(completed_modules(enrollment) for enrollment in mine[:1]))
    return [SyllabusRow(module, module.translation_key in completed) for module in syllabus(page)]


@register.simple_tag
def course_workload(page: CoursePage) -> int:
    """The course's workload in minutes: its own figure, else the sum of its published modules."""
    course = Course.objects.filter(pk=page.translation_key).only("workload_minutes").first()
    return page.workload_minutes or (course.workload_minutes if course else 0)


@register.simple_tag(takes_context=True)
def cohort_run(context: template.Context, page: Any) -> Run:
    """The cohort of a cohort page as this visitor sees it."""
    return run_of_cohort(page.cohort, context["request"].user)


@register.simple_tag
def course_page(course: Course, language: str) -> CoursePage | None:
    """The live page of a course in this language, else as it was written."""
    return course_page_of(course, language)


@dataclass(frozen=True)
class Reading:
    """A module page with its reader. Without an enrollment (preview, staff) only the neighbors are known."""

    number: int
    rows: list[SyllabusRow]
    enrollment: Enrollment | None
    progress: CourseProgress | None
    records: dict[UUID, ActivityRecord]
    previous: ModulePage | None
    next: ModulePage | None
    read: bool
    completed: bool
    staff: bool


@register.simple_tag(takes_context=True)
def module_reading(context: template.Context, page: ModulePage) -> Reading:
    """Where this module stands in its course, and how far this reader is."""
    access = getattr(context["request"], "module_access", None)
    enrollment = access.enrollment if access else None
    parent = page.get_parent()
    modules = syllabus(parent.specific) if parent else []
    keys = [module.translation_key for module in modules]
    index = keys.index(page.translation_key) if page.translation_key in keys else -1
    completed = completed_modules(enrollment) if enrollment else set()
    records = activity_records(enrollment, page.translation_key) if enrollment else {}
    reading = records.get(page.translation_key)
    return Reading(
        number=index + 1,
        rows=[SyllabusRow(module, module.translation_key in completed) for module in modules],
        enrollment=enrollment,
        progress=CourseProgress.objects.filter(pk=enrollment.pk).first() if enrollment else None,
        records=records,
        previous=modules[index - 1] if index > 0 else None,
        next=modules[index + 1] if 0 <= index < len(modules) - 1 else None,
        read=reading is not None and reading.completed_at is not None,
        completed=page.translation_key in completed,
        staff=bool(access and access.staff),
    )


@register.filter
def record_of(records: dict[UUID, ActivityRecord], block_id: str) -> ActivityRecord | None:
    """The reader's record of the activity with this block id."""
    return records.get(UUID(str(block_id)))


@register.simple_tag
def unfinished_activities(page: ModulePage, reading: Reading) -> list[Any]:
    """The blocks of the module's text that this reader has still to complete."""
    ids = {activity["id"] for activity in activities_in(page)}
    done = {str(key) for key, record in reading.records.items() if record.completed_at is not None}
    return [child for child in page.body if str(child.id) in ids - done]
