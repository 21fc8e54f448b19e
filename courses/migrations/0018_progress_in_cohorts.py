import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The columns by which lists of a large cohort are sorted; the next migration fills them."""

    dependencies = [("courses", "0017_grade_changes")]

    operations = [
        migrations.AddField(
            model_name="courseprogress",
            name="cohort",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="progress",
                to="courses.cohort",
                verbose_name="cohort",
            ),
        ),
        migrations.AddField(
            model_name="courseprogress",
            name="listed_as",
            field=models.CharField(default="", max_length=500, verbose_name="listed as"),
        ),
    ]
