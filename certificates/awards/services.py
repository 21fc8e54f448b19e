"""The writes of awards: issue, revoke, issue again. Files and e-mail are in `delivery`."""

import base64
import secrets
from datetime import datetime
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from certificates import conf, signals
from certificates.designs.services import current_design_version
from courses.api import CompletionFacts, CompletionNotFound, completion_facts, lock_completion
from courses.decisions import Refused, refused
from courses.signals import send_on_commit

from .models import Award, AwardDefinition, AwardEvent, SerialSequence
from .queries import definitions_for, latest_award, obstacle_to
from .rules import Obstacle, day_in, last_valid_day, make_serial, may_move
from .snapshot import build_snapshot, verify_address
from .states import AwardState, EventKind, Message, RefusalReason, RevocationReason


class AwardRefused(Refused):
    """An act on an award was refused; `obstacle` is the reason and what is known beside it."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(refused(obstacle.reason))
        self.obstacle = obstacle

    def __str__(self) -> str:
        return f"{self.obstacle.reason.value} {self.obstacle.detail}".strip()

    @property
    def text(self) -> str:
        """What a person is told."""
        return self.obstacle.text


@transaction.atomic
def issue_award(*, completion_id: int, by: Any = None, now: datetime | None = None) -> Award:
    """Award a certificate for a completion. Twice or at the same time gives the same award.

    `by` is the acting user, None for the system; `now` is an aware datetime. Raises `AwardRefused`, also when the award
    was revoked: only `reissue_award` gives another.
    """
    facts = _locked_facts(completion_id)
    existing = latest_award(facts.enrollment_id)
    if existing is None:
        return _create(facts=facts, by=by, now=now or timezone.now(), supersedes=None)
    if existing.state == AwardState.REVOKED:
        raise AwardRefused(Obstacle(RefusalReason.REVOKED, existing.serial))
    return existing


@transaction.atomic
def reissue_award(
    *, award: Award, by: Any, reason: str, seen: AwardState | None = None, now: datetime | None = None
) -> Award:
    """Issue an award again from what is known now, for example after a name was corrected.

    An award in force becomes superseded, a revoked one stays revoked; both are linked both ways. The new one is valid
    until the same day as the old one: a correction prolongs nothing, and a later change of the rule does not count.
    `reason` is kept in the events. `seen` is the state on which somebody decided this, if that was a while ago. Raises
    `AwardRefused`, also when the award is in another state by now.
    """
    facts = _locked_facts(award.completion_id)
    now = now or timezone.now()
    award = Award.objects.select_for_update().get(pk=award.pk)
    if Award.objects.filter(supersedes=award).exists():
        raise AwardRefused(Obstacle(RefusalReason.HAS_SUCCESSOR))
    if seen not in (None, award.state):
        raise AwardRefused(Obstacle(RefusalReason.CHANGED_MEANWHILE))
    if award.state == AwardState.ISSUED:
        _move(award, AwardState.SUPERSEDED)
    successor = _create(facts=facts, by=by, now=now, supersedes=award)
    record_event(award=award, kind=EventKind.SUPERSEDED, by=by, at=now, reason=reason, successor=successor.serial)
    return successor


@transaction.atomic
def revoke_award(
    *,
    award: Award,
    by: Any,
    reason: RevocationReason,
    public_reason: str,
    private_note: str,
    now: datetime | None = None,
) -> Award:
    """Withdraw an award. Who verifies it is told the date, `reason` and `public_reason`; staff alone see the note.

    Raises `AwardRefused` when it is not in force. The holder is told by e-mail after the commit.
    """
    now = now or timezone.now()
    award = Award.objects.select_for_update().get(pk=award.pk)
    award.revoked_at, award.revocation_reason = now, reason
    award.public_reason, award.private_note = public_reason, private_note
    _move(award, AwardState.REVOKED)
    record_event(award=award, kind=EventKind.REVOKED, by=by, at=now, message=Message.REVOKED, reason=reason)
    send_on_commit(signals.award_revoked, sender=Award, award_id=award.pk)
    return award


def record_event(
    *,
    award: Award,
    kind: EventKind,
    by: Any = None,
    at: datetime | None = None,
    message: Message | None = None,
    **data: Any,
) -> AwardEvent:
    """Add a line to an award's history; `at` is an aware datetime, by default now."""
    return AwardEvent.objects.create(
        award=award, kind=kind, actor=by, at=at or timezone.now(), message=message or "", data=data
    )


def _create(*, facts: CompletionFacts, by: Any, now: datetime, supersedes: Award | None) -> Award:
    award = _new_award(facts, supersedes, now)
    award.save()
    record_event(award=award, kind=EventKind.ISSUED, by=by, at=now)
    send_on_commit(signals.award_issued, sender=Award, award_id=award.pk)
    return award


def _new_award(facts: CompletionFacts, supersedes: Award | None, now: datetime) -> Award:
    definition, design, token = _definition(facts), current_design_version(), new_token()
    issued_on = day_in(facts.time_zone, now)
    expires_on = supersedes.expires_on if supersedes else last_valid_day(issued_on, definition.validity_months)
    snapshot = build_snapshot(
        facts=facts,
        definition=definition,
        design=design,
        serial=_next_serial(issued_on.year),
        verify_url=verify_address("certificates:verify_token", token),
        issued_on=issued_on,
        expires_on=expires_on,
    )
    return Award(
        token=token,
        serial=snapshot["serial"],
        holder_name=snapshot["holder"]["name"],
        snapshot=snapshot,
        design=design,
        course_id=facts.course_key,
        enrollment_id=facts.enrollment_id,
        completion_id=facts.completion_id,
        learner_id=facts.learner_id,
        supersedes=supersedes,
        issued_at=now,
        expires_on=expires_on,
    )


def _definition(facts: CompletionFacts) -> AwardDefinition:
    definition = definitions_for([facts.course_key])[facts.course_key]
    obstacle = obstacle_to(facts, definition)
    if obstacle is not None:
        raise AwardRefused(obstacle)
    return cast(AwardDefinition, definition)  # a missing one is an obstacle


def _move(award: Award, after: AwardState) -> None:
    if not may_move(AwardState(award.state), after):
        raise AwardRefused(Obstacle(RefusalReason.NOT_IN_FORCE))
    award.state = after
    award.save(update_fields=Award.movable_fields)


def _locked_facts(completion_id: int) -> CompletionFacts:
    # Whoever awards the same completion waits here, so nobody sees half of another's work or an older name.
    try:
        lock_completion(completion_id)
    except CompletionNotFound as error:
        raise AwardRefused(Obstacle(RefusalReason.COMPLETION_NOT_FOUND)) from error
    return completion_facts(completion_id)


def _next_serial(year: int) -> str:
    SerialSequence.objects.get_or_create(prefix=conf.serial_prefix(), year=year)
    sequence = SerialSequence.objects.select_for_update().get(prefix=conf.serial_prefix(), year=year)
    sequence.last_number += 1
    sequence.save(update_fields=["last_number"])
    return make_serial(prefix=sequence.prefix, year=sequence.year, number=sequence.last_number)


def new_token() -> str:
    """128 random bits in base32, lower case, without padding: 26 characters."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()
