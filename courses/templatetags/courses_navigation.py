"""What every page links to: itself in the other languages, and the catalog."""

from dataclasses import dataclass
from uuid import UUID

from django import template
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page, Site

from courses.catalogue.models import CatalogPage

register = template.Library()
COLUMNS = ("url_path", "translation_key", "content_type", "locale__language_code")


@dataclass(frozen=True)
class LanguageLink:
    """One language of the site, named in itself, and where this page is read in it."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True)
class SiteLinks:
    """`catalog` is the live catalog in the active language, else the first one; None when the site has none."""

    languages: list[LanguageLink]
    catalog: Page | None


@register.simple_tag(takes_context=True)
def site_links(context: template.Context) -> SiteLinks:
    """What header and footer need (one query).

    A page leads to its live translation, a view to the same view, anything else to the language's home page; a language
    that has none of them is left out.
    """
    request, page = context["request"], context.get("page")
    here = page.translation_key if isinstance(page, Page) else None
    home = _home(request) if here or not _is_view(request) else None
    catalog_type = ContentType.objects.get_for_model(CatalogPage)
    wanted = Q(content_type=catalog_type) | Q(translation_key__in=[key for key in (home, here) if key])
    found = Page.objects.live().filter(wanted).select_related("locale").only(*COLUMNS).order_by("pk")
    addresses = {
        one.locale.language_code: one.get_url(request)
        for key in (home, here)  # in each language the page itself goes before the home page
        for one in found
        if one.translation_key == key
    }
    catalogs = {one.locale.language_code: one for one in found if one.content_type_id == catalog_type.pk}
    return SiteLinks(
        languages=_language_links(request, addresses),
        catalog=catalogs.get(get_language()) or next(iter(catalogs.values()), None),
    )


def _home(request: HttpRequest) -> UUID | None:
    site = Site.find_for_request(request)
    return site.root_page.translation_key if site else None


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
