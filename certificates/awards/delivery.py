"""The document of an award: drawn, stored, told to its holder. Every step may run twice without harm."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from certificates import conf
from certificates.designs.services import current_design_version
from certificates.rendering import DocumentDoesNotFit, canonical, picture_of, render_certificate
from courses.api import add_html, completion_facts, contact_email, example_completion

from .models import Award, AwardEvent, AwardFile
from .queries import definitions_for, obstacle_to
from .rules import Obstacle
from .services import AwardRefused, record_event
from .snapshot import build_specimen
from .states import EventKind, FileKind, Message, RefusalReason

SPECIMEN_WIDTH = 960  # pixels
MAILING_TAKES = timedelta(minutes=15)  # after that, a task that said it would mail is taken for dead


def private_storage() -> Storage:
    """Where the files are kept: a storage without public addresses."""
    return storages[conf.private_storage_alias()]


def render_award(*, award_id: int) -> AwardFile:
    """Draw the PDF of an award from its snapshot and store it. When it is there already, nothing happens.

    Raises `AwardRefused` when the texts do not fit on a sheet; the history of the award tells so.
    """
    award = Award.objects.get(pk=award_id)
    existing = award.files.filter(kind=FileKind.PDF).first()
    if existing is not None:
        return existing
    content = _drawn(award)
    sha256 = hashlib.sha256(content).hexdigest()
    name = _store(content, f"certificates/{sha256[:2]}/{sha256}.pdf")
    with transaction.atomic():
        file, created = AwardFile.objects.get_or_create(
            award=award, kind=FileKind.PDF, defaults={"sha256": sha256, "size": len(content), "storage_name": name}
        )
        if created:
            record_event(award=award, kind=EventKind.RENDERED, sha256=sha256)
    return file


def _drawn(award: Award) -> bytes:
    try:
        return render_certificate(award.snapshot)
    except DocumentDoesNotFit as error:
        reason = RefusalReason.DOES_NOT_FIT
        if not award.events.filter(kind=EventKind.NOT_DRAWN).exists():
            record_event(award=award, kind=EventKind.NOT_DRAWN, reason=reason)
        raise AwardRefused(Obstacle(reason, award.serial)) from error


def open_file(file: AwardFile) -> File:
    """The stored file, opened for reading."""
    return private_storage().open(file.storage_name)


def open_picture(file: AwardFile) -> File:
    """A picture (WebP) of the stored PDF, opened for reading; drawn when it is asked for the first time.

    It is no part of the award: it can be deleted and drawn again. Raises `FileNotFoundError` when the PDF is missing.
    """
    storage, name = private_storage(), f"certificates/{file.sha256[:2]}/{file.sha256}.webp"
    if not storage.exists(name):
        with open_file(file) as pdf:
            name = _store(picture_of(pdf.read()), name)
    return storage.open(name)


def specimen_picture(*, course_key: UUID, language: str, year: int) -> bytes | None:
    """How the certificate of a course looks, as a WebP picture of a specimen; drawn when it is asked for first, then
    kept by the digest of its snapshot. None when the course gives none, or it cannot be drawn."""
    facts, definition = example_completion(course_key, language, year), definitions_for([course_key])[course_key]
    if facts is None or definition is None:
        return None
    with translation.override(facts.language):
        facts = replace(facts, learner_name=gettext("Given name Family name"))
    if obstacle_to(facts, definition) is not None:
        return None
    snapshot = build_specimen(facts=facts, definition=definition, design=current_design_version())
    name = f"certificates/specimens/{hashlib.sha256(canonical(snapshot)).hexdigest()}.webp"
    if not private_storage().exists(name):
        try:
            name = _store(picture_of(render_certificate(snapshot), width=SPECIMEN_WIDTH), name)
        except DocumentDoesNotFit:
            return None
    with private_storage().open(name) as file:
        return cast(bytes, file.read())


def _store(content: bytes, name: str) -> str:
    storage = private_storage()
    if storage.exists(name):
        if storage.size(name) == len(content):
            return name
        storage.delete(name)  # a worker died while it was writing
    return storage.save(name, ContentFile(content))


def mail_award(*, award_id: int, task_id: str, now: datetime | None = None) -> None:
    """Tell the holder what became of an award, once: it was issued, issued again with a correction, or revoked.

    The mail server may take its time, so no transaction is open while it answers: one task claims the mail before and
    writes down afterwards how it went. When its worker died in between, the same task, begun again, goes on at once;
    any other waits until `MAILING_TAKES` has passed. Then the mail may come twice. An error of the mail server is
    raised again. `now` is aware.
    """
    award = _claim_mail(award_id, task_id, now or timezone.now())
    if award is None:
        return
    message = cast(Message, award.message_due)
    try:
        _mail(award, message).send()
    except Exception:
        record_event(award=award, kind=EventKind.MAIL_FAILED, message=message)
        raise
    record_event(award=award, kind=EventKind.MAILED, message=message)


@transaction.atomic
def _claim_mail(award_id: int, task_id: str, now: datetime) -> Award | None:
    """The award as it is now, if a message about it is due and this task's to send."""
    awards = Award.objects.select_related("supersedes").select_for_update(of=("self",))
    award = awards.get(pk=award_id)
    steps = (EventKind.MAILING, EventKind.MAIL_FAILED, EventKind.MAILED)
    last = AwardEvent.objects.filter(award=award, kind__in=steps, message=award.message_due or "").last()
    if award.message_due is None or (last is not None and _is_taken(last, task_id, now)):
        return None
    record_event(award=award, kind=EventKind.MAILING, at=now, message=award.message_due, task=task_id)
    return award


def _is_taken(last: AwardEvent, task_id: str, now: datetime) -> bool:
    """Whether the last step of a mail leaves nothing to this task: it was sent, or another task is at it."""
    claimed_by_another = last.kind == EventKind.MAILING and last.data.get("task") != task_id
    return last.kind == EventKind.MAILED or (claimed_by_another and now - last.at < MAILING_TAKES)


def _mail(award: Award, message: Message) -> EmailMultiAlternatives:
    contact, facts = contact_email(), completion_facts(award.completion_id)
    with translation.override(facts.learner_language):
        address = conf.base_url() + award.get_absolute_url()
        context = {"award": award, "snapshot": award.snapshot, "address": address, "contact": contact}
        subject = render_to_string(f"certificates/emails/award_{message.value}.subject", context)
        body = render_to_string(f"certificates/emails/award_{message.value}.txt", context)
        mail = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=body.strip() + "\n",
            to=[facts.learner_email],
            reply_to=[contact] if contact else None,
        )
        add_html(mail)
    return mail
