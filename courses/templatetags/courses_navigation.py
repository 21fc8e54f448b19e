"""What every page links to: itself in the other languages, and the catalog."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django import template
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page, Site

from courses.catalogue.kept import kept
from courses.catalogue.models import CatalogPage, PartOfCourse, place_below
from courses.conf import main_language

register = template.Library()
COLUMNS = (
    "title", "slug", "depth", "show_in_menus", "url_path", "translation_key", "content_type", "locale__language_code",
)  # fmt: skip


@dataclass(frozen=True)
class LanguageLink:
    """One language of the site, named in itself, and where this page is read in it.

    `exact` tells whether this very page is there, or one that stands in for it.
    """

    code: str
    name: str
    url: str
    current: bool
    exact: bool

    @property
    def default(self) -> bool:
        """Whether it is the one for readers of languages that the site does not have."""
        return self.code == settings.LANGUAGE_CODE


@dataclass(frozen=True)
class SiteLinks:
    """`catalog` is the live catalog in the active language, else the first one; None when the site has none.

    `menu` are the other pages below the home page that editors show in menus, in the active language if they have it.
    """

    languages: list[LanguageLink]
    catalog: Page | None
    menu: list[Page]


@register.simple_tag(takes_context=True)
def site_links(context: template.Context) -> SiteLinks:
    """What header and footer need; the pages in it are `kept`.

    A page leads to its live translation, a part of a course also to its address below the translated course, a view to
    the same view, anything else to the language's home page; a language that has none of them is left out.
    """
    request, page = context["request"], context.get("page")
    page = page if isinstance(page, Page) else None
    site = Site.find_for_request(request)
    home = site.root_page if site else None
    found = _site_pages(request, page, site) if site else []
    catalog_type = ContentType.objects.get_for_model(CatalogPage)
    catalogs = [one for one in found if one.content_type_id == catalog_type.pk]
    in_menu = [one for one in found if home and one.show_in_menus and one.depth == home.depth + 1]
    return SiteLinks(
        languages=_language_links(request, page, home, found),
        catalog=next(iter(_in_reading_language(catalogs)), None),
        menu=_in_reading_language([one for one in in_menu if one not in catalogs]),
    )


def _site_pages(request: HttpRequest, page: Page | None, site: Site) -> list[Page]:
    """Home pages, catalogs, pages in menus, and all that may stand for `page` in a language: of this site, in the order
    of the tree."""
    keys = [one.translation_key for one in (site.root_page, page, _course_of(page)) if one]
    depth = site.root_page.depth + 1
    found = kept(request, "site-links", [depth, *keys], partial(_linked_pages, keys, depth))
    places = [(one, one.get_url_parts(request)) for one in found]
    return [one for one, parts in places if parts and parts[0] == site.pk]


def _linked_pages(keys: Collection[UUID], menu_depth: int) -> list[Page]:
    catalog_type = ContentType.objects.get_for_model(CatalogPage)
    in_menu = Q(show_in_menus=True, depth=menu_depth)
    wanted = Q(content_type=catalog_type) | Q(translation_key__in=keys) | in_menu
    return list(Page.objects.live().filter(wanted).select_related("locale").only(*COLUMNS).order_by("path"))


def _course_of(page: Page | None) -> Page | None:
    return page.course_page if isinstance(page, PartOfCourse) else None


def _in_reading_language(pages: list[Page]) -> list[Page]:
    """One page of each translation: that in the active language, else the first; the former before the latter."""
    mine_first = sorted(pages, key=lambda page: page.locale.language_code != get_language())
    chosen: dict[UUID, Page] = {}
    for page in mine_first:
        chosen.setdefault(page.translation_key, page)
    return list(chosen.values())


def _language_links(
    request: HttpRequest, page: Page | None, home: Page | None, found: list[Page]
) -> list[LanguageLink]:
    versions = {(one.translation_key, one.locale.language_code): one for one in found}
    links = []
    for code, name in settings.LANGUAGES:
        own = _place_in(code, page, versions)
        if page is None and _is_view(request):
            url = translate_url(request.get_full_path(), code)
        else:
            place = own or _place_in(code, home, versions)
            url = place.get_url(request) if place else ""
        links.append(LanguageLink(code, name, url, code == get_language(), exact=bool(own)))
    return [link for link in links if link.url]


def _place_in(code: str, page: Page | None, versions: dict[tuple[UUID, str], Page]) -> Page | None:
    """Where a page is read in a language: its translation; without one, a part of a course is read below the course's
    translation, as it is in the main language (docs/decisions/0005)."""
    own = page and versions.get((page.translation_key, code))
    course = _course_of(page)
    if page is None or course is None:
        return own
    below = versions.get((course.translation_key, code))
    if own or not below:
        return below and own  # nothing is read below a course that is not published
    main = main_language()
    original = versions.get((course.translation_key, main)) and versions.get((page.translation_key, main))
    return place_below(below, original.slug) if original else below


def _is_view(request: HttpRequest) -> bool:
    return getattr(request.resolver_match, "url_name", "wagtail_serve") != "wagtail_serve"
