"""Reads of the catalogue: what is published, found and in which order."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import (
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelsearch.query import And, PlainText
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from courses.conf import main_language

from .kept import kept
from .models import (
    CatalogPage,
    Course,
    CoursePage,
    CourseTag,
    Level,
    Module,
    ModulePage,
)
from .requirements import graded_activities
from .rules import search_beginnings

SORTINGS = {"title": _("Title"), "newest": _("Newest first"), "shortest": _("Least work first")}
SLUG_LENGTH = 200  # of the 255 letters that are stored: a number may follow
_LISTED_COLUMNS = ("title", "slug", "path", "url_path", "translation_key", "locale", "workload_minutes", "required")
_ORDERING = {
    "title": ("title", "pk"),
    "newest": ("-first_published_at", "pk"),
    "shortest": ("total_minutes", "title", "pk"),
}


@dataclass(frozen=True)
class CourseFilters:
    """What a visitor asked the catalog for; unknown values are dropped, so any address shows a list."""

    search: str = ""
    tag: str = ""
    goal: str = ""
    audience: str = ""
    level: str = ""
    language: str = ""
    open_now: bool = False
    sort: str = "title"

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "CourseFilters":
        """Read the address's query, for example `?q=twin&goal=11&open=1`."""
        goal, sort, level = query.get("goal", ""), query.get("sort", ""), query.get("level", "")
        return cls(
            search=query.get("q", "").replace("\x00", "").strip()[:200],
            tag=query.get("tag", "").replace("\x00", "")[:100],
            goal=goal if goal.isascii() and goal.isdigit() and int(goal[:3]) <= 17 else "",
            audience=query.get("audience", "").replace("\x00", "")[:50],
            level=level if level in Level.values else "",
            language=query.get("language", "").replace("\x00", "")[:10],
            open_now=query.get("open") == "1",
            sort=sort if sort in SORTINGS else "title",
        )

    @property
    def number(self) -> int:
        """How many of them narrow the list."""
        narrowing = (self.search, self.tag, self.goal, self.audience, self.level, self.language, self.open_now)
        return sum(map(bool, narrowing))


def find_courses(
    catalog: Page, filters: CourseFilters, joinable: Collection[UUID] | None = None
) -> "PageQuerySet[CoursePage]":
    """Live courses of the catalog that match every filter, in the asked order.

    `joinable` are the keys of courses that one can enroll in now; needed when `filters.open_now` is set.
    """
    courses = listed_courses(catalog)
    lookups = {
        "tags__slug": filters.tag,
        "goals__number": filters.goal,
        "audiences__slug": filters.audience,
        "level": filters.level,
    }
    courses = courses.filter(**{lookup: value for lookup, value in lookups.items() if value})
    if filters.language:
        readable = readable_pages().filter(locale__language_code=filters.language)
        courses = courses.filter(translation_key__in=readable.values("translation_key"))
    if filters.open_now:
        courses = courses.filter(translation_key__in=joinable or [])
    if filters.search:
        words = And([PlainText(beginning) for beginning in search_beginnings(filters.search)])
        found = CoursePage.objects.live().autocomplete(words)[:500] if words.subqueries else []
        courses = courses.filter(pk__in=[page.pk for page in found])
    return courses.order_by(*_ORDERING[filters.sort])


def listed_courses(catalog: Page) -> "PageQuerySet[CoursePage]":
    """The live courses of a catalog as lists show them: with `total_minutes`, without their long texts."""
    minutes = Course.objects.filter(key=OuterRef("translation_key")).values("workload_minutes")
    courses = CoursePage.objects.child_of(catalog).live().public()
    return courses.annotate(total_minutes=Subquery(minutes[:1])).defer("description", "outcomes", "prerequisites")


def related_courses(page: CoursePage, limit: int) -> "PageQuerySet[CoursePage]":
    """Other courses of the same catalog that share tags or goals with this one, those that share most first."""
    tags, goals = CourseTag.objects, CoursePage.goals.through.objects
    own_tags = tags.filter(content_object=page).values("tag")
    own_goals = goals.filter(coursepage=page).values("sustainabledevelopmentgoal")
    shared = number_of(tags.filter(content_object=OuterRef("pk"), tag__in=own_tags), "content_object") + number_of(
        goals.filter(coursepage=OuterRef("pk"), sustainabledevelopmentgoal__in=own_goals), "coursepage"
    )
    others = listed_courses(page.get_parent()).exclude(pk=page.pk).annotate(shared=shared)
    return others.filter(shared__gt=0).order_by("-shared", "title", "pk")[:limit]


def number_of(rows: "QuerySet[Any]", group: str) -> Coalesce:
    """How many of the rows there are for each `group`, a field by which they are limited with an `OuterRef`; else 0."""
    counted = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def readable_pages() -> "PageQuerySet[CoursePage]":
    """The live course pages that have modules, all of them in the page's own language too."""
    modules = Module.objects.filter(course=OuterRef("translation_key"), live=True)
    own = ModulePage.objects.live().filter(translation_key=OuterRef("key"), locale=OuterRef(OuterRef("locale")))
    return CoursePage.objects.live().filter(Exists(modules), ~Exists(modules.filter(~Exists(own))))


def reading_languages(course_key: UUID) -> list[str]:
    """Codes of the languages in which all modules of a course can be read, the one it was written in first."""
    pages = readable_pages().filter(translation_key=course_key).order_by("pk")
    return list(pages.values_list("locale__language_code", flat=True))


def activity_titles(course_key: UUID) -> dict[str, dict[str, str]]:
    """What the graded activities of a course are called, by the ids of their blocks and by language."""
    modules = Module.objects.filter(course=course_key, live=True)
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    for page in ModulePage.objects.live().filter(translation_key__in=modules.values("key")).select_related("locale"):
        for block_id, title in graded_activities([page]):
            titles[block_id][page.locale.language_code] = title
    return titles


def live_catalog(language: str) -> CatalogPage | None:
    """The live catalog in `language`, else the first one; None when the site has none (one query)."""
    found = list(CatalogPage.objects.live().select_related("locale").order_by("pk"))
    return next((page for page in found if page.locale.language_code == language), found[0] if found else None)


def syllabus(course_page: CoursePage, request: HttpRequest) -> list[ModulePage]:
    """The live modules of a course in order, each in the page's language if it is translated, else in the language
    it was written in but at an address below this page. They are loaded for a list, without their texts, and `kept`."""
    pages = kept(request, "syllabus", [course_page.path], partial(_syllabus, course_page))
    for page in pages:
        page.shown_below = course_page if page.locale_id != course_page.locale_id else None
    return pages


def _syllabus(course_page: CoursePage) -> list[ModulePage]:
    locale = course_page.locale
    if locale.language_code == main_language():
        return _listed(Q(path__startswith=course_page.path), locale)
    source = Locale.get_default()
    siblings = published(CoursePage.objects.filter(translation_key=course_page.translation_key))
    below = reduce(or_, (Q(path__startswith=path) for path in siblings.values_list("path", flat=True)), Q(pk__in=[]))
    own_last = sorted(_listed(below, source, locale), key=lambda page: page.locale_id == locale.pk)
    chosen = {page.translation_key: page for page in own_last}
    order = {page.translation_key: page.path for page in reversed(own_last)}
    return sorted(chosen.values(), key=lambda page: order[page.translation_key])


def _listed(condition: Q, *locales: Locale) -> list[ModulePage]:
    by_key = {locale.pk: locale for locale in locales}
    modules = ModulePage.objects.live().filter(condition, locale__in=by_key).order_by("path")
    found = list(modules.only(*_LISTED_COLUMNS))
    for page in found:
        page.locale = by_key[page.locale_id]
    return found


def module_page(module: Module, language: str | None) -> ModulePage | None:
    """The published page on which to read a module: in `language` if it is translated, else as it was written, below
    the course's page in `language` if there is one."""
    page = _page_in(ModulePage.objects.filter(translation_key=module.key), language, module.language)
    if page is not None and page.locale.language_code != language:
        courses = CoursePage.objects.filter(translation_key=module.course_id, locale__language_code=language)
        page.shown_below = published(courses).first()
    return page


def placed_value(page: ModulePage | None, slug: str, block_id: UUID) -> Any:
    """What an editor wrote in the activity of this type and place in the page's text; None while it has no place."""
    blocks = page.body.blocks_by_name(slug) if page else []
    return next((block.value for block in blocks if block.id == str(block_id)), None)


def course_page_of(course: Course, language: str | None) -> CoursePage | None:
    """The published page of a course: in `language` if there is one, else as it was written, else in any language."""
    return _page_in(CoursePage.objects.filter(translation_key=course.key), language, course.language)


def _page_in(pages: "PageQuerySet[Any]", language: str | None, fallback: str) -> Any:
    by_language = {page.locale.language_code: page for page in published(pages).select_related("locale")}
    return by_language.get(language or fallback) or by_language.get(fallback) or next(iter(by_language.values()), None)


def published(pages: "PageQuerySet[Any]") -> "PageQuerySet[Any]":
    """Those of the pages that are live, and below live pages only."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    draft_above = Page.objects.filter(live=False).alias(below=path).filter(below__startswith=F("path"))
    return pages.live().filter(~Exists(draft_above))


def free_slug(below: Page, title: str, otherwise: str) -> str:
    """An address made of a title that no other page `below` has, short enough to be stored; `otherwise` if the title
    has no letters for one."""
    allow_unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    slug = slugify(title, allow_unicode=allow_unicode)[:SLUG_LENGTH].strip("-_")
    return find_available_slug(below, slug or otherwise)


def is_shown_to(page: Page | None, request: HttpRequest) -> bool:
    """Whether there is a published page, and this visitor may see it under Wagtail's privacy settings."""
    return page is not None and all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
