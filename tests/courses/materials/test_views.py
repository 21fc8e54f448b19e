"""Recordings and documents that a module asks for: the ones are done by the learner's word, the others when given."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from courses.enrollment.services import enroll, withdraw
from courses.models import ActivityRecord, Enrollment, ModulePage
from courses.progress.states import EvidenceSource
from tests.factories.courses import block_id, make_cohort, make_course, make_learner, make_module, module_of
from tests.factories.materials import download_block, make_file, recording_block

pytestmark = pytest.mark.django_db
CONTENT = b"Minutes of the council"


@pytest.fixture
def document() -> Any:
    return make_file("minutes.txt", CONTENT, "Minutes")


@pytest.fixture
def page(document: Any) -> ModulePage:
    return make_module(make_course(modules=0), "Letters", body=[recording_block(), download_block(document)])


@pytest.fixture
def enrollment(client: Client, page: ModulePage) -> Enrollment:
    learner = make_learner()
    client.force_login(learner)
    return enroll(cohort=make_cohort(page.course_page), learner=learner, by=learner)


def address(name: str, enrollment: Enrollment, page: ModulePage) -> str:
    block = {"watched": "media", "document": "document"}[name]
    return reverse(f"courses:{name}", args=[enrollment.pk, page.translation_key, block_id(block)])


def text_of(html: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.decode()))


def test_module_asks_for_both_and_says_what_completes_them(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    text = text_of(client.get(page.url).content)
    assert "Video or audio: A talk Watch or listen to it, then say so." in text
    assert "Document: Minutes Open the document." in text
    assert "TXT, 22 bytes" in text
    assert [one["type"] for one in module_of(page).activities] == ["media", "document"]


def test_recording_is_completed_by_the_word_of_the_learner(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    assert client.get(address("watched", enrollment, page)).status_code == 405
    response = client.post(address("watched", enrollment, page), follow=True)
    assert response.redirect_chain == [(f"{page.url}#activity-{block_id('media')}", 302)]
    assert "Watched You have said so." in text_of(response.content)
    record = ActivityRecord.objects.get()
    assert (str(record.block_id), record.source) == (block_id("media"), EvidenceSource.LEARNER)
    assert record.completed_at is not None


def test_document_is_completed_when_the_server_gives_it(
    client: Client, enrollment: Enrollment, page: ModulePage, document: Any
) -> None:
    response = client.get(address("document", enrollment, page))
    assert response.getvalue() == CONTENT
    assert response["Content-Disposition"] == f'attachment; filename="{document.filename}"'
    record = ActivityRecord.objects.get()
    assert (str(record.block_id), record.source) == (block_id("document"), EvidenceSource.SERVER)
    assert "Opened" in text_of(client.get(page.url).content)


def test_document_is_not_completed_by_a_browser_that_only_looks_ahead(
    client: Client, enrollment: Enrollment, page: ModulePage
) -> None:
    for close in client.head(address("document", enrollment, page))._resource_closers:
        close()  # the file alone: closing the answer would close the database too
    client.get(address("document", enrollment, page), headers={"sec-purpose": "prefetch"}).getvalue()
    assert not ActivityRecord.objects.exists()


def test_document_that_wagtail_does_not_give_is_not_completed(
    client: Client, enrollment: Enrollment, page: ModulePage, document: Any
) -> None:
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="password", password="words")
    document.collection = collection
    document.save()
    assert CONTENT not in client.get(address("document", enrollment, page)).getvalue()
    assert not ActivityRecord.objects.exists()


def test_document_opened_in_the_library_completes_nothing(
    client: Client, enrollment: Enrollment, document: Any
) -> None:
    assert client.get(document.url).getvalue() == CONTENT
    assert not ActivityRecord.objects.exists()


@pytest.mark.parametrize("name", ["watched", "document"])
def test_material_of_a_module_that_is_not_open_is_neither_given_nor_completed(
    client: Client, enrollment: Enrollment, page: ModulePage, name: str
) -> None:
    withdraw(enrollment=enrollment, by=enrollment.learner)
    method = client.post if name == "watched" else client.get
    response = method(address(name, enrollment, page))
    assert response.status_code == 302
    assert not ActivityRecord.objects.exists()


@pytest.mark.parametrize("name", ["watched", "document"])
def test_material_of_somebody_else_is_not_found(
    client: Client, enrollment: Enrollment, page: ModulePage, name: str
) -> None:
    client.force_login(make_learner())
    method = client.post if name == "watched" else client.get
    assert method(address(name, enrollment, page)).status_code == 404


def test_document_that_is_gone_from_the_library_is_asked_of_nobody(
    client: Client, enrollment: Enrollment, page: ModulePage, document: Any
) -> None:
    document.delete()
    ModulePage.objects.get(pk=page.pk).save_revision().publish()
    assert module_of(page).required_ids == {page.translation_key, UUID(block_id("media"))}
    assert client.get(address("document", enrollment, page)).status_code == 404
    assert client.get(page.url).status_code == 200


def test_material_that_is_not_asked_for_is_an_illustration(client: Client, document: Any) -> None:
    body = [recording_block(asked=False), download_block(document, asked=False)]
    page = make_module(make_course(modules=0), body=body)
    learner = make_learner()
    client.force_login(learner)
    enrollment = enroll(cohort=make_cohort(page.course_page), learner=learner, by=learner)
    html = client.get(page.url).content.decode()
    assert module_of(page).required_ids == {page.translation_key}
    assert "<video controls" in html
    assert document.url in html
    assert "I have watched it" not in html
    assert client.get(address("document", enrollment, page)).status_code == 404


def test_module_written_before_recordings_could_be_asked_for_shows_them_as_it_did(client: Client) -> None:
    block = recording_block()
    del block["value"]["asked"]
    page = make_module(make_course(modules=0), body=[block])
    assert module_of(page).activities == []


def test_recording_is_given_in_parts_after_the_privacy_of_its_collection_was_asked(client: Client) -> None:
    recording = make_file(content=bytes(range(100)))
    response = client.get(recording.url, headers={"range": "bytes=10-19"})
    assert (response.status_code, response.content) == (206, bytes(range(10, 20)))
    assert (response["Content-Range"], response["Content-Length"]) == ("bytes 10-19/100", "10")
    whole = client.get(recording.url)
    assert (whole.status_code, whole.getvalue()) == (200, bytes(range(100)))
    part = {"range": "bytes=10-19"}
    assert client.get(recording.url, headers={**part, "if-range": whole["ETag"]}).status_code == 206
    assert client.get(recording.url, headers={**part, "if-range": '"other"'}).getvalue() == bytes(range(100))
    CollectionViewRestriction.objects.create(collection=recording.collection, restriction_type="login")
    assert client.get(recording.url, headers={"range": "bytes=10-19"}).status_code == 302
