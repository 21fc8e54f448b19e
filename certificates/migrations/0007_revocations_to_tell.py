"""The event of a revocation says whether its holder is to be told: not of those from before such mails existed."""

from typing import Any

from django.db import migrations

MAIL_STEPS = ["mailing", "mailed", "mail_failed"]


def promise_mails_begun(apps: Any, schema_editor: Any) -> None:
    """Where a mail was begun, it goes on."""
    begun = apps.get_model("certificates", "AwardEvent").objects.filter(kind__in=MAIL_STEPS, message="revoked")
    events = apps.get_model("certificates", "AwardEvent").objects.filter(kind="revoked")
    events.filter(award__in=begun.values("award")).update(message="revoked")


def forget_mails(apps: Any, schema_editor: Any) -> None:
    """The versions before 0003 know one mail for each award and could not go back with a second one in the way."""
    events = apps.get_model("certificates", "AwardEvent").objects
    events.filter(kind__in=MAIL_STEPS, message="revoked").delete()
    events.filter(kind="revoked").update(message="")


class Migration(migrations.Migration):
    dependencies = [("certificates", "0006_validity_in_range")]

    operations = [migrations.RunPython(promise_mails_begun, forget_mails)]
