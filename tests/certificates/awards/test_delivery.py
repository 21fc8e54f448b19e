import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from certificates.awards import delivery
from certificates.awards.delivery import mail_award, open_file, render_award
from certificates.awards.queries import undelivered
from certificates.awards.services import issue_award, record_event, reissue_award, revoke_award
from certificates.awards.states import EventKind, Message, RefusalReason, RevocationReason
from certificates.awards.tasks import deliver
from certificates.models import Award, AwardDefinition
from certificates.rendering import DocumentDoesNotFit
from courses.models import CourseCompletion, LearnerProfile
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
    sha256 = hashlib.sha256(content).hexdigest()
    stored = delivery._store(content, f"certificates/{sha256[:2]}/{sha256}.pdf")
    assert render_award(award_id=award.pk).storage_name == stored


def test_render_when_a_worker_died_while_writing_stores_the_whole_file(award: Award) -> None:
    content = delivery.render_certificate(award.snapshot)
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"certificates/{sha256[:2]}/{sha256}.pdf"
    delivery.private_storage().save(name, ContentFile(content[:1000]))
    file = render_award(award_id=award.pk)
    with open_file(file) as stored:
        assert (file.storage_name, stored.read()) == (name, content)


def tell(award: Award, *, task_id: str = "one", now: datetime | None = None) -> None:
    mail_award(award_id=award.pk, task_id=task_id, now=now)


def test_mail_when_sent_twice_is_one_mail_in_the_language_of_the_course(award: Award, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://attache.example.org"
    tell(award)
    tell(award)
    (message,) = mail.outbox
    assert message.to == [award.learner.email]
    assert message.subject == "Your certificate: City Diplomacy"
    assert f"\nhttps://attache.example.org/certificates/{award.uuid}/\n" in message.body
    assert award.snapshot["verify_url"] in message.body
    [part] = message.alternatives
    assert f'href="{award.snapshot["verify_url"]}"' in part.content
    assert '<html lang="en" dir="ltr">' in part.content
    assert list(award.events.values_list("kind", flat=True)) == ["issued", "mailing", "mailed"]


def test_mail_when_course_is_russian_leads_to_russian_page(
    definition: AwardDefinition, make_completion: Callable[..., CourseCompletion]
) -> None:
    award = issue_award(completion_id=make_completion(language="ru", name="<b>Анна</b>").pk)
    tell(award)
    assert f"/ru/certificates/{award.uuid}/\n" in mail.outbox[0].body
    assert "<b>Анна</b>" in mail.outbox[0].body


def test_mail_when_sending_fails_is_not_written_down(award: Award, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Any) -> int:
        raise OSError("no mail server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    with pytest.raises(OSError, match="no mail server"):
        tell(award)
    assert list(award.events.values_list("kind", flat=True)) == ["issued", "mailing", "mail_failed"]
    assert list(undelivered()) == [award]
    monkeypatch.undo()
    tell(award)
    assert [message.to for message in mail.outbox] == [[award.learner.email]]


def test_mail_when_award_was_revoked_meanwhile_tells_only_that(award: Award) -> None:
    revoke(award)
    for _ in range(2):
        tell(award)
    assert [message.subject for message in mail.outbox] == ["Your certificate has been revoked: City Diplomacy"]
    assert messages_of(award) == [("revoked", "revoked"), ("mailing", "revoked"), ("mailed", "revoked")]


def messages_of(award: Award) -> list[tuple[str, str]]:
    return list(award.events.exclude(message="").values_list("kind", "message"))


def test_mail_when_award_is_revoked_tells_date_public_reason_and_whom_to_ask(award: Award, settings: Any) -> None:
    settings.LMS_CONTACT_EMAIL = "registrar@example.org"
    tell(award)
    award = revoke_award(
        award=award,
        by=None,
        reason=RevocationReason.MISCONDUCT,
        public_reason="Copied work.",
        private_note="See file 7.",
        now=datetime(2026, 11, 30, 22, 30, tzinfo=UTC),
    )
    tell(award)
    message = mail.outbox[1]
    assert (message.to, message.reply_to) == ([award.learner.email], ["registrar@example.org"])
    revoked = f"Your certificate {award.serial} for the course “City Diplomacy” was revoked on 1 December 2026."
    assert message.body.splitlines() == [
        "Dear Anna Sokolova,",
        "",
        f"{revoked} It is no longer in force.",
        "",
        "Reason: Breach of the rules of the course",
        "Copied work.",
        "",
        "Anyone who verifies the certificate reads the date and this reason:",
        award.verify_url,
        "",
        "If you have questions or think that this is a mistake, "
        "reply to this message or write to registrar@example.org.",
        "",
        "Center for People's Diplomacy",
    ]
    assert messages_of(award) == [
        ("mailing", "issued"),
        ("mailed", "issued"),
        ("revoked", "revoked"),
        ("mailing", "revoked"),
        ("mailed", "revoked"),
    ]


def test_mail_when_award_is_issued_again_tells_of_a_corrected_one_and_what_became_of_the_old(
    award: Award, registrar: Any
) -> None:
    successor = reissue_award(award=award, by=registrar, reason="Name corrected")
    for old_and_new in (award, successor):
        tell(old_and_new)
    (message,) = mail.outbox
    assert (message.subject, message.reply_to) == ("Your corrected certificate: City Diplomacy", [])
    text = " ".join(message.body.split())
    assert "ongratulations" not in text
    assert f"issued a corrected certificate for the course “City Diplomacy”. Its number is {successor.serial}." in text
    assert f"It takes the place of certificate {award.serial}, which is no longer in force" in text
    assert "ask the organization that issued the certificate: Center for People's Diplomacy." in text
    assert successor.verify_url in text
    assert award.verify_url not in text
    assert messages_of(successor) == [("mailing", "reissued"), ("mailed", "reissued")]


def test_mail_when_a_revoked_award_is_issued_again_says_that_it_stays_revoked(award: Award, registrar: Any) -> None:
    successor = reissue_award(award=revoke(award), by=registrar, reason="Revoked in error")
    tell(successor)
    assert f"The earlier certificate {award.serial} stays revoked." in mail.outbox[0].body


def test_mail_when_the_holder_reads_another_language_than_the_course_is_in_the_holders(award: Award) -> None:
    LearnerProfile.objects.update(language="fa")
    tell(award)
    (message,) = mail.outbox
    assert message.subject == "گواهینامهٔ شما: City Diplomacy"
    assert f"/fa/certificates/{award.uuid}/\n" in message.body
    assert award.snapshot["language"] == "en"


@pytest.mark.parametrize(
    ("language", "subjects"),
    [
        ("ru", ["Ваш исправленный сертификат: ", "Ваш сертификат аннулирован: "]),
        ("fa", ["گواهینامهٔ اصلاح‌شدهٔ شما: ", "گواهینامهٔ شما باطل شد: "]),
    ],
)
def test_mail_when_the_holders_language_is_not_known_is_in_that_of_the_course(
    definition: AwardDefinition, make_completion: Callable[..., CourseCompletion], language: str, subjects: list[str]
) -> None:
    award = issue_award(completion_id=make_completion(language=language).pk)
    successor = reissue_award(award=award, by=None, reason="x")
    tell(successor)
    revoke(successor)
    tell(successor)
    title = successor.snapshot["course"]["title"]
    assert [message.subject for message in mail.outbox] == [subject + title for subject in subjects]


def test_mail_when_another_task_is_at_it_waits_until_its_worker_must_be_dead(award: Award) -> None:
    now = timezone.now()
    record_event(award=award, kind=EventKind.MAILING, at=now, message=Message.ISSUED, task="one")
    tell(award, task_id="two", now=now + timedelta(minutes=14))
    assert mail.outbox == []
    tell(award, task_id="two", now=now + timedelta(minutes=15))
    assert len(mail.outbox) == 1


def test_mail_when_its_own_task_begins_again_goes_on_at_once(award: Award) -> None:
    record_event(award=award, kind=EventKind.MAILING, message=Message.ISSUED, task="one")
    tell(award, task_id="one")
    assert len(mail.outbox) == 1


def test_mail_when_two_tasks_want_it_is_sent_by_the_first(award: Award, run_tasks: Callable[[], int]) -> None:
    for _ in range(2):
        deliver.enqueue(award.pk)
    first = DBTaskResult.objects.ready().filter(task_path=deliver.module_path).first()
    run_tasks()
    assert len(mail.outbox) == 1
    assert award.events.get(kind=EventKind.MAILING).data == {"task": str(first.pk)}


def test_database_when_a_mail_is_written_down_twice_refuses_it(award: Award) -> None:
    record_event(award=award, kind=EventKind.MAILED, message=Message.ISSUED)
    record_event(award=award, kind=EventKind.MAILED, message=Message.REVOKED)
    with pytest.raises(IntegrityError), transaction.atomic():
        record_event(award=award, kind=EventKind.MAILED, message=Message.ISSUED)


@pytest.mark.django_db(transaction=True)
def test_mail_when_it_is_sent_holds_no_transaction(award: Award, monkeypatch: pytest.MonkeyPatch) -> None:
    open_while_sending = []
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send", lambda self: open_while_sending.append(connection.in_atomic_block)
    )
    tell(award)
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


@pytest.mark.django_db(transaction=True)
def test_awards_when_revoked_and_issued_again_are_each_told_of_once(
    award: Award, registrar: Any, run_tasks: Callable[[], int]
) -> None:
    run_tasks()
    revoke(award)
    run_tasks()
    reissue_award(award=award, by=registrar, reason="Revoked in error")
    run_tasks()
    assert [message.subject.split(":")[0] for message in mail.outbox] == [
        "Your certificate",
        "Your certificate has been revoked",
        "Your corrected certificate",
    ]
    assert list(undelivered()) == []


def test_document_when_it_does_not_fit_is_told_once_and_nobody_is_mailed(
    award: Award, run_tasks: Callable[[], int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def overflow(snapshot: Any) -> bytes:
        raise DocumentDoesNotFit(snapshot["serial"])

    monkeypatch.setattr(delivery, "render_certificate", overflow)
    for _ in range(2):
        deliver.enqueue(award.pk)
    run_tasks()
    assert f"No document for award {award.pk}: does_not_fit {award.serial}" in caplog.text
    event = award.events.last()
    assert (event.kind, event.why) == ("not_drawn", RefusalReason.DOES_NOT_FIT.label)
    assert list(award.events.values_list("kind", flat=True)) == ["issued", "not_drawn"]
    assert mail.outbox == []
    assert list(undelivered()) == [award]
    monkeypatch.undo()
    deliver.enqueue(award.pk)
    run_tasks()
    assert len(mail.outbox) == 1
