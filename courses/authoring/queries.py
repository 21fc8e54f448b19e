"""Reads of authoring: where a person may write, and how far a copy is."""

from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from courses.catalogue.models import ModulePage

from .models import PageCopy

AnyPage = TypeVar("AnyPage", bound=Page)


def writable(kind: type[AnyPage], user: Any) -> "PageQuerySet[AnyPage]":
    """The pages of this kind in the site's main language below which this person may add others."""
    permitted = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    return kind.objects.filter(pk__in=permitted.values("pk"), locale=Locale.get_default()).order_by("path")


def original(key: UUID) -> Page | None:
    """The page with this key in the site's main language."""
    return Page.objects.filter(translation_key=key, locale=Locale.get_default()).first()


@dataclass(frozen=True)
class CopyProgress:
    """The pages to copy in order, a course before its modules, and those that are not copied yet."""

    pages: list[Page]
    missing: list[Page]

    @property
    def done(self) -> int:
        return len(self.pages) - len(self.missing)


def copy_progress(copy: PageCopy) -> CopyProgress:
    """How far a copy is (four queries); no pages when the source is gone. Cohort pages are never copied."""
    pages = _with_modules(original(copy.source_key))
    keys = {copy.key_of(page.translation_key) for page in pages}
    made = Page.objects.filter(translation_key__in=keys, locale=Locale.get_default())
    copied = set(made.values_list("translation_key", flat=True))
    return CopyProgress(pages, [page for page in pages if copy.key_of(page.translation_key) not in copied])


def _with_modules(source: Page | None) -> list[Page]:
    if source is None:
        return []
    return [source, *Page.objects.child_of(source).type(ModulePage).order_by("path")]
