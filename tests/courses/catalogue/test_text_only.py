"""A module for those who asked for text only: pictures are described, not fetched."""

import re

import pytest
from django.test import Client

from courses.enrollment.services import enroll
from courses.models import CoursePage, ModulePage
from tests.factories.content import all_blocks, make_document, make_picture
from tests.factories.courses import make_cohort, make_course, make_learner, make_module

pytestmark = pytest.mark.django_db
FIGURE = re.compile(r'<figure class="figure">(.+?)</figure>', re.DOTALL)


@pytest.fixture
def module() -> ModulePage:
    return make_module(make_course(modules=0), body=all_blocks(make_picture(), make_document()))


@pytest.fixture
def learner_client(client: Client, module: ModulePage) -> Client:
    learner = make_learner()
    enroll(cohort=make_cohort(module.get_parent().specific), learner=learner, by=learner)
    client.force_login(learner)
    return client


def figure(client: Client, page: CoursePage | ModulePage) -> str:
    return FIGURE.search(client.get(page.url).content.decode())[1]


def test_picture_as_text_only_is_its_description_caption_and_a_link(learner_client: Client, module: ModulePage) -> None:
    learner_client.cookies["text_only"] = "yes"
    shown = figure(learner_client, module)
    assert "Picture: A harbor" in shown
    assert re.search(r'<a class="link" href="/media/images/[^"]+\.webp">Show the picture', shown)
    assert ("In the morning" in shown, "Attaché" in shown, "<img" in shown) == (True, True, False)


def test_picture_after_another_reader_asked_for_text_only_is_shown(learner_client: Client, module: ModulePage) -> None:
    learner_client.cookies["text_only"] = "yes"
    figure(learner_client, module)
    del learner_client.cookies["text_only"]
    shown = figure(learner_client, module)
    assert re.search(r'<img [^>]*alt="A harbor"', shown)
    assert "Show the picture" not in shown


def test_description_after_another_reader_asked_for_text_only_shows_its_pictures(client: Client) -> None:
    description = [block for block in all_blocks(make_picture(), make_document()) if block["type"] == "picture"]
    course = make_course(description=description)
    client.cookies["text_only"] = "yes"
    assert "Show the picture" in figure(client, course)
    del client.cookies["text_only"]
    assert "Show the picture" not in figure(client, course)
