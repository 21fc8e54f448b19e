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
from courses.catalogue.models import CatalogPage, CohortPage, ModulePage

register = template.Library()
COLUMNS = (
    "title", "depth", "show_in_menus", "url_path", "translation_key", "content_type", "locale__language_code",
)  # fmt: skip
BELOW_HOME = 3  # the depth in the tree: root, home pages, and these


@dataclass(frozen=True)
class LanguageLink:
    """One language of the site, named in itself, and where this page is read in it."""

    code: str
    name: str
    url: str
    current: bool


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
    places = _places(request, page if isinstance(page, Page) else None)
    catalog_type = ContentType.objects.get_for_model(CatalogPage)
    found = kept(request, "site-links", sorted(places), partial(_linked_pages, catalog_type, places))
    addresses = {
        one.locale.language_code: f"{one.get_url(request)}{below}"
        for key, below in places.items()
        for one in found
        if one.translation_key == key
    }
    catalogs = [one for one in found if one.content_type_id == catalog_type.pk]
    shown = [one for one in found if one.show_in_menus and one.depth == BELOW_HOME and one not in catalogs]
    return SiteLinks(
        languages=_language_links(request, addresses),
        catalog=next(iter(_in_reading_language(catalogs)), None),
        menu=_in_reading_language(shown),
    )


def _linked_pages(catalog_type: ContentType, places: Collection[UUID]) -> list[Page]:
    in_menu = Q(show_in_menus=True, depth=BELOW_HOME)
    wanted = Q(content_type=catalog_type) | Q(translation_key__in=places) | in_menu
    return list(Page.objects.live().filter(wanted).select_related("locale").only(*COLUMNS).order_by("pk"))


def _in_reading_language(pages: list[Page]) -> list[Page]:
    """One page of each translation: that in the active language, else the first; the former before the latter."""
    mine_first = sorted(pages, key=lambda page: page.locale.language_code != get_language())
    chosen: dict[UUID, Page] = {}
    for page in mine_first:
        chosen.setdefault(page.translation_key, page)
    return list(chosen.values())


def _places(request: HttpRequest, page: Page | None) -> dict[UUID, str]:
    """The pages whose translations stand for this one, the best last, each with the address below it."""
    site = Site.find_for_request(request) if page or not _is_view(request) else None
    places = {site.root_page.translation_key: ""} if site else {}
    if isinstance(page, ModulePage | CohortPage) and page.course_page:
        places[page.course_page.translation_key] = f"{page.slug}/"
    return {**places, page.translation_key: ""} if page else places


def _language_links(request: HttpRequest, addresses: dict[str, str]) -> list[LanguageLink]:
    links = [
        LanguageLink(code, name, addresses.get(code) or _same_view(request, code), code == get_language())
        for code, name in settings.LANGUAGES
    ]
    return [link for link in links if link.url]


def _is_view(request: HttpRequest) -> bool:
    return getattr(request.resolver_match, "url_name", "wagtail_serve") != "wagtail_serve"


def _same_view(request: HttpRequest, language: str) -> str:
    return translate_url(request.get_full_path(), language) if _is_view(request) else ""
