from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0013_scenarios"),
    ]

    operations = [
        migrations.AlterField(
            model_name="activityrecord",
            name="source",
            field=models.CharField(
                choices=[
                    ("server", "checked by the server"),
                    ("staff", "checked by staff"),
                    ("learner", "told by the learner"),
                ],
                max_length=20,
                verbose_name="evidence",
            ),
        ),
    ]
