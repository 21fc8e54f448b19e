"""Lists of courses: the catalog as it is asked for, courses to join now or soon, courses like another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import template
from django.core.cache import cache
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from wagtail.images import get_image_model

from courses.catalogue.facets import Facet, catalog_facets
from courses.catalogue.models import CatalogPage, CoursePage
from courses.catalogue.queries import SORTINGS, CourseFilters, find_courses, live_catalog, related_courses
from courses.conf import courses_per_page
from courses.decisions import Decision
from courses.enrollment.queries import Start, course_outlooks, joinable, next_starts
from courses.progress.queries import course_standings
from courses.progress.rules import Standing

register = template.Library()

# What courses/components/course_card.html draws: one query finds these pictures for all cards.
CARD_PICTURES = [f"format-{kind}|fill-{size}" for kind in ("avif", "webp") for size in ("400x225", "800x450")]
FACETS_SECONDS = 60


@dataclass(frozen=True)
class CourseCard:
    """A course in a list, and how the visitor stands with it."""

    page: CoursePage
    standing: Standing | None


@dataclass(frozen=True)
class Applied:
    """A filter that narrows the list, in words, and the address without it."""

    label: str
    address: str


@dataclass(frozen=True)
class Catalog:
    """The catalog as this address asks for it; `courses` is one page of the list, `cards` are the courses on it."""

    filters: CourseFilters
    facets: list[Facet]
    applied: list[Applied]
    sortings: dict[str, Any]
    courses: PageOfList[CoursePage]
    cards: list[CourseCard]

    @property
    def cards_key(self) -> str:
        """All that the cards show, as the key of their fragment: who reads the same text stands the same."""
        return str([(card.page.cache_key, card.page.total_minutes, card.standing) for card in self.cards])


@register.simple_tag(takes_context=True)
def catalog(context: template.Context, page: CatalogPage) -> Catalog:
    """The found courses, one page of them."""
    request = context["request"]
    filters = CourseFilters.from_query(request.GET)
    outlooks = course_outlooks()
    found = find_courses(page, filters, joinable(outlooks))
    courses = Paginator(found, courses_per_page()).get_page(request.GET.get("page"))
    facets = _facets(page)
    return Catalog(
        filters=filters,
        facets=facets,
        applied=_applied(filters, facets, request),
        sortings=SORTINGS,
        courses=courses,
        cards=_cards(courses, request, outlooks),
    )


def _cards(pages: Iterable[CoursePage], request: HttpRequest, outlooks: Mapping[UUID, Decision]) -> list[CourseCard]:
    listed = list(pages)
    standings = course_standings([page.translation_key for page in listed], request.user, outlooks)
    return [CourseCard(page, standings.get(page.translation_key)) for page in listed]


def _applied(filters: CourseFilters, facets: list[Facet], request: HttpRequest) -> list[Applied]:
    def without(name: str) -> str:
        query = request.GET.copy()
        for parameter in (name, "page"):
            query.pop(parameter, None)
        return f"{request.path}?{query.urlencode()}" if query else request.path

    chosen = [
        Applied(option.label, without(facet.name))
        for facet in facets
        for option in facet.options
        if option.value == getattr(filters, facet.name)
    ]
    words = [Applied(gettext("“%(words)s”") % {"words": filters.search}, without("q"))] if filters.search else []
    open_now = [Applied(gettext("Open for enrollment now"), without("open"))] if filters.open_now else []
    return [*words, *chosen, *open_now]


def _facets(page: CatalogPage) -> list[Facet]:
    key = f"courses-facets-{page.pk}-{get_language()}"
    facets: list[Facet] | None = cache.get(key)
    if facets is None:
        facets = catalog_facets(page)
        cache.set(key, facets, FACETS_SECONDS)
    return facets


@register.filter
def chosen_in(facet: Facet, filters: CourseFilters) -> str:
    """The value that the visitor chose of this facet, or nothing."""
    return str(getattr(filters, facet.name))


@register.simple_tag(takes_context=True)
def open_courses(context: template.Context, limit: int = 6) -> list[CourseCard]:
    """Courses that one can join now, the newest first, from the catalog in the active language."""
    page = live_catalog(get_language() or "")
    if page is None:
        return []
    outlooks = course_outlooks()
    found = find_courses(page, CourseFilters(open_now=True, sort="newest"), joinable(outlooks))
    return _cards(found[:limit], context["request"], outlooks)


@register.simple_tag
def starting_courses(limit: int = 6) -> list[Start]:
    """The next cohorts that start, from the catalog in the active language."""
    page = live_catalog(get_language() or "")
    return next_starts(page, limit) if page else []


@register.simple_tag
def courses_like(page: CoursePage, limit: int = 3) -> list[CourseCard]:
    """Other courses with the same tags or goals, for every reader the same (three queries); none of a new draft."""
    if page.pk is None:
        return []
    return [CourseCard(other, None) for other in related_courses(page, limit)]


@register.filter
def with_pictures(cards: list[CourseCard]) -> list[CourseCard]:
    """The same cards with the pictures that they draw (two queries, whatever their number)."""
    pictures = get_image_model().objects.prefetch_renditions(*CARD_PICTURES)
    prefetch_related_objects([card.page for card in cards], Prefetch("picture", queryset=pictures))
    return cards
