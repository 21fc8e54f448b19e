import re
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image
from wagtail import hooks
from wagtail.models import PageViewRestriction

from certificates.awards import tasks
from certificates.awards.delivery import private_storage, render_award
from certificates.awards.services import issue_award, record_event, reissue_award, revoke_award
from certificates.awards.states import EventKind, RefusalReason, RevocationReason
from certificates.models import Award
from courses.models import CourseCompletion, CoursePage, Enrollment
from tests.certificates.awards.test_services import revoke
from tests.factories.courses import make_course, publish, translate


@pytest.fixture
def holder_client(client: Client, award: Award) -> Client:
    client.force_login(award.learner)
    return client


def paths_of(award: Award) -> list[str]:
    return [f"/certificates/{award.uuid}/{end}" for end in ("", "download/", "picture.webp")]


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_mine_when_there_is_a_certificate_shows_it_with_its_ways(holder_client: Client, award: Award) -> None:
    render_award(award_id=award.pk)
    page = text_of(holder_client.get("/certificates/"))
    assert '<span class="badge badge-valid">Valid</span>' in page
    assert award.serial in page
    for address in (award.get_absolute_url(), f"/certificates/{award.uuid}/download/", f"/verify/{award.token}/"):
        assert f'href="{address}"' in page


def test_mine_when_document_is_not_drawn_yet_says_so(holder_client: Client, award: Award) -> None:
    page = text_of(holder_client.get("/certificates/"))
    assert "The document is being prepared." in page
    assert "download" not in page


def test_mine_when_there_is_none_says_how_to_get_one(
    client: Client, make_user: Callable[..., Any], award: Award
) -> None:
    client.force_login(make_user("other@example.org"))
    page = text_of(client.get("/certificates/"))
    assert "You have no certificates yet." in page
    assert award.serial not in page


def test_mine_when_a_completion_waits_for_its_certificate_says_so(
    client: Client, make_completion: Callable[..., Any], award: Award
) -> None:
    waiting = make_completion(name="Vera", language="ru")
    client.force_login(waiting.enrollment.learner)
    page = text_of(client.get("/certificates/"))
    assert "Your certificate for “Дипломатия городов” is being prepared." in page
    assert "You have no certificates yet." not in page
    client.force_login(award.learner)
    assert "is being prepared" not in text_of(client.get("/certificates/")).replace("document is being", "")


def test_my_learning_shows_the_newest_certificates_and_those_to_come(
    client: Client, make_completion: Callable[..., Any], award: Award
) -> None:
    newer = [make_completion() for _ in range(3)]
    for completion in newer:
        Enrollment.objects.filter(pk=completion.enrollment_id).update(learner=award.learner)
    shown = [issue_award(completion_id=completion.pk) for completion in newer[:2]]
    client.force_login(award.learner)
    page = text_of(client.get("/learning/"))
    assert re.findall(r'<h3><a href="/certificates/(.*?)/">', page) == [str(one.uuid) for one in (*shown[::-1], award)]
    assert page.count("is being prepared.") == 1
    issue_award(completion_id=newer[2].pk)
    assert str(award.uuid) not in text_of(client.get("/learning/"))


ON_THE_LIST = "The organizers have it on their list: they see why and look after it."


@pytest.mark.parametrize(
    ("contact", "whom"),
    [
        ("desk@example.org", 'write to <a href="mailto:desk@example.org">desk@example.org</a>'),
        ("", "ask the organizers of the course."),
    ],
)
@pytest.mark.usefixtures("definition")
def test_mine_when_something_stands_in_the_way_of_a_certificate_says_so_and_whom_to_ask(
    client: Client, make_completion: Callable[..., Any], settings: Any, contact: str, whom: str
) -> None:
    settings.LMS_CONTACT_EMAIL = contact
    client.force_login(make_completion(name="李明").enrollment.learner)
    page = text_of(client.get("/certificates/"))
    assert "Your certificate for “City Diplomacy” could not be prepared yet." in page
    assert f"{ON_THE_LIST} You do not have to do anything. If it takes too long, {whom}" in page.replace(" </p>", "")
    assert "is being prepared" not in page


def test_mine_when_issuing_failed_says_so(client: Client, definition: Any, make_completion: Callable[..., Any]) -> None:
    waiting = make_completion()
    tasks.issue.enqueue(waiting.pk)
    DBTaskResult.objects.update(status="FAILED")
    client.force_login(waiting.enrollment.learner)
    assert "“City Diplomacy” could not be prepared yet." in text_of(client.get("/certificates/"))


@pytest.mark.parametrize("path", ["/certificates/", "own"])
def test_page_when_the_document_could_not_be_drawn_says_so_until_it_is(
    holder_client: Client, award: Award, path: str
) -> None:
    address = award.get_absolute_url() if path == "own" else path
    record_event(award=award, kind=EventKind.NOT_DRAWN, reason=RefusalReason.DOES_NOT_FIT)
    page = text_of(holder_client.get(address))
    assert "The certificate is issued, but its document could not be prepared yet." in page
    assert ON_THE_LIST in page
    assert "is being prepared" not in page
    render_award(award_id=award.pk)
    page = text_of(holder_client.get(address))
    assert "could not be prepared" not in page
    assert "Download PDF" in page


def test_detail_when_own_shows_facts_and_address(holder_client: Client, award: Award) -> None:
    page = text_of(holder_client.get(award.get_absolute_url()))
    assert award.snapshot["verify_url"] in page
    assert "Anna Sokolova" in page


def test_detail_when_workload_is_odd_shows_hours_to_the_next_half(
    client: Client, definition: Any, make_completion: Callable[..., Any]
) -> None:
    completion = make_completion()
    completion.enrollment.cohort.course.workload_minutes = 250
    completion.enrollment.cohort.course.save()
    award = issue_award(completion_id=completion.pk)
    assert award.printed["hours"] == 4.5
    client.force_login(award.learner)
    assert "<dd>4.5</dd>" in text_of(client.get(award.get_absolute_url()))


def test_detail_when_revoked_and_issued_again_tells_both(holder_client: Client, award: Award, registrar: Any) -> None:
    revoke(award)
    successor = reissue_award(award=award, by=registrar, reason="Revoked in error")
    page = text_of(holder_client.get(award.get_absolute_url()))
    assert "Copied work." in page
    assert "See file 7." not in page
    assert f'href="{successor.get_absolute_url()}"' in page


def test_download_when_own_is_the_stored_file_as_attachment(holder_client: Client, award: Award) -> None:
    file = render_award(award_id=award.pk)
    response = holder_client.get(f"/certificates/{award.uuid}/download/")
    content = b"".join(response.streaming_content)
    assert (response.status_code, len(content), content[:5]) == (200, file.size, b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{award.serial}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert not award.events.filter(kind="downloaded_by_staff").exists()


def test_download_when_document_is_not_drawn_yet_is_missing(holder_client: Client, award: Award) -> None:
    assert holder_client.get(f"/certificates/{award.uuid}/download/").status_code == 404


def test_download_when_the_file_is_gone_is_missing_and_logged(
    client: Client, award: Award, registrar: Any, caplog: pytest.LogCaptureFixture
) -> None:
    private_storage().delete(render_award(award_id=award.pk).storage_name)
    client.force_login(registrar)
    assert client.get(f"/certificates/{award.uuid}/download/").status_code == 404
    assert f"The file of certificate {award.serial} is missing" in caplog.text
    assert not award.events.filter(kind="downloaded_by_staff").exists()


def test_picture_when_own_is_the_sheet_in_landscape_and_is_drawn_once(holder_client: Client, award: Award) -> None:
    file = render_award(award_id=award.pk)
    response = holder_client.get(f"/certificates/{award.uuid}/picture.webp")
    image = Image.open(BytesIO(b"".join(response.streaming_content)))
    assert (response.status_code, response["Content-Type"], image.format) == (200, "image/webp", "WEBP")
    assert image.size == (1400, 990)
    assert len(image.convert("L").getcolors()) > 100  # not a white sheet
    assert response["Cache-Control"] == "private, max-age=86400"
    private_storage().delete(file.storage_name)  # what is kept needs the PDF no more
    again = holder_client.get(f"/certificates/{award.uuid}/picture.webp")
    assert (again.status_code, b"".join(again.streaming_content)[8:12]) == (200, b"WEBP")


def test_picture_when_there_is_no_pdf_is_missing(holder_client: Client, award: Award) -> None:
    address = f"/certificates/{award.uuid}/picture.webp"
    assert holder_client.get(address).status_code == 404
    private_storage().delete(render_award(award_id=award.pk).storage_name)
    assert holder_client.get(address).status_code == 404


def test_pages_when_other_person_asks_are_the_same_as_missing(
    client: Client, award: Award, make_user: Callable[..., Any]
) -> None:
    render_award(award_id=award.pk)
    client.force_login(make_user("other@example.org"))
    for path in paths_of(award):
        missing = path.replace(str(award.uuid), str(uuid4()))
        assert [client.get(path).status_code, client.get(missing).status_code] == [404, 404]


def test_pages_when_nobody_is_signed_in_ask_to_sign_in(client: Client, award: Award) -> None:
    for path in ["/certificates/", *paths_of(award)]:
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={path}")


def test_download_when_staff_may_view_awards_is_given_and_written_down(
    client: Client, award: Award, registrar: Any
) -> None:
    render_award(award_id=award.pk)
    client.force_login(registrar)
    response = client.get(f"/certificates/{award.uuid}/download/")
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    event = award.events.last()
    assert (event.kind, event.actor) == ("downloaded_by_staff", registrar)


def test_download_when_staff_only_ask_whether_it_is_there_is_not_written_down(
    client: Client, award: Award, registrar: Any
) -> None:
    render_award(award_id=award.pk)
    client.force_login(registrar)
    response = client.head(f"/certificates/{award.uuid}/download/")
    for close in response._resource_closers:  # the test client empties the answer to HEAD and forgets the file
        close()
    assert response.status_code == 200
    assert not award.events.filter(kind="downloaded_by_staff").exists()


@pytest.mark.parametrize("path", ["/certificates/", "own"])
def test_pages_when_award_was_issued_again_lead_to_the_new_one_first(
    holder_client: Client, award: Award, registrar: Any, path: str
) -> None:
    render_award(award_id=award.pk)
    successor = reissue_award(award=award, by=registrar, reason="Name corrected")
    page = text_of(holder_client.get(award.get_absolute_url() if path == "own" else path))
    new, old = successor.get_absolute_url(), f"/certificates/{award.uuid}/download/"
    assert f'<a class="button" href="{new}">Open the new certificate' in page
    assert f'<a class="button button-secondary" href="{old}" download>Download PDF' in page


def test_page_when_the_new_one_was_revoked_says_that_neither_is_valid(
    holder_client: Client, award: Award, registrar: Any
) -> None:
    successor = reissue_award(award=award, by=registrar, reason="Name corrected")
    revoke_award(award=successor, by=registrar, reason=RevocationReason.OTHER, public_reason="x", private_note="")
    page = text_of(holder_client.get(award.get_absolute_url()))
    assert "the new one was revoked later. Neither is valid." in page
    assert "Please use only the new one." not in page


@pytest.mark.parametrize("path", ["/certificates/", "own"])
def test_pages_when_revoked_show_the_day_in_its_zone_and_why(holder_client: Client, award: Award, path: str) -> None:
    revoke_award(
        award=award,
        by=None,
        reason=RevocationReason.MISCONDUCT,
        public_reason="Copied work.",
        private_note="",
        now=datetime(2026, 11, 30, 22, 30, tzinfo=UTC),
    )
    page = text_of(holder_client.get(award.get_absolute_url() if path == "own" else path))
    assert "This certificate was revoked on 1 December 2026." in page
    assert "Breach of the rules of the course: <bdi>Copied work.</bdi>" in page


def specimen_of(course: CoursePage, prefix: str = "") -> str:
    return f"{prefix}/certificates/specimen/{course.translation_key}.webp"


def test_specimen_when_course_is_published_shows_everyone_what_one_gets(client: Client, definition: Any) -> None:
    course = make_course("Twin cities")
    assert specimen_of(course) in text_of(client.get(course.get_url()))
    response = client.get(specimen_of(course))
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    picture = Image.open(BytesIO(response.content))
    assert (picture.size, picture.format) == ((960, 679), "WEBP")
    assert not Award.objects.exists()


def drawn(client: Client, address: str) -> str:
    """A digest of the picture: what differs is not worth showing byte by byte."""
    response = client.get(address)
    assert response.status_code == 200
    return sha256(response.content).hexdigest()


def test_specimen_when_it_was_drawn_is_kept_and_a_new_title_gives_another(client: Client, definition: Any) -> None:
    course = make_course("Twin cities")
    first = drawn(client, specimen_of(course))
    kept = private_storage().listdir("certificates/specimens")[1]
    assert drawn(client, specimen_of(course)) == first
    assert private_storage().listdir("certificates/specimens")[1] == kept
    course.title = "Twin harbors"
    publish(course)
    assert drawn(client, specimen_of(course)) != first


def test_specimen_when_modules_can_be_read_in_the_language_of_the_address_is_in_it(
    client: Client, definition: Any
) -> None:
    course = make_course("Twin cities", modules=1)
    in_english = drawn(client, specimen_of(course))
    assert drawn(client, specimen_of(course, "/fa")) == in_english
    translate(course, slug="persian")
    translate(course.get_children().first().specific, title="نامه‌ها")
    assert drawn(client, specimen_of(course, "/fa")) != in_english


@pytest.mark.parametrize("state", ["unknown", "unpublished", "without a rule", "undrawable", "private"])
def test_specimen_when_there_is_none_is_missing(client: Client, definition: Any, state: str) -> None:
    course = make_course("李明" if state == "undrawable" else "Twin cities")
    address = specimen_of(course)
    if state == "unknown":
        address = f"/certificates/specimen/{uuid4()}.webp"
    if state == "unpublished":
        course.unpublish()
    if state == "private":
        PageViewRestriction.objects.create(page=course, restriction_type="login")
    if state == "without a rule":
        definition.delete()
        assert "Your certificate" not in text_of(client.get(course.get_url()))
    assert client.get(address).status_code == 404


def test_part_of_a_completion_leads_to_its_certificate_once_there_is_one(
    definition: Any, completion: CourseCompletion, rf: Any
) -> None:
    (draw,) = hooks.get_hooks("register_completion_parts")
    assert "usually within a few minutes" in draw(completion, rf.get("/"))
    award = issue_award(completion_id=completion.pk)
    part = draw(completion, rf.get("/"))
    assert "a few minutes" not in part
    assert f'href="{award.get_absolute_url()}">Open your certificate</a>' in part
    revoke_award(award=award, by=None, reason=RevocationReason.OTHER, public_reason="x", private_note="")
    assert "Your certificate is issued." not in draw(completion, rf.get("/"))
