"""The home page and the standard pages, in three languages."""

from typing import Any

from wagtail.models import Locale, Site

from home.demo.curriculum import load_home_page
from home.demo.pages.publishing import LANGUAGES, add_child, picture, publish, stable_id, translate
from home.models import HomePage, StandardPage


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
                translate(page, locale, **_standard_page(text, number, code))
    return home


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


def _standard_page(text: dict[str, Any], number: int, language: str) -> dict[str, Any]:
    sections = [
        _section({field: part[language] for field, part in section.items()}, "page", number, place)
        for place, section in enumerate(text["sections"])
    ]
    return {"title": text["title"][language], "lead": text["lead"][language], "body": sections}


def _section(section: dict[str, str], *place: object) -> dict[str, Any]:
    return {"type": "section", "id": stable_id(*place), "value": {"title": section["title"], "text": section["text"]}}
