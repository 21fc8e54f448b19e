"""Files with questions in the real administration."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from courses.models import Quiz
from tests.factories.courses import make_quiz, single_choice

pytestmark = pytest.mark.django_db
WRITTEN = "::Name::Who <signs>?{\n\t=The mayor\n\t~The council\n####[html]<p>So.</p>\n}\n\nEssay{}\n"


@pytest.fixture
def desk(client: Client, admin_user: Any) -> Client:
    client.force_login(admin_user)
    return client


def file(data: bytes = WRITTEN.encode(), name: str = "questions.gift") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def look(desk: Client, address: str, **data: Any) -> Any:
    """The page that says what the file would bring, and what its form sends."""
    response = desk.post(address, {"file": file(), **data})
    assert response.status_code == 200
    html = response.content.decode()
    forms = html.split("<form")[1:]
    (form,) = ["<form id='plan-form'" + one.split("</form>")[0] + "</form>" for one in forms if 'name="key"' in one]
    return html, querydict_from_html(form, form_id="plan-form").dict()


def questions(quiz: Quiz) -> list[str]:
    draft = Quiz.objects.get(pk=quiz.pk).get_latest_revision_as_object()
    return [child.value["text"] for child in draft.questions]


def test_file_is_looked_at_before_anything_is_changed(desk: Client) -> None:
    quiz = make_quiz()
    html, _form = look(desk, reverse("exchange:import", args=[quiz.pk]))
    for text in [
        "It was read as Moodle GIFT. Nothing is changed yet.",
        "1 question will be added to the draft.",
        "1 question cannot be taken.",
        "Who &lt;signs&gt;?",
        "Single choice",
        "The mayor",
        "Line 1: Names of questions are not kept.",
        "Line 7: Questions for an essay cannot be asked here.",
    ]:
        assert text in html
    assert len(questions(quiz)) == 2
    assert quiz.revisions.count() == 1


def test_confirmed_file_is_added_to_the_draft_and_a_second_click_adds_nothing(desk: Client) -> None:
    quiz = make_quiz(questions=[single_choice("first")])
    address = reverse("exchange:import", args=[quiz.pk])
    _html, form = look(desk, address)
    for expected in ["1 question is added to the draft.", "All questions of the file are in the quiz already."]:
        response = desk.post(address, {**form, "take": "1"}, follow=True)
        assert response.redirect_chain == [(reverse("wagtailsnippets_courses_quiz:edit", args=[quiz.pk]), 302)]
        assert expected in response.content.decode()
    assert questions(quiz)[1:] == ["Who <signs>?"]
    html, _form = look(desk, address)
    assert "1 question is there already and will be left out." in html
    assert 'name="take"' not in html


def test_new_quiz_is_made_of_a_file_once(desk: Client) -> None:
    address = reverse("exchange:new")
    assert "This field is required." in desk.post(address, {"file": file()}).content.decode()
    _html, form = look(desk, address, title="Treaties")
    for _click in range(2):
        response = desk.post(address, {**form, "take": "1"})
        assert response.status_code == 302
    quiz = Quiz.objects.get()
    assert (quiz.title, quiz.live, questions(quiz)) == ("Treaties", False, ["Who <signs>?"])
    assert desk.get(reverse("wagtailsnippets_courses_quiz:edit", args=[quiz.pk])).status_code == 200


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a" * 500_001, "The file has 500 kB, and at most 500 kB are taken. Divide it."),
        ("Казань{T}".encode("cp1251"), "Line 1: This is not text in UTF-8."),
        (b"a\n\x00", "Line 2: This is not a text file."),
        (b"", "Line 1: There is no question in the file."),
    ],
)
def test_file_that_cannot_be_read_says_so(desk: Client, data: bytes, told: str) -> None:
    address = reverse("exchange:import", args=[make_quiz().pk])
    assert told in desk.post(address, {"file": file(data)}).content.decode()


def test_page_without_a_file_asks_for_one(desk: Client) -> None:
    address = reverse("exchange:import", args=[make_quiz().pk])
    assert "This field is required." in desk.post(address, {}).content.decode()


def test_changed_form_asks_for_the_file_again(desk: Client) -> None:
    quiz = make_quiz()
    address = reverse("exchange:import", args=[quiz.pk])
    response = desk.post(address, {"take": "1", "text": WRITTEN, "key": "no key"})
    assert 'type="file"' in response.content.decode()
    assert quiz.revisions.count() == 1


def test_export_says_what_each_format_does_not_hold_and_gives_the_files(desk: Client) -> None:
    quiz = make_quiz("Города и мир", questions=[single_choice("first", right=1)])
    draft = quiz.get_latest_revision_as_object()
    draft.questions[0].value["source"] = "A book"
    draft.save_revision()
    page = desk.get(reverse("exchange:export", args=[quiz.pk])).content.decode()
    assert page.count("The format has no place for the source.") == 2
    assert page.count("The format has no place for the explanation.") == 1
    gift = desk.get(reverse("exchange:download", args=[quiz.pk, "gift"]))
    assert gift.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert gift.headers["Content-Disposition"] == 'attachment; filename="quiz.gift.txt"'
    assert gift.content.decode().startswith("[plain]")
    aiken = desk.get(reverse("exchange:download", args=[quiz.pk, "aiken"])).content.decode()
    assert aiken.endswith("ANSWER: B\n\n")
    assert desk.get(reverse("exchange:download", args=[quiz.pk, "qti"])).status_code == 404


def test_list_and_editor_of_quizzes_lead_to_files(desk: Client) -> None:
    quiz = make_quiz()
    pages = [
        desk.get(reverse("wagtailsnippets_courses_quiz:list")),
        desk.get(f"/admin/snippets/courses/quiz/edit/{quiz.pk}/"),
    ]
    for page in pages:
        for name in ("import", "export"):
            assert reverse(f"exchange:{name}", args=[quiz.pk]) in page.content.decode()
    assert reverse("exchange:new") in pages[0].content.decode()


@pytest.mark.parametrize("name", ["new", "import", "export", "download"])
def test_who_may_not_change_quizzes_gets_no_file(client: Client, make_user: Callable[..., Any], name: str) -> None:
    from django.contrib.auth.models import Permission

    person = make_user("desk@example.org")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    quiz = make_quiz()
    args = {"new": [], "download": [quiz.pk, "gift"]}.get(name, [quiz.pk])
    response = client.get(reverse(f"exchange:{name}", args=args))
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("wagtailadmin_home")
