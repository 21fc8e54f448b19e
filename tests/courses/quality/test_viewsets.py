from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.attempts import PlacedQuiz
from tests.factories.courses import block_id, make_learner, make_quiz, single_choice

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, admin_user: Any) -> Client:
    client.force_login(admin_user)
    return client


def test_page_tells_figures_and_no_names(desk: Client) -> None:
    quiz = make_quiz(questions=[single_choice("first")])
    placed = PlacedQuiz(quiz)
    for number, chosen in enumerate([0, 1, 1]):
        answers = {block_id("first"): [block_id(f"first {chosen}")]}
        learner = make_learner(f"secret{number}@example.org", name=f"Secret {number}")
        placed.take(answers, placed.enrolled(learner))
    page = desk.get(reverse("quality:statistics", args=[quiz.pk])).content.decode()
    for text in ["From the first attempts of 3 learners, without names.", "Question 1", "33%", "67%", "Right answer"]:
        assert text in page
    assert "Secret" not in page
    assert "secret" not in page


def test_page_of_a_quiz_that_nobody_took_says_so(desk: Client) -> None:
    page = desk.get(reverse("quality:statistics", args=[make_quiz().pk])).content.decode()
    assert "Nobody has handed in this quiz yet." in page
    assert "<meter" not in page


def test_editor_of_a_quiz_leads_to_its_figures(desk: Client) -> None:
    quiz = make_quiz()
    page = desk.get(reverse("wagtailsnippets_courses_quiz:edit", args=[quiz.pk])).content.decode()
    assert reverse("quality:statistics", args=[quiz.pk]) in page
