"""The editor's desk for quizzes in the real admin."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.search import index
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import Quiz
from tests.factories.courses import make_course, make_module, make_quiz, quiz_block, single_choice, translate_quiz

pytestmark = pytest.mark.django_db


def option(text: str, *, right: bool = False) -> dict[str, Any]:
    return {"text": text, "correct": "on"} if right else {"text": text}


def question(*options: dict[str, Any], text: str = "Who signs?") -> tuple[str, dict[str, Any]]:
    items = {
        str(number): {"order": number, "type": "item", "value": value, "deleted": ""}
        for number, value in enumerate(options)
    }
    listed = {f"options-{number}": item for number, item in items.items()} | {"options-count": len(options)}
    told = {"explanation": rich_text("<p>So.</p>"), "source": "", "points": "1"}
    return "single_choice", {"text": text, **listed, **told}


def data(*questions: Any, **act: str) -> dict[str, Any]:
    fields = {
        "title": "Treaties",
        "introduction": rich_text(""),
        "questions": streamfield(list(questions)),
        "pass_mark": "75",
        "attempts_allowed": "",
    }
    return {**nested_form_data(fields), **act}


LIST = "wagtailsnippets_courses_quiz:list"
CHOOSER = "wagtailsnippetchoosers_courses_quiz:choose"
ADD = "wagtailsnippets_courses_quiz:add"
WITHOUT_KEY = question(option("The mayor"), option("The council"))
WHOLE = question(option("The mayor"), option("The council", right=True))


@pytest.mark.parametrize(
    "questions", [[], [WITHOUT_KEY], [question(option("The mayor"), text="")]], ids=["none", "no key", "half written"]
)
def test_draft_of_a_quiz_is_saved_as_far_as_it_is(admin_client: Client, questions: Any) -> None:
    response = admin_client.post(reverse(ADD), data(*questions))
    quiz = Quiz.objects.get()
    assert response.url == reverse("wagtailsnippets_courses_quiz:edit", args=[quiz.pk])
    assert not quiz.live
    draft = quiz.get_latest_revision_as_object()
    assert [child.value["text"] for child in draft.questions] == [one[1]["text"] for one in questions]
    assert admin_client.get(response.url).status_code == 200


@pytest.mark.parametrize(
    ("questions", "problem"),
    [
        ([], "Write at least one question."),
        ([question(option("The mayor", right=True))], "Write at least two options."),
        ([WITHOUT_KEY], "Mark exactly one option as right."),
    ],
    ids=["none", "one option", "no key"],
)
def test_publishing_a_quiz_demands_questions_and_their_key(admin_client: Client, questions: Any, problem: str) -> None:
    response = admin_client.post(reverse(ADD), data(*questions, **{"action-publish": "1"}))
    assert response.status_code == 200
    assert problem in response.content.decode()
    assert not Quiz.objects.exists()


def test_draft_of_a_quiz_without_a_title_is_not_saved(admin_client: Client) -> None:
    response = admin_client.post(reverse(ADD), data(WHOLE, title=""))
    assert response.context["form"].errors == {"title": ["This field is required."]}
    assert not Quiz.objects.exists()


def test_list_of_quizzes_tells_how_many_questions_each_has(admin_client: Client) -> None:
    quiz = make_quiz(questions=[single_choice(name) for name in ("first", "second", "third")])
    response = admin_client.get(reverse(LIST))
    assert response.context["table"].columns["questions"].get_value(quiz) == 3


def test_publishing_a_quiz_with_faults_names_the_questions_by_their_numbers(admin_client: Client) -> None:
    response = admin_client.post(reverse(ADD), data(WITHOUT_KEY, WHOLE, WITHOUT_KEY, **{"action-publish": "1"}))
    assert "Look at these questions, each says what is wrong: 1, 3." in response.content.decode()


def test_publishing_a_whole_quiz_makes_it_live(admin_client: Client) -> None:
    admin_client.post(reverse(ADD), data(WHOLE, **{"action-publish": "1"}))
    quiz = Quiz.objects.get()
    assert (quiz.live, len(quiz.questions_as_asked())) == (True, 1)


def test_draft_without_a_key_leaves_the_published_questions_alone(admin_client: Client) -> None:
    quiz = make_quiz()
    address = reverse("wagtailsnippets_courses_quiz:edit", args=[quiz.pk])
    assert admin_client.post(address, data(WITHOUT_KEY)).status_code == 302
    quiz.refresh_from_db()
    assert (quiz.has_unpublished_changes, len(quiz.questions)) == (True, 2)
    response = admin_client.post(address, data(WITHOUT_KEY, **{"action-publish": "1"}))
    assert "Mark exactly one option as right." in response.content.decode()


def test_preview_of_a_half_written_quiz_is_shown(admin_client: Client) -> None:
    quiz = make_quiz()
    address = reverse("wagtailsnippets_courses_quiz:preview_on_edit", args=[quiz.pk])
    for questions in ([], [WITHOUT_KEY], [question(text="")]):
        assert admin_client.post(address, data(*questions)).json() == {"is_valid": True, "is_available": True}
        assert admin_client.get(address).status_code == 200


def warnings_in(client: Client, quiz: Quiz) -> list[bool]:
    """Whether the form says that the original decides, and that the questions differ from its."""
    text = client.get(reverse("wagtailsnippets_courses_quiz:edit", args=[quiz.pk])).content.decode()
    return [text.count("This is a translation of “Check”.") == 1, text.count("differ from those of “Check”.") == 1]


def test_form_of_a_translation_says_that_the_original_decides_and_whether_the_questions_differ(
    admin_client: Client,
) -> None:
    quiz = make_quiz("Check")
    translated = translate_quiz(quiz, title="آزمون")
    assert warnings_in(admin_client, quiz) == [False, False]
    assert warnings_in(admin_client, translated) == [True, False]
    translated.questions = [single_choice("another")]
    translated.save_revision()
    assert warnings_in(admin_client, translated) == [True, True]
    assert "help-warning" not in admin_client.get(reverse(ADD)).content.decode()


def used_in(listed: Any) -> dict[str, list[str]]:
    return {quiz.title: [str(course) for course in quiz.used_in] for quiz in listed}


@pytest.mark.parametrize(("address", "rows"), [(LIST, "object_list"), (CHOOSER, "results")], ids=["list", "chooser"])
def test_quizzes_tell_in_which_courses_they_are_used_and_are_found_by_them(
    admin_client: Client, address: str, rows: str
) -> None:
    shared, one, unused = (make_quiz(title) for title in ("Shared", "One", "Unused"))
    first, second = (make_course(title, modules=0) for title in ("First", "Second"))
    for course, quizzes in ((first, [shared, one]), (second, [shared])):
        make_module(course, body=[quiz_block(quiz, quiz.title) for quiz in quizzes])
    translate_quiz(one, title="Translated")
    index.insert_or_update_object(one)
    listed = admin_client.get(reverse(address)).context[rows]
    assert used_in(listed) == {
        "Shared": ["First", "Second"],
        "One": ["First"],
        "Translated": ["First"],
        unused.title: [],
    }
    found = admin_client.get(reverse(address), {"course": second.translation_key}).context[rows]
    assert used_in(found) == {"Shared": ["First", "Second"]}
    found = admin_client.get(reverse(address), {"course": first.translation_key, "q": "One"}).context[rows]
    assert used_in(found) == {"One": ["First"]}
