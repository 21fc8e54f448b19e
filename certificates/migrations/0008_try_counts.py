"""Wrong tries at certificates by number are counted in rows instead of the cache."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0007_revocations_to_tell")]

    operations = [
        migrations.CreateModel(
            name="TryCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("window", models.PositiveIntegerField(db_index=True)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "count of tries",
                "verbose_name_plural": "counts of tries",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("key", "window"), name="try_count_one_per_window"),
                ],
            },
        ),
    ]
