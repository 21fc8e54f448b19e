from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0021_points_in_parts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="cohort",
            name="facilitators",
            field=models.ManyToManyField(
                blank=True,
                help_text="They see the results of this cohort, and of no other. Who has the role Facilitators is listed.",
                related_name="facilitated_cohorts",
                to=settings.AUTH_USER_MODEL,
                verbose_name="facilitators who sign in",
            ),
        ),
    ]
