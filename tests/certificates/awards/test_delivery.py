import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from certificates.awards import delivery
from certificates.awards.delivery import mail_award, open_file, render_award
from certificates.awards.queries import undelivered
from certificates.awards.services import issue_award, record_event
from certificates.awards.states import EventKind
from certificates.models import Award, AwardDefinition
from courses.models import CourseCompletion
from courses.signals import course_completed
from tests.certificates.awards.test_services import revoke


def test_render_when_award_has_no_file_stores_it_under_its_hash(award: Award) -> None:
    file = render_award(award_id=award.pk)
    with open_file(file) as stored:
        content = stored.read()
    assert content.startswith(b"%PDF-")
    assert (file.sha256, file.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert file.storage_name == f"certificates/{file.sha256[:2]}/{file.sha256}.pdf"
    assert award.events.last().data == {"sha256": file.sha256}


def test_render_when_file_is_there_does_nothing(award: Award, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render_award(award_id=award.pk)
    monkeypatch.setattr(delivery, "render_certificate", lambda snapshot: pytest.fail("drawn again"))
    assert render_award(award_id=award.pk) == first
    assert award.events.filter(kind="rendered").count() == 1


def test_render_when_a_worker_died_after_storing_uses_what_is_stored(award: Award) -> None:
    content = delivery.render_certificate(award.snapshot)
    stored = delivery._store(content, hashlib.sha256(content).hexdigest())
    assert render_award(award_id=award.pk).storage_name == stored


def test_render_when_a_worker_died_while_writing_stores_the_whole_file(award: Award) -> None:
    content = delivery.render_certificate(award.snapshot)
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"certificates/{sha256[:2]}/{sha256}.pdf"
    delivery.private_storage().save(name, ContentFile(content[:1000]))
    file = render_award(award_id=award.pk)
    with open_file(file) as stored:
        assert (file.storage_name, stored.read()) == (name, content)


def test_mail_when_sent_twice_is_one_mail_in_the_language_of_the_course(award: Award, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://attache.example.org"
    mail_award(award_id=award.pk)
    mail_award(award_id=award.pk)
    (message,) = mail.outbox
    assert message.to == [award.learner.email]
    assert message.subject == "Your certificate: City Diplomacy"
    assert "\nhttps://attache.example.org/certificates/\n" in message.body
    assert award.snapshot["verify_url"] in message.body
    assert list(award.events.values_list("kind", flat=True)) == ["issued", "mailing", "mailed"]


def test_mail_when_course_is_russian_leads_to_russian_page(
    definition: AwardDefinition, make_completion: Callable[..., CourseCompletion]
) -> None:
    award = issue_award(completion_id=make_completion(language="ru", name="<b>Анна</b>").pk)
    mail_award(award_id=award.pk)
    assert "/ru/certificates/\n" in mail.outbox[0].body
    assert "<b>Анна</b>" in mail.outbox[0].body


def test_mail_when_sending_fails_is_not_written_down(award: Award, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Any) -> int:
        raise OSError("no mail server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    with pytest.raises(OSError, match="no mail server"):
        mail_award(award_id=award.pk)
    assert list(award.events.values_list("kind", flat=True)) == ["issued", "mailing", "mail_failed"]
    assert list(undelivered()) == [award]
    monkeypatch.undo()
    mail_award(award_id=award.pk)
    assert [message.to for message in mail.outbox] == [[award.learner.email]]


def test_mail_when_award_was_revoked_meanwhile_is_not_sent(award: Award) -> None:
    revoke(award)
    mail_award(award_id=award.pk)
    assert mail.outbox == []
    assert not award.events.filter(kind="mailing").exists()


def test_mail_when_another_worker_is_at_it_waits_until_that_one_must_be_dead(award: Award) -> None:
    now = timezone.now()
    record_event(award=award, kind=EventKind.MAILING, at=now)
    mail_award(award_id=award.pk, now=now + timedelta(minutes=14))
    assert mail.outbox == []
    mail_award(award_id=award.pk, now=now + timedelta(minutes=15))
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_mail_when_it_is_sent_holds_no_transaction(award: Award, monkeypatch: pytest.MonkeyPatch) -> None:
    open_while_sending = []
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send", lambda self: open_while_sending.append(connection.in_atomic_block)
    )
    mail_award(award_id=award.pk)
    assert open_while_sending == [False]


@pytest.mark.django_db(transaction=True)
def test_completion_when_announced_leads_to_award_file_and_mail(
    definition: AwardDefinition, completion: CourseCompletion, run_tasks: Callable[[], int]
) -> None:
    for _ in range(2):
        course_completed.send_robust(sender=CourseCompletion, completion_id=completion.pk)
    assert Award.objects.count() == 0
    run_tasks()
    award = Award.objects.get()
    assert (award.completion, award.pdf is not None) == (completion, True)
    assert list(award.events.values_list("kind", flat=True)) == ["issued", "rendered", "mailing", "mailed"]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_completion_when_there_is_no_rule_waits(completion: CourseCompletion, run_tasks: Callable[[], int]) -> None:
    course_completed.send_robust(sender=CourseCompletion, completion_id=completion.pk)
    assert run_tasks() == 1
    assert Award.objects.count() == 0
