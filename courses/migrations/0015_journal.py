import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0014_evidence_by_staff"),
    ]

    operations = [
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("block_id", models.UUIDField(verbose_name="activity")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("prompt", models.TextField(verbose_name="what to think about")),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                ("text", models.TextField(verbose_name="text")),
                ("written_at", models.DateTimeField(verbose_name="written")),
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="journal_entries",
                        to="courses.enrollment",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="journal_entries", to="courses.module"
                    ),
                ),
            ],
            options={
                "verbose_name": "journal entry",
                "verbose_name_plural": "journal entries",
                "ordering": ["enrollment", "module__position", "written_at", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("enrollment", "module", "block_id"), name="journal_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="journal_entry_says_something"
                    ),
                ],
            },
        ),
    ]
