"""Keeps the identity rows in step with what is published."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Locale

from courses.registry import ActivityType, activity_types
from courses.streams import UNAVAILABLE

from .models import Course, CoursePage, Module, ModulePage


@transaction.atomic
def record_course(*, key: UUID) -> Course | None:
    """Bring the rows of one course in step with its live pages in all languages; None when there never was a page.

    A title stays when its page goes; a course that was never published has that of its draft. Modules that are no
    longer published below the course are marked, never deleted.
    """
    course = _locked_course(key)
    pages = _pages_of(key)
    source = _source(pages)
    if course is None or source is None:
        return None
    live = _live_modules(_read(pages, source))
    course.titles |= {page.locale.language_code: page.title for page in pages if page.live}
    course.outcomes |= {page.locale.language_code: page.outcome_texts for page in pages if page.live}
    course.workload_minutes = source.workload_minutes or sum(page.workload_minutes for page in live)
    course.save()
    for position, page in enumerate(live):
        _record_module(course=course, page=page, position=position, language=source.locale.language_code)
    course.modules.exclude(key__in=[page.translation_key for page in live]).update(live=False)
    return course


def _locked_course(key: UUID) -> Course | None:
    """The row of the course, which is made when it has a page; whoever records it meanwhile waits."""
    source = _source(_pages_of(key))
    if source is None:
        return None
    language = source.locale.language_code
    return Course.objects.select_for_update().get_or_create(
        key=key, defaults={"language": language, "titles": {language: source.title}}
    )[0]


def _pages_of(key: UUID) -> list[CoursePage]:
    return list(CoursePage.objects.filter(translation_key=key).select_related("locale").order_by("pk"))


def _source(pages: list[Any]) -> Any | None:
    """The page in the site's main language, else the oldest one."""
    default = Locale.get_default()
    return next((page for page in pages if page.locale_id == default.pk), pages[0] if pages else None)


def _read(pages: list[Any], source: Any) -> Any:
    """The page whose modules learners read: the source, else a translation that is published without it."""
    return source if source.live else next((page for page in pages if page.live), source)


def _live_modules(course_page: CoursePage) -> list[ModulePage]:
    return list(ModulePage.objects.child_of(course_page).live().select_related("locale").order_by("path"))


def _record_module(*, course: Course, page: ModulePage, position: int, language: str) -> None:
    live = ModulePage.objects.live().filter(translation_key=page.translation_key).select_related("locale")
    translations = list(live)
    titles = {translation.locale.language_code: translation.title for translation in translations}
    module = Module.objects.filter(key=page.translation_key).first() or Module(key=page.translation_key)
    module.course = course
    module.titles |= titles
    module.language = language
    module.workload_minutes = page.workload_minutes
    module.required = page.required
    module.live = True
    module.position = position
    module.revision = page.live_revision_id
    called = _activity_titles(translations)
    placed = [{**activity, "titles": called[activity["id"]]} for activity in activities_in(page)]
    module.activities = placed + _unavailable_activities(page, module)
    module.save()


def _unavailable_activities(page: ModulePage, module: Module) -> list[dict[str, Any]]:
    """What was known of the activities whose plugin is gone: when it is back, the module asks for them again."""
    ids = [raw["id"] for raw in page.body.raw_data if raw["type"] == UNAVAILABLE]
    return [activity for activity in module.activities if activity["id"] in ids]


def _activity_titles(pages: Iterable[ModulePage]) -> dict[str, dict[str, str]]:
    """What the activities in the translations of a module are called, by id and language."""
    titles: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for page in pages:
        for kind, child in _placed_activities(page):
            titles[str(child.id)][page.locale.language_code] = kind.title(child.value)
    return titles


def activities_in(page: ModulePage) -> list[dict[str, str]]:
    """The activities that a module's text asks for, in order, as `Module.activities` keeps them."""
    return [
        {"id": str(child.id), "type": kind.slug, **kind.reference(child.value)}
        for kind, child in _placed_activities(page)
    ]


def _placed_activities(page: ModulePage) -> Iterator[tuple[ActivityType, Any]]:
    for index, raw in enumerate(page.body.raw_data):  # loads the activities only
        kind = activity_types.get(raw["type"])
        if kind is None:
            continue
        child = page.body[index]
        if child.value is not None and kind.asks(child.value):
            yield kind, child
