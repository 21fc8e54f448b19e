import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0019_progress_in_cohorts_filled")]

    operations = [
        migrations.AlterField(
            model_name="courseprogress",
            name="cohort",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="progress",
                to="courses.cohort",
                verbose_name="cohort",
            ),
        ),
        migrations.AddIndex(
            model_name="courseprogress",
            index=models.Index(fields=["cohort", "listed_as", "enrollment"], name="progress_by_name"),
        ),
        migrations.AddIndex(
            model_name="courseprogress",
            index=models.Index(fields=["cohort", "done", "enrollment"], name="progress_by_modules"),
        ),
        migrations.AddIndex(
            model_name="courseprogress",
            index=models.Index(fields=["cohort", "last_activity_at", "enrollment"], name="progress_by_activity"),
        ),
    ]
