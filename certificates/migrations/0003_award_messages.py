"""An award may be told of more than once: issued, issued again, revoked; each of these by one mail."""

from typing import Any

from django.db import migrations, models

MAIL_STEPS = ["mailing", "mailed", "mail_failed"]


def name_messages(apps: Any, schema_editor: Any) -> None:
    """Until now every mail told that an award was issued."""
    events = apps.get_model("certificates", "AwardEvent").objects.filter(kind__in=MAIL_STEPS)
    events.filter(award__supersedes=None).update(message="issued")
    events.exclude(award__supersedes=None).update(message="reissued")


class Migration(migrations.Migration):
    dependencies = [("certificates", "0002_mail_events")]

    operations = [
        migrations.RemoveConstraint(model_name="awardevent", name="award_mailed_once"),
        migrations.AddField(
            model_name="awardevent",
            name="message",
            field=models.CharField(
                blank=True,
                choices=[
                    ("issued", "Certificate issued"),
                    ("reissued", "Corrected certificate issued"),
                    ("revoked", "Certificate revoked"),
                ],
                default="",
                max_length=20,
                verbose_name="message",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="awardevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("issued", "Issued"),
                    ("rendered", "Document drawn"),
                    ("not_drawn", "Document could not be drawn"),
                    ("mailing", "E-mail being sent"),
                    ("mailed", "E-mail sent"),
                    ("mail_failed", "E-mail could not be sent"),
                    ("downloaded_by_staff", "Downloaded by staff"),
                    ("revoked", "Revoked"),
                    ("superseded", "Superseded"),
                ],
                max_length=20,
                verbose_name="event",
            ),
        ),
        migrations.RunPython(name_messages, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="awardevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "mailed")),
                fields=("award", "message"),
                name="award_message_mailed_once",
            ),
        ),
    ]
