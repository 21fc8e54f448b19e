"""What the catalog offers to filter by."""

from dataclasses import dataclass

from django.utils.translation import get_language_info, gettext
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from .models import Audience, CoursePage, Level, SustainableDevelopmentGoal
from .queries import readable_pages


@dataclass(frozen=True)
class Option:
    """One choice; `value` stands in the address."""

    value: str
    label: str


@dataclass(frozen=True)
class Facet:
    """One thing to filter by; `name` stands in the address, `everything` is the label of no choice."""

    name: str
    label: str
    everything: str
    options: list[Option]


def catalog_facets(catalog: Page) -> list[Facet]:
    """What at least one live course of this catalog has, in the active language (five queries, whatever its size)."""
    courses = CoursePage.objects.child_of(catalog).live().public()
    found = [
        Facet("tag", gettext("Topic"), gettext("All topics"), _tags(courses)),
        Facet("goal", gettext("Sustainable Development Goal"), gettext("All goals"), _goals(courses)),
        Facet("audience", gettext("For whom"), gettext("Everyone"), _audiences(courses)),
        Facet("level", gettext("Level"), gettext("All levels"), _levels(courses)),
        Facet("language", gettext("Language"), gettext("All languages"), _languages(courses)),
    ]
    return [facet for facet in found if facet.options]


def _tags(courses: "PageQuerySet[CoursePage]") -> list[Option]:
    tags = courses.order_by().filter(tags__isnull=False).values_list("tags__slug", "tags__name").distinct()
    return [Option(slug, name) for slug, name in sorted(tags, key=lambda tag: tag[1].casefold())]


def _goals(courses: "PageQuerySet[CoursePage]") -> list[Option]:
    goals = SustainableDevelopmentGoal.objects.filter(coursepage__in=courses).distinct()
    return [Option(str(goal.number), str(goal)) for goal in goals]


def _audiences(courses: "PageQuerySet[CoursePage]") -> list[Option]:
    audiences = Audience.objects.filter(coursepage__in=courses).distinct()
    return [Option(audience.slug, str(audience)) for audience in audiences]


def _levels(courses: "PageQuerySet[CoursePage]") -> list[Option]:
    used = set(courses.order_by().values_list("level", flat=True).distinct())
    return [Option(value, str(label)) for value, label in Level.choices if value in used]


def _languages(courses: "PageQuerySet[CoursePage]") -> list[Option]:
    readable = readable_pages().filter(translation_key__in=courses.values("translation_key"))
    codes = Locale.objects.filter(pk__in=readable.values("locale")).values_list("language_code", flat=True)
    return [Option(code, get_language_info(code)["name_translated"]) for code in codes]
