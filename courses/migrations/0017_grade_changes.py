import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def points_within(points: str, possible: str) -> models.Q:
    none = models.Q(**{f"{points}__isnull": True, f"{possible}__isnull": True})
    return none | models.Q(**{f"{points}__gte": 0, f"{points}__lte": models.F(possible), f"{possible}__gt": 0})


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0016_sessions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GradeChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("block_id", models.UUIDField(verbose_name="activity")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("override", "set by the organizers"),
                            ("taken_back", "set back to what the learner reached"),
                            ("regrade", "judged anew"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "points_before",
                    models.DecimalField(decimal_places=4, max_digits=9, null=True, verbose_name="points before"),
                ),
                ("possible_before", models.PositiveIntegerField(null=True, verbose_name="of points before")),
                (
                    "points_after",
                    models.DecimalField(decimal_places=4, max_digits=9, null=True, verbose_name="points after"),
                ),
                ("possible_after", models.PositiveIntegerField(null=True, verbose_name="of points after")),
                ("completes", models.BooleanField(default=False, verbose_name="counts as done")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "enrollment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grade_changes",
                        to="courses.enrollment",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grade_changes", to="courses.module"
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a grade",
                "verbose_name_plural": "changes of grades",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["enrollment", "module", "block_id"], name="grade_change_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="grade_change_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=points_within("points_before", "possible_before")
                        & points_within("points_after", "possible_after"),
                        name="grade_change_points_within_possible",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="activityrecord",
            name="override",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="courses.gradechange",
            ),
        ),
    ]
