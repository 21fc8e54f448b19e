"""Reads of authoring: where a person may write."""

from typing import Any

from wagtail.models import Locale

from courses.catalogue.models import CatalogPage


def writable_catalogs(user: Any) -> list[CatalogPage]:
    """The catalogs in the site's main language below which this person may add courses."""
    catalogs = CatalogPage.objects.filter(locale=Locale.get_default()).order_by("path")
    return [catalog for catalog in catalogs if catalog.permissions_for_user(user).can_add_subpage()]
