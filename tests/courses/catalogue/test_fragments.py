"""What course and module pages keep for all readers: nothing of one reader, nothing of a draft, nothing outdated."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.models import CoursePage, ModulePage
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    publish,
    quiz_block,
    take_course,
)

pytestmark = pytest.mark.django_db


def text(words: str) -> list[dict[str, str]]:
    return [{"type": "text", "value": f"<p>{words}</p>", "id": block_id("text")}]


@pytest.fixture
def course() -> CoursePage:
    return make_course(modules=0, description=text("The old description."))


@pytest.fixture
def module(course: CoursePage) -> ModulePage:
    body = [
        {"type": "heading", "value": {"text": "Agreements"}, "id": block_id("heading")},
        *text("The old text."),
        quiz_block(make_quiz()),
        {"type": "text", "value": "<p>The end.</p>", "id": block_id("end")},
    ]
    return make_module(course, body=body)


def enrolled(course: CoursePage) -> tuple[Client, Enrollment]:
    learner = make_learner()
    client = Client()
    client.force_login(learner)
    return client, enroll(cohort=make_cohort(course), learner=learner, by=learner)


def read(client: Client, *pages: CoursePage | ModulePage) -> list[str]:
    """The answers, without the tokens that differ from one view to the next."""
    answers = [client.get(page.get_url()).content.decode() for page in pages]
    return [re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", answer) for answer in answers]


def test_pages_after_another_reader_are_as_before(course: CoursePage, module: ModulePage) -> None:
    finisher, enrollment = enrolled(course)
    beginner, _enrollment = enrolled(course)
    stranger = Client()
    before = read(beginner, course, module), read(stranger, course)
    take_course(enrollment)
    cache.clear()
    on_course, on_module = read(finisher, course, module)
    for shown in ("Completed", "Course completed"):
        assert shown in on_course
    for shown in ("Your best result is 100%.", "You have marked this text as read.", "You have completed this module."):
        assert shown in on_module
    assert (read(beginner, course, module), read(stranger, course)) == before


def test_own_result_after_the_page_was_kept_shows_at_once(course: CoursePage, module: ModulePage) -> None:
    client, enrollment = enrolled(course)
    assert "Your best result" not in read(client, module)[0]
    take_course(enrollment)
    assert "Your best result is 100%." in read(client, module)[0]


def test_published_edit_shows_at_once(course: CoursePage, module: ModulePage) -> None:
    client, _enrollment = enrolled(course)
    assert "The old description." in read(client, course)[0]
    assert "The old text." in read(client, module)[0]
    course.refresh_from_db()
    course.description = text("The new description.")
    publish(course)
    module.body = [*text("The new text."), quiz_block(make_quiz("Second quiz"), "second")]
    publish(module)
    [on_course], [on_module] = read(client, course), read(client, module)
    assert ("The new description." in on_course, "The old description." in on_course) == (True, False)
    assert ("The new text." in on_module, "The old text." in on_module) == (True, False)
    assert "Second quiz" in on_module
    assert "Agreements" not in on_module


def test_preview_is_neither_kept_nor_taken_from_what_is_kept(course: CoursePage, module: ModulePage) -> None:
    client, _enrollment = enrolled(course)
    before = read(client, course, module)
    course.description = text("A draft description.")
    module.body = text("A draft text.")
    assert "A draft description." in course.make_preview_request().rendered_content
    assert "A draft text." in module.make_preview_request().rendered_content
    assert read(client, course, module) == before


def test_blocks_around_an_activity_are_drawn_in_order(course: CoursePage, module: ModulePage) -> None:
    client, _enrollment = enrolled(course)
    for _visit in ("fills what is kept", "takes what is kept"):
        shown = read(client, module)[0]
        marks = ['<h2 class="section-heading"', "The old text.", 'class="card quiz-card', "The end."]
        assert sorted(marks, key=shown.index) == marks
