import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0007_texts_by_language"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PageCopy",
            fields=[
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name="key"
                    ),
                ),
                ("source_key", models.UUIDField(verbose_name="page to copy")),
                ("parent_key", models.UUIDField(verbose_name="below the page")),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Being made"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("source_gone", "What was to be copied is not there any more."),
                            ("place_gone", "The page below which the copy was to be made is not there any more."),
                            ("not_permitted", "You are not permitted to make this copy there."),
                            ("unexpected", "Something went wrong while it was made."),
                            ("still_running", "The copy is still being made."),
                            ("is_done", "The copy is made already."),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked")),
                ("moved_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="last step")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_copies",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "copy of a page",
                "verbose_name_plural": "copies of pages",
                "ordering": ["-asked_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state", "failed"), ("reason", ""), _connector="XOR"),
                        name="page_copy_has_a_reason_when_it_failed",
                    )
                ],
            },
        ),
    ]
