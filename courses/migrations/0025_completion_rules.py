"""A policy asks for whatever is registered, at two levels."""

import django.db.models.deletion
from django.db import migrations, models

import courses.catalogue.requirements


class Migration(migrations.Migration):
    dependencies = [("courses", "0024_releases")]

    operations = [
        migrations.AddField(
            model_name="coursepage",
            name="completion",
            field=courses.catalogue.requirements.LearningStreamField(
                default=courses.catalogue.requirements.all_required_modules,
                help_text="All of it must be met. Learners read it as a list with what they have done, and the certificate is given for it. “All required modules” is what most courses need.",
                verbose_name="what completing the course asks for",
            ),
        ),
        migrations.AddField(
            model_name="coursepage",
            name="participation",
            field=courses.catalogue.requirements.RequirementStreamField(
                blank=True,
                help_text="A lower level for those who do not complete the course. Leave it empty if there is none.",
                verbose_name="what taking part asks for",
            ),
        ),
        migrations.AddField(
            model_name="completionpolicy",
            name="rules",
            field=models.JSONField(default=dict, verbose_name="requirements by level"),
        ),
        migrations.AddField(
            model_name="completionpolicy",
            name="titles",
            field=models.JSONField(default=dict, verbose_name="titles of activities"),
        ),
        migrations.AddField(
            model_name="courseprogress",
            name="policy",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="progress",
                to="courses.completionpolicy",
                verbose_name="policy",
            ),
        ),
        migrations.AddField(
            model_name="courseprogress",
            name="judgments",
            field=models.JSONField(default=dict, verbose_name="judgments by level"),
        ),
        migrations.AddField(
            model_name="courseprogress",
            name="due",
            field=models.JSONField(default=list, verbose_name="levels to be reached with the next act"),
        ),
        migrations.CreateModel(
            name="CourseParticipation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reached_at", models.DateTimeField(verbose_name="reached")),
                (
                    "enrollment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participation",
                        to="courses.enrollment",
                        verbose_name="enrollment",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="courses.completionpolicy",
                    ),
                ),
            ],
            options={
                "verbose_name": "participation",
                "verbose_name_plural": "participations",
                "ordering": ["-reached_at"],
            },
        ),
    ]
