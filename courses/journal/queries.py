"""Reads of the journal: what a reflection asks, and what its learner wrote."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from wagtail.rich_text import expand_db_html

from courses.catalogue.models import Module, ModulePage
from courses.catalogue.queries import module_page, placed_value
from courses.enrollment.models import Enrollment

from .models import JournalEntry


@dataclass(frozen=True)
class Reflection:
    """A reflection in a module's text, as it is asked in this language; `prompt` is HTML."""

    title: str
    prompt: str
    language: str


@dataclass(frozen=True)
class PlacedReflection:
    """The page of its module in the reader's language, and the reflection; None while it has no place there."""

    page: ModulePage | None
    reflection: Reflection | None


def placed_reflection(module: Module, block_id: UUID) -> PlacedReflection:
    """The reflection with this id where this reader reads the module."""
    page = module_page(module, get_language())
    asked = placed_value(page, "reflection", block_id)
    if page is None or asked is None:
        return PlacedReflection(page, None)
    prompt = expand_db_html(asked["prompt"].source)
    return PlacedReflection(page, Reflection(asked["title"], prompt, page.locale.language_code))


def entry_at(enrollment: Enrollment, module: Module, block_id: UUID) -> JournalEntry | None:
    """What the learner wrote there."""
    return JournalEntry.objects.filter(enrollment=enrollment, module=module, block_id=block_id).first()


def journal_of(user: Any) -> "QuerySet[JournalEntry]":
    """Everything a person wrote, course by course as she took them, in the order of their modules."""
    return JournalEntry.objects.filter(enrollment__learner=user).select_related("enrollment__cohort", "module__course")
