"""The catalog and its courses; their short texts in three languages."""

from typing import Any

from wagtail.models import Locale, Page

from courses.models import (
    CatalogPage,
    CourseFacilitator,
    CoursePage,
    CoursePartner,
    Organization,
    Person,
)
from home.demo.curriculum import load_courses, load_directory, load_home_page
from home.demo.pages.blocks import stored_block
from home.demo.pages.modules import load_module, translate_modules
from home.demo.pages.publishing import LANGUAGES, add_child, picture, publish, stable_id, translate
from home.models import HomePage

UNSAID = {"description": [], "outcomes": [], "prerequisites": "", "picture_alt": ""}


def load_catalog(home: HomePage) -> list[CoursePage]:
    """The catalog with the three courses; titles and leads also in Russian and Persian, and all else that is
    translated."""
    text = load_home_page()["catalog"]
    catalog = add_child(
        home, CatalogPage(title=text["title"]["en"], slug="courses", intro=text["intro"]["en"], show_in_menus=True)
    )
    courses = [_load_course(catalog, course) for course in load_courses()]
    for code in LANGUAGES:
        locale = Locale.objects.get(language_code=code)
        if not catalog.has_translation(locale):
            translate(catalog, locale, title=text["title"][code], intro=text["intro"][code])
        for page, course in zip(courses, load_courses(), strict=True):
            if not page.has_translation(locale):
                _translate_course(page, course, locale)
            if code in course["translations"]:
                translate_modules(page, course["translations"][code], locale)
    return courses


def _load_course(catalog: CatalogPage, course: dict[str, Any]) -> CoursePage:
    found = CoursePage.objects.child_of(catalog).filter(slug=course["slug"]).first()
    if found is not None:
        return found
    art = course["picture"]
    page = CoursePage(
        title=course["title"]["en"],
        slug=course["slug"],
        lead=course["lead"]["en"],
        level=course["level"],
        workload_minutes=course["workload_minutes"],
        **_requirements(course),
        picture=picture(art["slug"], art["alt_text"]),
        live=False,
        **_texts(course),
    )
    Page.objects.get(pk=catalog.pk).add_child(instance=page)
    _describe_course(page, course)
    page = publish(page)
    for module in course["modules"]:
        load_module(page, course["slug"], module)
    return CoursePage.objects.get(pk=page.pk)


def _requirements(course: dict[str, Any]) -> dict[str, Any]:
    """What the two levels ask for: parameters by the slugs of completion rules."""
    return {
        level: [
            {"type": rule, "id": stable_id(course["slug"], level, place), "value": None if value is True else value}
            for place, (rule, value) in enumerate(course[level].items())
        ]
        for level in ("completion", "participation")
    }


def _texts(course: dict[str, Any]) -> dict[str, Any]:
    return {
        "prerequisites": course["prerequisites"],
        "picture_alt": course["picture"]["alt_text"],
        "description": [
            stored_block(block, course["slug"], place) for place, block in enumerate(course["description"])
        ],
        "outcomes": [
            {"type": "outcome", "id": stable_id(course["slug"], "outcome", place), "value": outcome}
            for place, outcome in enumerate(course["outcomes"])
        ],
    }


def _describe_course(page: CoursePage, course: dict[str, Any]) -> None:
    page.tags.add(*(tag["en"] for tag in course["tags"]))
    page.audiences = course["audiences"]
    page.goals = course["goals"]
    page.facilitators.set(
        CourseFacilitator(person=Person.objects.get(name=_name("people", slug)), sort_order=place)
        for place, slug in enumerate(course["facilitators"])
    )
    page.partners.set(
        CoursePartner(
            organization=Organization.objects.get(name=_name("organizations", partner["organization"])),
            role=partner["role"]["en"],
            sort_order=place,
        )
        for place, partner in enumerate(course["partners"])
    )


def _name(kind: str, slug: str) -> str:
    return next(row["names"]["en"] for row in load_directory()[kind] if row["slug"] == slug)


def _translate_course(page: CoursePage, course: dict[str, Any], locale: Locale) -> None:
    """What is short; where the course is not translated, the rest stays for a translator."""
    code = locale.language_code
    said = _texts(course["translations"][code]) if code in course["translations"] else UNSAID
    translated = translate(page, locale, title=course["title"][code], lead=course["lead"][code], **said)
    partners = list(translated.partners.all())
    for partner, row in zip(partners, course["partners"], strict=True):
        partner.role = row["role"][code]
    translated.partners.set(partners)
    translated.tags.clear()
    translated.tags.add(*(tag[code] for tag in course["tags"]))
    publish(translated)
