"""The list of pages for search engines (https://www.sitemaps.org), each with its translations."""

from collections import defaultdict
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

from courses.catalogue.queries import published
from courses.conf import main_language


class PagesSitemap(Sitemap):
    """The public pages of the site in all languages; Wagtail's own has those of the main language alone."""

    def items(self) -> "PageQuerySet[Page]":
        return self._pages().defer_streamfields().specific()

    def _pages(self) -> "PageQuerySet[Page]":
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        below = reduce(or_, (Q(path__startswith=home.path) for home in homes))
        return published(Page.objects.filter(below)).public().order_by("path")

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        alternates = self._alternates()
        urls = super()._urls(page, protocol, domain)
        return [{**url, "alternates": alternates.get(url["location"], [])} for url in urls]

    def _alternates(self) -> dict[str, list[dict[str, str]]]:
        """The addresses of a page in all its languages, itself among them, by each of these addresses."""
        translations: dict[Any, list[dict[str, str]]] = defaultdict(list)
        for page in self._pages().select_related("locale"):
            place = {"lang_code": page.locale.language_code, "location": self.location(page)}
            translations[page.translation_key].append(place)
            if page.locale.language_code == main_language():
                translations[page.translation_key].append({**place, "lang_code": "x-default"})
        several = [places for places in translations.values() if len({place["location"] for place in places}) > 1]
        return {place["location"]: places for places in several for place in places}
