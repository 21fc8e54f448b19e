"""What an upgrade and a way back do to awards that are there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from certificates.awards.queries import undelivered
from certificates.awards.services import record_event
from certificates.awards.states import EventKind, Message
from certificates.models import Award
from tests.certificates.awards.test_services import revoke

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE_MESSAGES = "0002_mail_events"
BEFORE_PROMISES = "0006_validity_in_range"


def migrate(name: str | None) -> Any:
    """Migrate the app to the state after this migration, or to the newest; its models as they are then."""
    executor = MigrationExecutor(connection)
    newest = [key for key in executor.loader.graph.leaf_nodes() if key[0] == "certificates"]
    return executor.migrate([("certificates", name)] if name else newest).apps


@pytest.fixture
def at_newest(award: Award) -> Iterator[None]:
    """Whatever a test leaves, the next one finds the newest tables."""
    yield
    migrate(None)


@pytest.mark.usefixtures("at_newest")
def test_revocation_when_it_is_older_than_mails_about_it_is_not_mailed_after_the_upgrade(award: Award) -> None:
    revoke(award)
    assert list(undelivered()) == [award]
    migrate(BEFORE_MESSAGES)
    migrate(None)
    assert list(undelivered()) == []


@pytest.mark.usefixtures("at_newest")
def test_revocation_when_its_mail_failed_before_the_upgrade_is_still_mailed(award: Award) -> None:
    revoke(award)
    events = migrate(BEFORE_PROMISES).get_model("certificates", "AwardEvent").objects
    assert events.get(award_id=award.pk, kind="revoked").message == ""
    events.create(award_id=award.pk, kind="mail_failed", message="revoked")
    migrate(None)
    assert list(undelivered()) == [award]


@pytest.mark.usefixtures("at_newest")
def test_award_when_two_mails_were_sent_can_go_back_to_the_time_of_one(award: Award) -> None:
    record_event(award=award, kind=EventKind.MAILED, message=Message.ISSUED)
    revoke(award)
    record_event(award=award, kind=EventKind.MAILED, message=Message.REVOKED)
    events = migrate(BEFORE_MESSAGES).get_model("certificates", "AwardEvent").objects
    kinds = events.filter(award_id=award.pk).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["issued", "mailed", "revoked"]
