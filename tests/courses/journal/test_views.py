"""A learner writes for herself: she finds, changes, takes along and deletes her text, and nobody else sees it."""

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from courses.enrollment.services import enroll, withdraw
from courses.enrollment.states import EnrollmentReason
from courses.models import Enrollment, JournalEntry, ModulePage
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    reflection_block,
    translate,
)

pytestmark = pytest.mark.django_db
BLOCK = UUID(block_id("reflection"))
TEXT = "My city knows <b>nobody</b>.\nYet."


@pytest.fixture
def page() -> ModulePage:
    return make_module(make_course("Ports", modules=0), "Letters", body=[reflection_block()])


@pytest.fixture
def enrollment(client: Client, page: ModulePage) -> Enrollment:
    learner = make_learner()
    client.force_login(learner)
    return enroll(cohort=make_cohort(page.get_parent().specific), learner=learner, by=learner)


def address(enrollment: Enrollment, page: ModulePage, language: str = "en") -> str:
    with override(language):
        return reverse("courses:reflection", args=[enrollment.pk, page.translation_key, BLOCK])


def text_of(html: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.decode()))


def keep(client: Client, enrollment: Enrollment, page: ModulePage, text: str = TEXT, version: int = 0) -> object:
    return client.post(address(enrollment, page), {"text": text, "version": version})


def test_reflection_on_the_page_of_its_module_leads_to_its_own_page_and_never_shows_the_text(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    before = client.get(page.url).content.decode()
    assert "Whom does your city know?" in before
    assert "Write my thoughts" in before
    keep(client, enrollment, page)
    after = client.get(page.url).content.decode()
    assert "Read what I wrote" in after
    assert "knows" not in after
    assert address(enrollment, page) in after


def test_text_when_it_is_kept_is_told_and_comes_back_in_the_field(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    response = client.post(address(enrollment, page), {"text": TEXT, "version": 0}, follow=True)
    assert response.redirect_chain == [(f"{page.url}#progress", 302)]
    assert "Your text is kept in your journal." in text_of(response.content)
    form = client.get(address(enrollment, page)).context["form"]
    assert (form["text"].value(), form["version"].value()) == (TEXT, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [("  ", "Write something first: one sentence is enough."), ("a" * 20_001, "at most 20000 characters")],
)
def test_text_that_cannot_be_kept_says_why_and_stays_in_the_field(
    client: Client, enrollment: Enrollment, page: ModulePage, text: str, told: str
) -> None:
    response = client.post(address(enrollment, page), {"text": text, "version": 0})
    assert told in text_of(response.content)
    assert response.context["form"]["text"].value() == text
    assert not JournalEntry.objects.exists()


def test_text_changed_in_another_window_is_shown_beside_mine_which_can_then_be_kept(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    keep(client, enrollment, page, "First.")
    response = keep(client, enrollment, page, "Second.")
    assert "You have changed this entry in another window." in text_of(response.content)
    assert "What your journal holds now First." in text_of(response.content)
    form = response.context["form"]
    assert form["text"].value() == "Second."
    keep(client, enrollment, page, form["text"].value(), form["version"].value())
    assert JournalEntry.objects.get().text == "Second."


def test_text_when_the_module_is_closed_is_not_lost(client: Client, enrollment: Enrollment, page: ModulePage) -> None:
    withdraw(enrollment=enrollment, by=enrollment.learner)
    response = keep(client, enrollment, page)
    assert response.context["form"]["text"].value() == TEXT
    assert str(EnrollmentReason.WITHDRAWN.label) in text_of(response.content)
    assert not JournalEntry.objects.exists()


def test_reflection_of_a_closed_module_can_still_be_read(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    keep(client, enrollment, page)
    withdraw(enrollment=enrollment, by=enrollment.learner)
    html = client.get(address(enrollment, page)).content
    assert "knows &lt;b&gt;nobody&lt;/b&gt;" in html.decode()
    assert b"<textarea" not in html


def test_reflection_is_asked_in_the_language_of_the_reader(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    body = [reflection_block(title="شهر من")]
    translate(page.get_parent().specific)
    translate(page, title="نامه‌ها", body=body)
    assert "شهر من" in client.get(address(enrollment, page, "fa")).content.decode()
    client.post(address(enrollment, page, "fa"), {"text": "بندر", "version": 0})
    assert JournalEntry.objects.values_list("title", "language").get() == ("شهر من", "fa")


def test_reflection_that_was_taken_out_of_its_module_is_not_found_but_its_text_is(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    keep(client, enrollment, page)
    page.body = []
    page.save_revision().publish()
    assert client.get(address(enrollment, page)).status_code == 404
    assert "knows &lt;b&gt;nobody&lt;/b&gt;" in client.get(reverse("courses:journal")).content.decode()


def test_journal_shows_what_was_asked_and_written_course_by_course(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    keep(client, enrollment, page)
    text = text_of(client.get(reverse("courses:journal")).content)
    assert re.search(r"Ports .*My city .*Letters .*Whom does your city know\? .*My city knows", text)


def test_journal_without_entries_says_where_they_come_from(client: Client) -> None:
    client.force_login(make_learner())
    assert "Nothing is written yet" in text_of(client.get(reverse("courses:journal")).content)
    assert "Journal" not in text_of(client.get(reverse("courses:learning")).content)


def test_my_learning_leads_somebody_who_has_written_to_the_journal(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    keep(client, enrollment, page)
    text = text_of(client.get(reverse("courses:learning")).content)
    assert "You have written 1 entry, which only you see." in text


def test_journal_as_a_file_is_a_text_with_all_that_was_written(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    keep(client, enrollment, page)
    response = client.get(reverse("courses:journal_text"))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="journal.txt"'
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[:4] == ["My journal", "", "Ports · Letters", "My city"]
    assert lines[6:9] == ["Whom does your city know?", "", "My city knows <b>nobody</b>."]


def test_entry_when_its_writer_confirms_is_deleted(client: Client, enrollment: Enrollment, page: ModulePage) -> None:
    keep(client, enrollment, page)
    address = reverse("courses:delete_entry", args=[JournalEntry.objects.get().pk])
    assert "It is gone for good" in text_of(client.get(address).content)
    assert JournalEntry.objects.exists()
    response = client.post(address, follow=True)
    assert "The entry is deleted." in text_of(response.content)
    assert not JournalEntry.objects.exists()


def test_journal_of_one_person_is_shut_to_everybody_else(
    client: Client, enrollment: Enrollment, page: ModulePage, admin_user: object
) -> None:
    keep(client, enrollment, page)
    delete = reverse("courses:delete_entry", args=[JournalEntry.objects.get().pk])
    client.force_login(admin_user)
    assert [client.get(path).status_code for path in (address(enrollment, page), delete)] == [404, 404]
    for name in ("courses:journal", "courses:journal_text"):
        assert "knows" not in client.get(reverse(name)).content.decode()
    assert client.post(delete).status_code == 404
    assert JournalEntry.objects.exists()
