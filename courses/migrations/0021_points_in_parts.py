"""Points have parts: a question can be answered partly right. Points of before stay what they were.

Backwards they are rounded down, so that nobody has more than she earned.
"""

from typing import Any

from django.db import migrations, models
from django.db.models.functions import Floor


def round_down(apps: Any, schema_editor: Any) -> None:
    for name in ("Attempt", "ActivityRecord"):
        apps.get_model("courses", name).objects.update(points=Floor("points"))


class Migration(migrations.Migration):
    dependencies = [("courses", "0020_progress_has_a_cohort")]

    operations = [
        migrations.RemoveConstraint(model_name="activityrecord", name="activity_points_within_possible"),
        migrations.AlterField(
            model_name="activityrecord",
            name="points",
            field=models.DecimalField(decimal_places=4, max_digits=9, null=True, verbose_name="best points"),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="points",
            field=models.DecimalField(decimal_places=4, max_digits=9, null=True, verbose_name="points"),
        ),
        migrations.AlterField(
            model_name="quiz",
            name="pass_mark",
            field=models.PositiveSmallIntegerField(
                default=75,
                help_text="The share of the points that passes the quiz.",
                verbose_name="pass mark in percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="activityrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(points__isnull=True, points_possible__isnull=True)
                | models.Q(points__gte=0, points__lte=models.F("points_possible"), points_possible__gt=0),
                name="activity_points_within_possible",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(points__isnull=True)
                | models.Q(points__gte=0, points__lte=models.F("points_possible")),
                name="attempt_points_within_possible",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, round_down),
    ]
