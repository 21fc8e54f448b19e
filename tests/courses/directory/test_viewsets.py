"""The desk for cities, organizations and people: names, positions and biographies in each language."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from courses.models import LearnerProfile, Organization, Person
from tests.factories.courses import make_learner

pytestmark = pytest.mark.django_db
CENTER = {"name": "Center", "kind": "other", "website": "https://example.org/"}


def make_center(**names: str) -> Organization:
    return Organization.objects.create(**CENTER, names=names)


def edit(client: Client, center: Organization, **names: str) -> Any:
    typed = {f"names_{code}": name for code, name in names.items()}
    return client.post(reverse("organizations:edit", args=[center.pk]), {**CENTER, **typed})


def test_form_has_one_labeled_input_for_each_language(admin_client: Client) -> None:
    response = admin_client.get(reverse("organizations:edit", args=[make_center(fa="مرکز").pk]))
    form = BeautifulSoup(response.content, "html.parser")
    inputs = form.select('input[name^="names_"]')
    assert [(one["name"], one["dir"], one.get("value", "")) for one in inputs] == [
        ("names_en", "ltr", ""),
        ("names_ru", "ltr", ""),
        ("names_fa", "rtl", "مرکز"),
    ]
    assert [form.select_one(f'label[for="{one["id"]}"]').text for one in inputs] == ["English", "Русский", "فارسی"]


def test_names_when_typed_are_stored_by_language(admin_client: Client) -> None:
    admin_client.post(reverse("organizations:add"), {**CENTER, "names_ru": " Центр ", "names_fa": "مرکز"})
    assert Organization.objects.get().names == {"ru": "Центр", "fa": "مرکز"}


def test_name_when_cleared_is_no_name(admin_client: Client) -> None:
    center = make_center(ru="Центр", fa="مرکز")
    edit(admin_client, center, fa="مرکز")
    center.refresh_from_db()
    assert center.names == {"fa": "مرکز"}


def test_names_in_languages_that_are_not_offered_are_kept(admin_client: Client) -> None:
    center = make_center(be="Цэнтр", ru="Центр")
    edit(admin_client, center, ru="Дом")
    center.refresh_from_db()
    assert center.names == {"be": "Цэнтр", "ru": "Дом"}


@pytest.mark.parametrize(
    ("name", "problem"),
    [("x" * 201, "Ensure this value has at most 200 characters"), ("a\0b", "Null characters are not allowed")],
)
def test_name_that_cannot_be_stored_is_refused_beside_what_was_typed(
    admin_client: Client, name: str, problem: str
) -> None:
    center = make_center(ru="Центр")
    response = edit(admin_client, center, ru=name, fa="مرکز")
    form = BeautifulSoup(response.content, "html.parser")
    assert problem in form.select_one('section:has(input[name="names_ru"])').text
    assert form.select_one('input[name="names_fa"]')["value"] == "مرکز"
    center.refresh_from_db()
    assert center.names == {"ru": "Центр"}


def test_person_is_described_in_each_language(admin_client: Client) -> None:
    typed = {"name": "Vera", "position": "Director", "positions_ru": "Директор", "biography": "She collects letters."}
    admin_client.post(reverse("people:add"), {**typed, "biographies_fa": "نامه\nگرد می‌آورد."})
    vera = Person.objects.get()
    with override("ru"):
        assert (vera.shown_position, vera.shown_biography) == ("Директор", "She collects letters.")
    with override("fa"):
        assert (vera.shown_position, vera.shown_biography) == ("Director", "نامه\nگرد می‌آورد.")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("12", "Write the name in letters."),
        ("李小龍", "Certificates cannot print 李 小 龍 yet."),
        ("Ann\ufffd", "A letter of this name was lost on its way."),
        ("Z" + "\u0301" * 150, "There are more marks above or below Z than certificates can print."),
    ],
)
def test_name_of_a_learner_that_cannot_be_printed_is_refused_beside_its_field(
    admin_client: Client, name: str, problem: str
) -> None:
    profile = LearnerProfile.objects.create(user=make_learner(), name_of_record="Anna")
    response = admin_client.post(reverse("learner_profiles:edit", args=[profile.pk]), {"name_of_record": name})
    form = BeautifulSoup(response.content, "html.parser")
    assert problem in form.select_one('section:has(input[name="name_of_record"])').text
    profile.refresh_from_db()
    assert profile.name_of_record == "Anna"
