"""The name in Latin letters is asked for clearly, and has no other letters."""

from django.db import migrations, models

import courses.directory.models


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_learner_language")]

    operations = [
        migrations.AlterField(
            model_name="learnerprofile",
            name="name_latin",
            field=models.CharField(
                blank=True,
                help_text="Is your name above in other letters, for example Cyrillic or Persian? Then write it here as in your passport: it is printed beneath, and readers abroad can read it. Otherwise leave this empty.",
                max_length=200,
                validators=[courses.directory.models.validate_latin],
                verbose_name="name in Latin letters",
            ),
        ),
    ]
