"""The language in which a learner reads the site; for those known before it stays open until they give their name again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_extra_attempts")]

    operations = [
        migrations.AddField(
            model_name="learnerprofile",
            name="language",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="In which the learner reads this site; messages are written in it.",
                max_length=20,
                verbose_name="language",
            ),
            preserve_default=False,
        ),
    ]
