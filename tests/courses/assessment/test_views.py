"""The quiz in the browser: nothing of the key is in a page before the attempt is handed in."""

import re
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from courses.assessment.models import Attempt, Quiz
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll, withdraw
from courses.models import CoursePage, ModulePage
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    quiz_block,
    right_answers,
    single_choice,
)
from tests.factories.plugins import plugin
from tests.factories.questions import OWN, posted, written_question

pytestmark = pytest.mark.django_db


def true_false(name: str, answer: str) -> dict[str, Any]:
    value = {"text": f"Is {name} so?", "answer": answer, "explanation": f"<p>About {name}.</p>", "source": ""}
    return {"type": "true_false", "id": block_id(name), "value": value}


def questions_with_key(right: int, several: tuple[int, ...], answer: str) -> list[dict[str, Any]]:
    """One question of each kind; the arguments are the key."""
    multiple = single_choice("several")
    multiple["type"] = "multiple_choice"
    for number, option in enumerate(multiple["value"]["options"]):
        option["value"]["correct"] = number in several
    return [single_choice("one", right=right), multiple, true_false("tf", answer)]


@pytest.fixture
def enrollment() -> Enrollment:
    page = make_module(make_course(modules=0), body=[quiz_block(make_quiz())])
    learner = make_learner()
    return enroll(cohort=make_cohort(page.get_parent().specific), learner=learner, by=learner)


def activity_url(enrollment: Enrollment, name: str = "quiz") -> str:
    module = ModulePage.objects.get()
    return reverse(f"courses:{name}", args=[enrollment.pk, module.translation_key, block_id("quiz")])


def pages_before_submission(client: Client, enrollment: Enrollment) -> list[str]:
    """Every page on which a learner meets the quiz before handing in, without what differs for other reasons."""
    found = []
    client.post(activity_url(enrollment, "start_attempt"))
    attempt = Attempt.objects.latest("pk")
    for address in [
        ModulePage.objects.get().get_url(),
        CoursePage.objects.get().get_url(),
        activity_url(enrollment),
        reverse("courses:attempt", args=[attempt.pk]),
        reverse("courses:learning"),
        "/courses/?q=Question",
    ]:
        response = client.get(address)
        assert response.status_code == 200, address
        page = response.content.decode()
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
        found.append(re.sub(rf"/attempts/{attempt.pk}/", "/attempts/", page))
    return found


@pytest.mark.parametrize(
    "key", [{"right": 1}, {"several": (0, 1)}, {"several": (0, 1, 2)}, {"answer": "false"}], ids=str
)
def test_two_quizzes_that_differ_only_in_the_key_give_identical_pages(
    enrollment: Enrollment, monkeypatch: pytest.MonkeyPatch, key: dict[str, Any]
) -> None:
    monkeypatch.setattr("courses.assessment.services.secrets.randbits", lambda bits: 7)
    client = Client()
    client.force_login(enrollment.learner)
    seen = []
    for extra in ({}, key):
        Attempt.objects.all().delete()
        quiz = Quiz.objects.get()
        quiz.questions = questions_with_key(**{"right": 0, "several": (0,), "answer": "true", **extra})
        quiz.save_revision().publish()
        seen.append(pages_before_submission(client, enrollment))
    assert seen[0] == seen[1]
    assert "one option 1" in "".join(seen[0])


@pytest.mark.parametrize("slug", OWN)
def test_two_quizzes_that_differ_only_in_the_key_give_identical_pages_with_every_type_of_question(
    enrollment: Enrollment, monkeypatch: pytest.MonkeyPatch, slug: str
) -> None:
    monkeypatch.setattr("courses.assessment.services.secrets.randbits", lambda bits: 7)
    client = Client()
    client.force_login(enrollment.learner)
    seen = []
    with plugin():
        for key in (0, 1):
            Attempt.objects.all().delete()
            set_quiz(questions=[single_choice("another"), written_question(slug, key, points=2)], questions_drawn=1)
            seen.append(pages_before_submission(client, enrollment))
    assert seen[0] == seen[1]
    assert f"Which {slug}?" in seen[0][3]
    assert "Because of" not in "".join(seen[0])


def test_preview_of_a_quiz_shows_its_key_to_editors_with_every_type_of_question() -> None:
    with plugin():
        quiz = make_quiz("All", [written_question(slug) for slug in OWN])
        page = quiz.make_preview_request(preview_mode="").render().content.decode()
    assert (page.count("<h2>Which "), page.count("Because of 0.")) == (len(OWN), len(OWN))
    assert "Your answer" not in page


def test_preview_of_a_module_for_editors_shows_no_question(admin_client: Client, enrollment: Enrollment) -> None:
    page = ModulePage.objects.get()
    response = page.make_preview_request(preview_mode="")
    response.render() if hasattr(response, "render") else None
    assert response.status_code == 200
    assert b"Question first" not in response.content


def test_attempt_with_a_missing_answer_keeps_the_others_and_says_which(enrollment: Enrollment) -> None:
    client = Client()
    client.force_login(enrollment.learner)
    client.post(activity_url(enrollment, "start_attempt"))
    attempt = Attempt.objects.get()
    question, option = attempt.questions[0]["id"], attempt.questions[0]["options"][0]["id"]
    address = reverse("courses:attempt", args=[attempt.pk])
    response = client.post(address, {f"answer-{question}": option})
    attempt.refresh_from_db()
    assert (response.status_code, attempt.state) == (200, "open")
    assert response.content.decode().count("Choose an answer to this question.") >= 1
    for page in (response, client.get(address)):
        assert re.findall(r'value="([^"]*)"[^>]*checked', page.content.decode()) == [option]


def test_open_attempt_of_who_has_left_shows_no_question_and_takes_no_answer(
    client: Client, enrollment: Enrollment
) -> None:
    client.force_login(enrollment.learner)
    client.post(activity_url(enrollment, "start_attempt"))
    attempt = Attempt.objects.get()
    address = reverse("courses:attempt", args=[attempt.pk])
    assert "Question first?" in client.get(address).content.decode()
    withdraw(enrollment=enrollment, by=enrollment.learner)
    data = {f"answer-{block_id('first')}": block_id("first 0"), f"answer-{block_id('second')}": block_id("second 1")}
    for response in (client.get(address), client.post(address, data)):
        assert response.headers["Location"] == activity_url(enrollment)
    assert Attempt.objects.get().state == "open"
    assert "You have withdrawn from this cohort." in client.get(activity_url(enrollment)).content.decode()


@pytest.mark.parametrize("answered", [1, 2])
def test_answers_handed_in_while_the_module_is_unpublished_are_kept_and_offered_again(
    client: Client, enrollment: Enrollment, answered: int
) -> None:
    client.force_login(enrollment.learner)
    client.post(activity_url(enrollment, "start_attempt"))
    attempt, module = Attempt.objects.get(), ModulePage.objects.get()
    chosen = {question["id"]: question["options"][0]["id"] for question in attempt.questions[:answered]}
    address = reverse("courses:attempt", args=[attempt.pk])
    module.unpublish()
    response = client.post(address, {f"answer-{key}": option for key, option in chosen.items()}, follow=True)
    assert response.redirect_chain == [(activity_url(enrollment), 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "This module is not published at the moment.",
        "Your answers are kept. Hand them in when the module is open to you again.",
    ]
    attempt.refresh_from_db()
    assert (attempt.state, attempt.points) == ("open", None)
    module.get_latest_revision().publish()
    page = client.get(address).content.decode()
    assert re.findall(r'value="([\w-]+)"[^>]* checked', page) == list(chosen.values())


def answer(client: Client, enrollment: Enrollment, options: dict[str, int]) -> str:
    """Take the quiz in the browser with these options; the result page, without what differs for other reasons."""
    client.force_login(enrollment.learner)
    client.post(activity_url(enrollment, "start_attempt"))
    attempt = Attempt.objects.latest("pk")
    data = {f"answer-{block_id(name)}": block_id(f"{name} {number}") for name, number in options.items()}
    response = client.post(reverse("courses:attempt", args=[attempt.pk]), data, follow=True)
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def told(page: str) -> list[str]:
    """What the result tells of each question: its badge and the marks of its options, then who is explained."""
    answers = page.split('<ol class="answers"')[1].split("</ol>")[0]
    marks = re.findall(r'<span class="badge[^>]*>(.*?)</span>|<strong>(.*?)</strong>|Because of (\w+)', answers)
    return ["".join(mark) for mark in marks]


def set_quiz(**fields: Any) -> None:
    quiz = Quiz.objects.get()
    for name, value in fields.items():
        setattr(quiz, name, value)
    quiz.save_revision().publish()


@pytest.mark.parametrize("slug", OWN)
def test_result_of_every_type_of_question_explains_what_was_answered_right(
    client: Client, enrollment: Enrollment, slug: str
) -> None:
    client.force_login(enrollment.learner)
    with plugin():
        set_quiz(questions=[written_question(slug, points=3)])
        client.post(activity_url(enrollment, "start_attempt"))
        attempt = Attempt.objects.get()
        (question,) = attempt.questions
        data = posted(question, right_answers([question])[question["id"]])
        page = client.post(reverse("courses:attempt", args=[attempt.pk]), data, follow=True).content.decode()
    assert ("3 of 3 points: 100%." in page, "Because of 0." in page, "Source 0" in page) == (True, True, True)


def test_result_of_a_partly_right_answer_tells_its_points_and_not_the_key(
    client: Client, enrollment: Enrollment
) -> None:
    client.force_login(enrollment.learner)
    set_quiz(questions=[written_question("matching"), single_choice("second")])
    client.post(activity_url(enrollment, "start_attempt"))
    attempt = Attempt.objects.get()
    data: dict[str, Any] = {}
    for question in attempt.questions:
        right = right_answers([question])[question["id"]]
        data |= posted(question, [right[0]] * 3 if question["type"] == "matching" else right)
    page = client.post(reverse("courses:attempt", args=[attempt.pk]), data, follow=True).content.decode()
    attempt.refresh_from_db()
    assert (attempt.points, attempt.percent, attempt.passed) == (Decimal("1.3333"), 66, False)
    assert ("1.33 of 2 points: 66%." in page, "0.33 of 1 point" in page) == (True, True)
    assert sorted(told(page)) == sorted(
        ["Partly right", *["Your answer"] * 3, "Right", "Your answer, and right", "second"]
    )


BEFORE_POINTS = [
    {
        "id": "one",
        "type": "single_choice",
        "text": "One?",
        "options": [{"id": "a", "text": "A", "correct": True}, {"id": "b", "text": "B", "correct": False}],
        "explanation": "<p>Because of one.</p>",
        "source": "",
    },
    {
        "id": "several",
        "type": "multiple_choice",
        "text": "Several?",
        "options": [{"id": name, "text": name.upper(), "correct": name in "ab"} for name in "abc"],
        "explanation": "<p>Because of several.</p>",
        "source": "",
    },
    {
        "id": "tf",
        "type": "true_false",
        "text": "True?",
        "options": [{"id": "true", "text": "", "correct": False}, {"id": "false", "text": "", "correct": True}],
        "explanation": "<p>Because of tf.</p>",
        "source": "",
    },
]


def test_attempt_that_was_begun_before_questions_had_points_is_asked_graded_and_shown_as_ever(
    client: Client, enrollment: Enrollment
) -> None:
    client.force_login(enrollment.learner)
    client.post(activity_url(enrollment, "start_attempt"))
    Attempt.objects.update(questions=BEFORE_POINTS, points_possible=3, answers={"several": ["a", "b"]})
    address = reverse("courses:attempt", args=[Attempt.objects.get().pk])
    page = client.get(address).content.decode()
    assert re.findall(r'value="(\w)"[^>]* checked', page) == ["a", "b"]
    data = {"answer-one": "a", "answer-several": ["a"], "answer-tf": "true"}
    page = client.post(address, data, follow=True).content.decode()
    attempt = Attempt.objects.get()
    assert (attempt.answers, attempt.points) == ({"one": ["a"], "several": ["a"], "tf": ["true"]}, 1)
    assert "1 of 3 answers are right: 33%." in page
    assert told(page) == ["Right", "Your answer, and right", "one", *["Not right", "Your answer"] * 2]


HELD_BACK = "are shown when you have passed the quiz or have no attempt left."


def test_result_before_the_last_attempt_explains_only_what_was_answered_right(
    client: Client, enrollment: Enrollment
) -> None:
    set_quiz(questions=[single_choice("first"), single_choice("second")], attempts_allowed=2)
    page = answer(client, enrollment, {"first": 0, "second": 1})
    assert sorted(told(page)) == sorted(["Right", "Your answer, and right", "first", "Not right", "Your answer"])
    assert (HELD_BACK in page, "Source of first" in page, "Source of second" in page) == (True, True, False)


@pytest.mark.parametrize(("attempts_allowed", "pass_mark"), [(1, 100), (None, 50), (2, 50)])
def test_result_when_the_last_attempt_is_used_or_the_quiz_is_passed_explains_everything(
    client: Client, enrollment: Enrollment, attempts_allowed: int | None, pass_mark: int
) -> None:
    questions = [single_choice("first"), single_choice("second")]
    set_quiz(questions=questions, attempts_allowed=attempts_allowed, pass_mark=pass_mark)
    page = answer(client, enrollment, {"first": 0, "second": 1})
    assert sorted(told(page)) == sorted(
        ["Right", "Your answer, and right", "first", "Not right", "Your answer", "Right answer", "second"]
    )
    assert (HELD_BACK in page, "Source of second" in page) == (False, True)


def test_result_of_an_earlier_attempt_is_explained_when_a_later_one_passes(
    client: Client, enrollment: Enrollment
) -> None:
    answer(client, enrollment, {"first": 1, "second": 1})
    earlier = reverse("courses:attempt", args=[Attempt.objects.get().pk])
    assert "Because of first" not in client.get(earlier).content.decode()
    answer(client, enrollment, {"first": 0, "second": 1})
    assert "Because of first" in client.get(earlier).content.decode()


@pytest.mark.parametrize("change", [{"attempts_allowed": 1}, {"attempts_allowed": None, "pass_mark": 50}])
def test_result_while_another_attempt_is_begun_explains_only_what_was_answered_right(
    client: Client, enrollment: Enrollment, change: dict[str, Any]
) -> None:
    set_quiz(attempts_allowed=2, **({"pass_mark": 50} if "pass_mark" in change else {}))
    answer(client, enrollment, {"first": 0, "second": 0})
    earlier = reverse("courses:attempt", args=[Attempt.objects.get().pk])
    client.post(activity_url(enrollment, "start_attempt"))
    set_quiz(**change)
    page = client.get(earlier).content.decode()
    assert sorted(told(page)) == sorted(["Right", "Your answer, and right", "first", "Not right", "Your answer"])
    assert "You have begun another attempt" in page


def test_two_quizzes_that_differ_only_in_what_was_missed_give_identical_results(
    client: Client, enrollment: Enrollment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courses.assessment.services.secrets.randbits", lambda bits: 7)
    seen = []
    for right, several in ((1, [1, 2]), (2, [2])):
        Attempt.objects.all().delete()
        questions = questions_with_key(right=right, several=tuple(several), answer="true")[:2]
        questions[0]["value"]["explanation"] = f"<p>It is {right}.</p>"
        set_quiz(questions=questions)
        page = answer(client, enrollment, {"one": 0, "several": 0})
        seen.append(page.replace(f"/attempts/{Attempt.objects.get().pk}/", "/attempts/"))
    assert seen[0] == seen[1]
    assert told(seen[0]) == ["Not right", "Your answer"] * 2


def test_result_of_a_learner_whose_module_is_closed_invites_to_no_further_attempt(
    client: Client, enrollment: Enrollment
) -> None:
    assert "Try again" in answer(client, enrollment, {"first": 1, "second": 1})
    withdraw(enrollment=enrollment, by=enrollment.learner)
    page = client.get(reverse("courses:attempt", args=[Attempt.objects.get().pk])).content.decode()
    assert ("Try again" in page, "try again" in page, "You have withdrawn from this cohort." in page) == (
        False,
        False,
        True,
    )


@pytest.mark.parametrize("name", ["quiz", "start_attempt"])
def test_quiz_of_another_persons_enrollment_is_not_found(enrollment: Enrollment, name: str) -> None:
    client = Client()
    client.force_login(make_learner())
    method = client.get if name == "quiz" else client.post
    assert method(activity_url(enrollment, name)).status_code == 404
    assert not Attempt.objects.exists()


def test_quiz_for_a_block_that_is_not_in_the_module_is_not_found(enrollment: Enrollment) -> None:
    client = Client()
    client.force_login(enrollment.learner)
    key = ModulePage.objects.get().translation_key
    address = reverse("courses:start_attempt", args=[enrollment.pk, key, UUID(int=5)])
    assert (client.post(address).status_code, Attempt.objects.count()) == (404, 0)


def test_quiz_that_draws_questions_says_how_many_of_how_many_and_asks_these(enrollment: Enrollment) -> None:
    set_quiz(questions=[single_choice(str(number)) for number in range(8)], questions_drawn=3)
    client = Client()
    client.force_login(enrollment.learner)
    module, _course, quiz, attempt, *_others = pages_before_submission(client, enrollment)
    assert "3 questions." in module
    assert "3 of 8, drawn by chance for each attempt" in quiz
    assert attempt.count("option 0") == 3


def test_preview_of_a_quiz_that_draws_questions_says_how_many() -> None:
    quiz = make_quiz(questions_drawn=1)
    page = quiz.make_preview_request(preview_mode="").render().content.decode()
    assert "Each attempt draws 1 of these questions by chance." in page
