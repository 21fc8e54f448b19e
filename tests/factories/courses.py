"""Plain builders of what the courses app needs; each returns what it made, published and with its identity rows."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from courses.assessment.services import start_attempt, submit_attempt
from courses.journal.services import write_entry
from courses.models import (
    CatalogPage,
    Cohort,
    Course,
    CoursePage,
    Enrollment,
    Module,
    ModulePage,
    Playthrough,
    Quiz,
    Session,
)
from courses.progress.queries import Difference, differences
from courses.progress.services import mark_done, mark_read
from courses.registry import question_types
from courses.scenarios.services import begin_playthrough, take_choice

# When 25 November 2026 begins where cohorts are: in UTC it is another day yet, or already.
MIDNIGHTS = [
    ("Asia/Tehran", datetime(2026, 11, 24, 20, 30, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2026, 11, 25, 3, tzinfo=UTC)),
]
MINUTE = timedelta(minutes=1)
_number = count(1)
_NAMESPACE = UUID("6f1d9a52-6a8e-4c1e-9d0a-3d2f0f6b7a11")


def block_id(name: str) -> str:
    """The same id for the same name, so that tests can speak of blocks and options."""
    return str(uuid5(_NAMESPACE, name))


def make_learner(email: str | None = None, **fields: Any) -> Any:
    return get_user_model().objects.create_user(
        email or f"learner{next(_number)}@example.org", "correct horse", **fields
    )


def site_root() -> Page:
    return Site.objects.get(is_default_site=True).root_page.specific


def make_catalog() -> CatalogPage:
    catalog = CatalogPage.objects.first()
    if catalog is None:
        catalog = site_root().add_child(instance=CatalogPage(title="Courses", slug="courses"))
    return catalog


def publish(page: Any) -> Any:
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def requirements(**rules: Any) -> list[dict[str, Any]]:
    """What a level asks for: the parameters by the slugs of the rules."""
    return [{"type": rule, "value": value, "id": block_id(rule)} for rule, value in rules.items()]


def minimum_average(percent: int) -> list[dict[str, Any]]:
    return requirements(required_modules=None, minimum_grade=percent)


def make_course(title: str = "City diplomacy", *, modules: int = 1, **fields: Any) -> CoursePage:
    page = CoursePage(title=title, lead="What cities may do abroad.", live=False, **fields)
    make_catalog().add_child(instance=page)
    publish(page)
    for position in range(modules):
        make_module(page, f"Module {position + 1}")
    return CoursePage.objects.get(pk=page.pk)


def make_module(course: CoursePage, title: str = "Module", *, body: Any = None, **fields: Any) -> ModulePage:
    course = CoursePage.objects.get(pk=course.pk)
    page = ModulePage(title=title, live=False, **fields)
    page.body = body if body is not None else [{"type": "text", "value": "<p>Calm text.</p>", "id": block_id(title)}]
    course.add_child(instance=page)
    return publish(page)


def translate(page: Any, language: str = "fa", **fields: Any) -> Any:
    """The page's translation, published below its parent's translation; home page and catalog follow the original."""
    locale, _created = Locale.objects.get_or_create(language_code=language)
    translated = page.copy_for_translation(locale, copy_parents=True)
    for name, value in fields.items():
        setattr(translated, name, value)
    return publish(translated)


def single_choice(name: str, right: int = 0, options: int = 3) -> dict[str, Any]:
    """A question called `name` whose option number `right` is correct."""
    return {
        "type": "single_choice",
        "id": block_id(name),
        "value": {
            "text": f"Question {name}?",
            "options": [
                {
                    "type": "item",
                    "id": block_id(f"{name} {number}"),
                    "value": {"text": f"{name} option {number}", "correct": number == right},
                }
                for number in range(options)
            ],
            "explanation": f"<p>Because of {name}.</p>",
            "source": f"Source of {name}",
        },
    }


def make_quiz(title: str = "Quiz", questions: list[dict[str, Any]] | None = None, **fields: Any) -> Quiz:
    quiz = Quiz(title=title, locale=Locale.get_default(), **{"pass_mark": 75, **fields})
    quiz.questions = questions or [single_choice("first"), single_choice("second", right=1)]
    quiz.save()
    quiz.save_revision().publish()
    quiz.refresh_from_db()
    return quiz


def translate_quiz(quiz: Quiz, language: str = "fa", **fields: Any) -> Quiz:
    """The quiz's translation, published."""
    locale, _created = Locale.objects.get_or_create(language_code=language)
    translated: Quiz = quiz.copy_for_translation(locale)
    for name, value in fields.items():
        setattr(translated, name, value)
    translated.save()
    translated.save_revision().publish()
    translated.refresh_from_db()
    return translated


def quiz_block(quiz: Quiz, name: str = "quiz") -> dict[str, Any]:
    return {"type": "quiz", "id": block_id(name), "value": quiz.pk}


def reflection_block(name: str = "reflection", title: str = "My city") -> dict[str, Any]:
    value = {"title": title, "prompt": "<p>Whom does your city know?</p>"}
    return {"type": "reflection", "id": block_id(name), "value": value}


def make_cohort(course: CoursePage, **fields: Any) -> Cohort:
    return Cohort.objects.create(
        **{
            "course": Course.objects.get(pk=course.translation_key),
            "title": f"Cohort {next(_number)}",
            "enrollment_opens_at": timezone.now() - timedelta(days=1),
            **fields,
        }
    )


def make_session(cohort: Cohort, topic: str = "Session", **fields: Any) -> Session:
    """A session of ninety minutes that began yesterday."""
    yesterday = timezone.now() - timedelta(days=1)
    return Session.objects.create(**{"cohort": cohort, "topic": topic, "starts_at": yesterday, "minutes": 90, **fields})


def module_of(page: ModulePage) -> Module:
    return Module.objects.get(pk=page.translation_key)


def right_answers(questions: list[dict[str, Any]]) -> dict[str, Any]:
    """An answer to each of the questions as asked that earns all its points."""
    kinds = [(question, question_types.get(question["type"])) for question in questions]
    return {question["id"]: kind.solution(question) for question, kind in kinds if kind is not None}


def disagreements() -> list[Difference]:
    """Where what is stored of any learner differs from a judgment made now."""
    return [difference for course in Course.objects.all() for difference in differences(course.pk)]


def take_course(enrollment: Enrollment, right: int | None = None) -> None:
    """Do everything the course asks for, as the learner would; with so many right answers in each quiz, else all."""
    for module in Module.objects.filter(course=enrollment.cohort.course, live=True).order_by("position"):
        mark_read(enrollment=enrollment, module=module)
        for activity in module.activities:
            place = {"enrollment": enrollment, "module": module, "block_id": UUID(activity["id"])}
            if activity["type"] == "scenario":
                play_through(begin_playthrough(**place))
            elif activity["type"] in ("media", "document"):
                mark_done(**place, kind=activity["type"])
            elif activity["type"] == "reflection":
                write_entry(**place, text="Whom I met.")
            else:
                attempt = start_attempt(**place)
                submit_attempt(attempt=attempt, answers=right_answers(attempt.questions[:right]))


def play_through(play: Playthrough, *texts: str) -> Playthrough:
    """Take the choices with these texts, then the first one in each situation to an ending."""
    waiting = list(texts)
    while play.is_open:
        text = waiting.pop(0) if waiting else play.node["choices"][0]["text"]
        chosen = next(choice["id"] for choice in play.node["choices"] if choice["text"] == text)
        play = take_choice(playthrough=play, step=play.step, choice_id=chosen)
    return play
