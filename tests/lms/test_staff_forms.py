"""Whatever staff send in a form: it is stored, refused by a word beside the field, or a bad request; never our fault.

Each field of each form in turn takes values that no database, no JSON or no page can hold; the others stay as in a post
that is accepted.
"""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote_plus, urlencode

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import City, LearnerProfile, Organization, Person, Quiz
from tests.factories.certificates import make_award_definition
from tests.factories.courses import make_catalog, make_cohort, make_course, make_learner, make_module, make_quiz

pytestmark = pytest.mark.django_db
Form = tuple[str, dict[str, Any]]

EDITORS_TEXT = '{"blocks": [{"key": "a", "text": "%s", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], '
EDITORS_TEXT += '"entityRanges": []}], "entityMap": {}}'
# As they are sent, percent-encoded.
NUMBERS = {"thirty digits": "9" * 30, "thirty digits below zero": "-" + "9" * 30}
TEXTS = {"a zero character": "a%00b", "half a character": "a%ED%A0%80b", "the last day": "9999-12-31"}
EDITED = {
    "half a character": quote_plus(EDITORS_TEXT % r"\ud800"),
    "a zero character": quote_plus(EDITORS_TEXT % r"\u0000"),
    "brackets": "%5B" * 5000,
}
CHOSEN = ("picture", "photo", "logo")  # the chooser writes the number: nobody types it


def edit(desk: str, instance: Any, **data: Any) -> Form:
    return reverse(f"{desk}:edit", args=[instance.pk]), data


def city() -> Form:
    instance = City.objects.create(name="Volgograd", country="RU")
    return edit("cities", instance, name="Volgograd", country="RU", names_ru="Волгоград", names_fa="ولگوگراد")


def organization() -> Form:
    instance = Organization.objects.create(name="Center")
    related = {"city": City.objects.create(name="Volgograd", country="RU").pk, "logo": ""}
    return edit("organizations", instance, name="Center", names_ru="Центр", kind="other", website="", **related)


def person() -> Form:
    instance = Person.objects.create(name="Vera")
    texts = {"position": "Director", "positions_fa": "رئیس", "biography": "She reads.", "biographies_fa": "می‌خواند."}
    related = {"organization": Organization.objects.create(name="Center").pk, "photo": ""}
    return edit("people", instance, name="Vera", names_ru="Вера", **texts, **related)


def certificate_rule() -> Form:
    rule = make_award_definition()
    related = {"course": "", "issuer": rule.issuer_id, "signatory": rule.signatory_id}
    return edit("award_definitions", rule, place="Volgograd", validity_months="12", **related)


def cohort() -> Form:
    instance = make_cohort(make_course())
    moments = {"enrollment_opens_at": "2027-03-21 09:00", "enrollment_closes_at": "2027-04-21 09:00"}
    days = {"starts_on": "2027-04-22", "ends_on": "2027-06-22", "time_zone": "UTC"}
    return edit("cohorts", instance, course=str(instance.course_id), title="Spring", seats="20", **moments, **days)


def learner_profile() -> Form:
    profile = LearnerProfile.objects.create(user=make_learner(), name_of_record="Анна")
    return edit("learner_profiles", profile, name_of_record="Анна", name_latin="Anna")


def user() -> Form:
    address = reverse("wagtailusers_users:edit", args=[make_learner().pk])
    group = Group.objects.get(name="Registrars").pk
    return address, {"email": "ana@example.org", "name": "Ana", "is_active": "on", "groups": group}


def new_user() -> Form:
    words = {"password1": "correct horse battery", "password2": "correct horse battery"}
    return reverse("wagtailusers_users:add"), {"email": "new@example.org", "name": "New", **words}


def group() -> Form:
    kinds = ["page", "document", "image", "collection"]
    formsets = {f"{kind}_permissions": inline_formset([]) for kind in kinds}
    permission = Permission.objects.get(codename="access_admin").pk
    data = nested_form_data({"name": "Translators", "permissions": permission, **formsets})
    return reverse("wagtailusers_groups:add"), data


def quiz() -> Form:
    option = {"text": "Volgograd", "correct": "on"}
    items = [
        {"value": choice, "deleted": "", "order": str(at)} for at, choice in enumerate([option, {"text": "Minsk"}])
    ]
    options = {"count": "2", **{str(at): {**item, "id": ""} for at, item in enumerate(items)}}
    question = {"text": "Which?", "options": options, "explanation": rich_text("<p>So.</p>"), "source": "Archive"}
    question |= {"points": "1"}
    data = {
        "title": "Quiz",
        "introduction": rich_text("<p>Read.</p>"),
        "questions": streamfield([("single_choice", question)]),
        "pass_mark": "75",
        "attempts_allowed": "3",
    }
    return f"/admin/snippets/courses/quiz/edit/{make_quiz().pk}/", nested_form_data(data)


def course_page() -> Form:
    course = make_course(modules=0)
    goals = {"audiences": "citizens", "goals": "4", "tags": "rivers"}
    data = {
        "title": "Twins",
        "slug": "twins",
        "lead": "What twins do.",
        "picture": "",
        "picture_alt": "",
        "description": streamfield([("text", rich_text("<p>Calm.</p>"))]),
        "outcomes": streamfield([("outcome", "Write a letter")]),
        "level": "introductory",
        "workload_minutes": "60",
        "prerequisites": rich_text("<p>None.</p>"),
        "completion": streamfield([("required_modules", ""), ("minimum_grade", "50")]),
        "participation": streamfield([("number_of_modules", "1")]),
        "facilitators": inline_formset([{"person": Person.objects.create(name="Vera").pk}]),
        "partners": inline_formset([{"organization": Organization.objects.create(name="Center").pk, "role": "host"}]),
        "comments": inline_formset([]),
        **goals,
    }
    return f"/admin/pages/{course.pk}/edit/", nested_form_data(data)


def module_page() -> Form:
    module = make_module(make_course(modules=0))
    fact = {
        "statement": "It is so.",
        "source_title": "Archive",
        "source_url": "https://example.org/",
        "as_of": "2026-09-01",
    }
    data = {
        "title": "Letters",
        "slug": "letters",
        "objectives": streamfield([("objective", "Write")]),
        "body": streamfield([("text", rich_text("<p>Calm.</p>")), ("key_fact", fact)]),
        "workload_minutes": "60",
        "required": "on",
        "comments": inline_formset([]),
    }
    return f"/admin/pages/{module.pk}/edit/", nested_form_data({**data, "action-publish": "1"})


def new_course() -> Form:
    make_catalog()
    texts = {"title": "Twins", "lead": "What twins do.", "outline": "Letters (45 min)\n- 1942\nTreaties 2 h"}
    days = {"cohort-starts_on": "2027-04-22", "cohort-ends_on": "2027-06-22", "cohort-time_zone": "UTC"}
    cohort = {"cohort-title": "Spring", "cohort-seats": "20", "cohort-opens_now": "on"}
    return reverse("new_course:index"), {**texts, **days, **cohort}


def page_copy() -> Form:
    course = make_course(modules=0)
    return reverse("copies:new", args=[course.pk]), {"title": "Twins", "below": course.get_parent().pk}


FORMS: list[Callable[[], Form]] = [
    city, organization, person, certificate_rule, cohort, learner_profile, user, new_user, group, quiz, course_page,
    module_page, new_course, page_copy,
]  # fmt: skip
MACHINERY = ("-count", "-type", "-order", "-deleted", "-id", "_FORMS", "-ORDER", "-DELETE")  # no person types these


def monsters(data: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each field that a person fills in, with each value that breaks what is built carelessly, and its name."""
    for field, value in data.items():
        if not field.endswith(MACHINERY) and field != "action-publish":
            texts = EDITED if "entityMap" in str(value) else {} if field in CHOSEN else TEXTS
            yield from ((field, name, monster) for name, monster in {**NUMBERS, **texts}.items())


@pytest.fixture
def send(admin_client: Client) -> Callable[[str, str], Any]:
    """Posts a body and takes back what it wrote."""
    admin_client.raise_request_exception = False

    def post(address: str, body: str) -> Any:
        with transaction.atomic():
            response = admin_client.generic("POST", address, body, "application/x-www-form-urlencoded")
            transaction.set_rollback(True)
        return response

    return post


@pytest.mark.parametrize("make_form", FORMS)
def test_form_takes_or_refuses_whatever_is_sent(make_form: Callable[[], Form], send: Any) -> None:
    address, data = make_form()
    assert send(address, urlencode(data)).status_code == 302
    for field, name, monster in monsters(data):
        others = urlencode({other: value for other, value in data.items() if other != field})
        response = send(address, f"{others}&{quote_plus(field)}={monster}")
        assert response.status_code in (200, 302, 400), (field, name)


def test_form_when_one_field_is_refused_says_so_and_keeps_the_others(admin_client: Client) -> None:
    address, data = organization()
    page = admin_client.post(address, {**data, "city": "9" * 30, "names_fa": "مرکز تازه"}).content.decode()
    assert "Select a valid choice. That choice is not one of the available choices." in page
    assert "مرکز تازه" in page


def test_number_beyond_every_database_in_a_list_of_choices_changes_nothing(admin_client: Client) -> None:
    address, data = group()
    response = admin_client.post(address, {**data, "permissions": "9" * 30})
    assert response.status_code in (200, 400)
    assert not Group.objects.filter(name="Translators").exists()


def test_half_a_character_in_the_editors_text_becomes_the_sign_for_it(admin_client: Client) -> None:
    address, data = quiz()
    admin_client.post(address, {**data, "introduction": EDITORS_TEXT % r"Wolga\ud800!", "action-publish": "1"})
    assert "Wolga\N{REPLACEMENT CHARACTER}!" in Quiz.objects.get().introduction


@pytest.mark.parametrize("text", ["[" * 5000, "{", "7", '{"blocks": 7}'])
def test_what_is_no_text_of_the_editor_is_a_bad_request(admin_client: Client, text: str) -> None:
    address, data = quiz()
    assert admin_client.post(address, {**data, "introduction": text}).status_code == 400


def test_form_without_its_fields_is_a_bad_request(admin_client: Client) -> None:
    address, data = quiz()
    del data["questions-count"]
    assert admin_client.post(address, data).status_code == 400


def test_account_page_offers_time_zones_that_every_browser_knows(admin_client: Client) -> None:
    offered = admin_client.get(reverse("wagtailadmin_account")).content.decode()
    assert ('value="Asia/Tehran"' in offered, 'value="localtime"' in offered, 'value="W-SU"' in offered) == (
        True,
        False,
        False,
    )
