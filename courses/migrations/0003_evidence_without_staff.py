from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0002_vocabularies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="activityrecord",
            name="source",
            field=models.CharField(
                choices=[("server", "checked by the server"), ("learner", "told by the learner")],
                max_length=20,
                verbose_name="evidence",
            ),
        ),
    ]
