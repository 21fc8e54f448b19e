"""A rule's validity is in range whoever writes it; what is issued again keeps its end, and the rule says so."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0005_snapshot_time_zone")]

    operations = [
        migrations.AlterField(
            model_name="awarddefinition",
            name="validity_months",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Leave it empty for certificates without an end. Those already issued keep their date, also when they are issued again.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(600),
                ],
                verbose_name="valid for how many months",
            ),
        ),
        migrations.AddConstraint(
            model_name="awarddefinition",
            constraint=models.CheckConstraint(
                condition=models.Q(("validity_months", None), ("validity_months__range", (1, 600)), _connector="OR"),
                name="award_definition_validity_in_range",
            ),
        ),
    ]
