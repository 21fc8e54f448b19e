"""The modules of a course, each with its quiz and the last one with a negotiation, in one language or more."""

from typing import Any

from wagtail.models import Locale

from courses.models import CoursePage, ModulePage, Quiz
from home.demo.pages.blocks import stored_block
from home.demo.pages.publishing import add_child, stable_id, translate
from home.demo.pages.scenarios import load_scenario


def load_module(course_page: CoursePage, course_slug: str, module: dict[str, Any]) -> None:
    page = ModulePage(
        slug=module["slug"],
        workload_minutes=module["workload_minutes"],
        required=module["required"],
        **_texts(module, course_slug, Locale.get_default()),
    )
    add_child(course_page, page)


def translate_modules(course_page: CoursePage, course: dict[str, Any], locale: Locale) -> None:
    """The modules of the translated course, below the page of the course in that language."""
    for module in course["modules"]:
        page = ModulePage.objects.child_of(course_page).filter(slug=module["slug"]).first()
        if page is not None and not page.has_translation(locale):
            translate(page, locale, **_texts(module, course["slug"], locale))


def _texts(module: dict[str, Any], course_slug: str, locale: Locale) -> dict[str, Any]:
    place = (course_slug, module["slug"])
    quiz = _load_quiz(module["quiz"], locale, *place)
    body = [stored_block(block, *place, number) for number, block in enumerate(module["body"])]
    scenario = load_scenario(module["slug"], locale)
    if scenario is not None:
        body.append({"type": "scenario", "id": stable_id(*place, "scenario"), "value": scenario.pk})
    return {
        "title": module["title"][locale.language_code],
        "objectives": [
            {"type": "objective", "id": stable_id(*place, "objective", number), "value": objective}
            for number, objective in enumerate(module["objectives"])
        ],
        "body": [*body, {"type": "quiz", "id": stable_id(*place, "quiz"), "value": quiz.pk}],
    }


def _load_quiz(quiz: dict[str, Any], locale: Locale, *place: object) -> Quiz:
    key = stable_id(*place, "quiz", "key")
    found = Quiz.objects.filter(translation_key=key, locale=locale).first()
    if found is not None:
        return found
    made = Quiz(
        title=quiz["title"],
        introduction=f"<p>{quiz['introduction']}</p>",
        pass_mark=quiz["pass_mark"],
        attempts_allowed=quiz.get("attempts_allowed"),
        translation_key=key,
        locale=locale,
        questions=[_question(question, *place, number) for number, question in enumerate(quiz["questions"])],
        live=False,
    )
    made.save()
    made.save_revision().publish()
    return made


def _question(question: dict[str, Any], *place: object) -> dict[str, Any]:
    value = {field: _stored(written, *place) for field, written in question.items() if field != "type"}
    return {"type": question["type"], "id": stable_id(*place, "question"), "value": value}


def _stored(written: Any, *place: object) -> Any:
    """What stands in a field of a question; a list gets an id for each of its items."""
    if not isinstance(written, list):
        return written
    return [
        {"type": "item", "id": stable_id(*place, "option", number), "value": item}
        for number, item in enumerate(written)
    ]
