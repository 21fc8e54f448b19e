"""Certificates may have an end: the rule of a course says after how many months."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_award_messages")]

    operations = [
        migrations.AddField(
            model_name="awarddefinition",
            name="validity_months",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Leave it empty for certificates without an end. Those already issued keep their date.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(600),
                ],
                verbose_name="valid for how many months",
            ),
        ),
        migrations.AlterModelOptions(
            name="award",
            options={
                "default_permissions": ("view",),
                "ordering": ["-issued_at", "-pk"],
                "permissions": [
                    ("issue_award", "Can issue certificates"),
                    ("revoke_award", "Can revoke certificates"),
                ],
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
            },
        ),
    ]
