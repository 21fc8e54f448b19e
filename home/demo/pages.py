"""The demo's pages: home in three languages, standard pages, and the catalog with its courses."""

from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from courses.models import (
    CatalogPage,
    CourseFacilitator,
    CoursePage,
    CoursePartner,
    ModulePage,
    Organization,
    Person,
    Quiz,
)
from home.demo.curriculum import load_courses, load_directory, load_home_page
from home.demo.pictures import draw
from home.models import HomePage, StandardPage

# Ids of blocks and options are made from their place, so that loading twice makes the same ones.
NAMESPACE = UUID("a1c2b0de-6c1e-4f58-9a53-0a4f7e0c9d11")
LANGUAGES = ("ru", "fa")


def stable_id(*place: object) -> str:
    return str(uuid5(NAMESPACE, "/".join(map(str, place))))


def picture(slug: str, description: str) -> Any:
    """The illustration as an image of the library, drawn once."""
    images = get_image_model().objects
    found = images.filter(title=f"Illustration {slug}").first()
    return found or images.create(
        title=f"Illustration {slug}", description=description[:255], file=ContentFile(draw(slug), f"{slug}.jpg")
    )


def publish(page: Any) -> Any:
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def add_child(parent: Page, page: Any) -> Any:
    """Add and publish a page, or give the one that stands there by its slug."""
    found = type(page).objects.child_of(parent).filter(slug=page.slug).first()
    if found is not None:
        return found
    page.live = False
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    return publish(page)


def load_site() -> HomePage:
    """Languages, home pages and standard pages."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    home = Site.objects.get(is_default_site=True).root_page.specific
    if not home.body:
        _write_home(home, "en")
        for code, locale in locales.items():
            _write_home(home.copy_for_translation(locale), code)
    for number, text in enumerate(load_home_page()["pages"]):
        page = StandardPage(slug=text["slug"], show_in_menus=True, **_standard_page(text, number, "en"))
        page = add_child(home, page)
        for code, locale in locales.items():
            if not page.has_translation(locale):
                _translate(page, locale, **_standard_page(text, number, code))
    return home


def _standard_page(text: dict[str, Any], number: int, language: str) -> dict[str, Any]:
    sections = [
        _section({field: part[language] for field, part in section.items()}, "page", number, place)
        for place, section in enumerate(text["sections"])
    ]
    return {"title": text["title"][language], "lead": text["lead"][language], "body": sections}


def _translate(page: Page, locale: Locale, **texts: Any) -> Page:
    """Publish the page in one more language, at the same address below that language's home page."""
    translated = page.copy_for_translation(locale)
    translated.slug = page.slug
    for field, text in texts.items():
        setattr(translated, field, text)
    return publish(translated)


def _section(section: dict[str, str], *place: object) -> dict[str, Any]:
    return {"type": "section", "id": stable_id(*place), "value": {"title": section["title"], "text": section["text"]}}


def _write_home(page: HomePage, language: str) -> HomePage:
    text = load_home_page()
    labels = text["labels"]
    page.title = page.draft_title = text["hero"]["title"][language]
    page.lead = text["hero"]["lead"][language]
    page.picture = picture(text["picture"], text["picture_alt"])
    page.picture_alt = text["picture_alt"] if language == "en" else ""
    page.body = [
        {
            "type": "courses",
            "id": stable_id("home", "courses"),
            "value": {"title": labels["open_courses"][language]},
        },
        {"type": "starts", "id": stable_id("home", "starts"), "value": {"title": labels["starts"][language]}},
        _cards("audiences", labels["for_whom"][language], text["audiences"], language, numbered=False),
        _cards("steps", labels["how"][language], text["steps"], language, numbered=True),
        _voices(text["voices"], language),
        {"type": "network", "id": stable_id("home", "network"), "value": _in(text["network"], language)},
        {"type": "partners", "id": stable_id("home", "partners"), "value": _in(text["partners"], language)},
        _section(
            {"title": text["about"]["title"][language], "text": f"<p>{text['about']['text'][language]}</p>"},
            "home",
            "about",
        ),
    ]
    return publish(page)


def _cards(name: str, title: str, cards: list[dict[str, Any]], language: str, *, numbered: bool) -> dict[str, Any]:
    items = [
        {
            "type": "item",
            "id": stable_id("home", name, number),
            "value": {"title": card["title"][language], "text": card["text"][language], "page": None},
        }
        for number, card in enumerate(cards)
    ]
    return {
        "type": "cards",
        "id": stable_id("home", name),
        "value": {"title": title, "cards": items, "numbered": numbered},
    }


def _voices(voices: dict[str, Any], language: str) -> dict[str, Any]:
    items = [
        {"type": "item", "id": stable_id("home", "voices", number), "value": {**_in(voice, language), "photo": None}}
        for number, voice in enumerate(voices["voices"])
    ]
    value = {"title": voices["title"][language], "note": voices["note"][language], "voices": items}
    return {"type": "voices", "id": stable_id("home", "voices"), "value": value}


def _in(texts: dict[str, dict[str, str]], language: str) -> dict[str, str]:
    return {field: text[language] for field, text in texts.items()}


def load_catalog(home: HomePage) -> list[CoursePage]:
    """The catalog with the three courses; titles and leads also in Russian and Persian."""
    text = load_home_page()["catalog"]
    catalog = add_child(
        home, CatalogPage(title=text["title"]["en"], slug="courses", intro=text["intro"]["en"], show_in_menus=True)
    )
    courses = [_load_course(catalog, course) for course in load_courses()]
    for code in LANGUAGES:
        locale = Locale.objects.get(language_code=code)
        if not catalog.has_translation(locale):
            _translate(catalog, locale, title=text["title"][code], intro=text["intro"][code])
        for page, course in zip(courses, load_courses(), strict=True):
            if not page.has_translation(locale):
                _translate_course(page, course, locale)
    return courses


def _translate_course(page: CoursePage, course: dict[str, Any], locale: Locale) -> None:
    """What is short; the description stays for a translator."""
    code = locale.language_code
    title, lead = course["title"][code], course["lead"][code]
    unsaid = {"description": [], "outcomes": [], "prerequisites": "", "picture_alt": ""}
    translated = _translate(page, locale, title=title, lead=lead, **unsaid)
    partners = list(translated.partners.all())
    for partner, said in zip(partners, course["partners"], strict=True):
        partner.role = said["role"][code]
    translated.partners.set(partners)
    translated.tags.clear()
    translated.tags.add(*(tag[code] for tag in course["tags"]))
    publish(translated)


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
        prerequisites=course["prerequisites"],
        minimum_quiz_score=course["minimum_quiz_score"],
        picture=picture(art["slug"], art["alt_text"]),
        picture_alt=art["alt_text"],
        description=[_block(block, course["slug"], place) for place, block in enumerate(course["description"])],
        outcomes=[
            {"type": "outcome", "id": stable_id(course["slug"], "outcome", place), "value": outcome}
            for place, outcome in enumerate(course["outcomes"])
        ],
        live=False,
    )
    Page.objects.get(pk=catalog.pk).add_child(instance=page)
    _describe_course(page, course)
    page = publish(page)
    for module in course["modules"]:
        _load_module(page, course["slug"], module)
    return CoursePage.objects.get(pk=page.pk)


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


def _load_module(course_page: CoursePage, course_slug: str, module: dict[str, Any]) -> None:
    place = (course_slug, module["slug"])
    quiz = _load_quiz(module["quiz"], *place)
    body = [_block(block, *place, number) for number, block in enumerate(module["body"])]
    page = ModulePage(
        title=module["title"]["en"],
        slug=module["slug"],
        workload_minutes=module["workload_minutes"],
        required=module["required"],
        objectives=[
            {"type": "objective", "id": stable_id(*place, "objective", number), "value": objective}
            for number, objective in enumerate(module["objectives"])
        ],
        body=[*body, {"type": "quiz", "id": stable_id(*place, "quiz"), "value": quiz.pk}],
    )
    add_child(course_page, page)


def _load_quiz(quiz: dict[str, Any], *place: object) -> Quiz:
    key = stable_id(*place, "quiz", "key")
    found = Quiz.objects.filter(translation_key=key).first()
    if found is not None:
        return found
    made = Quiz(
        title=quiz["title"],
        introduction=f"<p>{quiz['introduction']}</p>",
        pass_mark=quiz["pass_mark"],
        attempts_allowed=quiz.get("attempts_allowed"),
        translation_key=key,
        locale=Locale.get_default(),
        questions=[_question(question, *place, number) for number, question in enumerate(quiz["questions"])],
        live=False,
    )
    made.save()
    made.save_revision().publish()
    return made


def _question(question: dict[str, Any], *place: object) -> dict[str, Any]:
    options = [
        {"type": "item", "id": stable_id(*place, "option", number), "value": option}
        for number, option in enumerate(question["options"])
    ]
    value = {field: question[field] for field in ("text", "explanation", "source")}
    return {"type": question["type"], "id": stable_id(*place, "question"), "value": {**value, "options": options}}


def _block(block: dict[str, Any], *place: object) -> dict[str, Any]:
    kind = block["type"]
    fields: Any = {field: value for field, value in block.items() if field != "type"}
    if kind == "text":
        fields = block["text"]
    elif kind == "picture":
        fields["image"] = picture(fields.pop("slug"), block["alt_text"]).pk
    elif kind == "key_fact":
        fields["as_of"] = block["as_of"].isoformat()
    elif kind == "timeline":
        fields["events"] = [
            {"type": "item", "id": stable_id(*place, "event", number), "value": event}
            for number, event in enumerate(block["events"])
        ]
    elif kind == "table":
        fields = {"caption": block["caption"], "table": _table(block)}
    return {"type": kind, "id": stable_id(*place, kind), "value": fields}


def _table(block: dict[str, Any]) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in block["columns"]],
        "rows": [{"values": row} for row in block["rows"]],
        "caption": "",
    }
