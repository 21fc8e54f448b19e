"""Names of learners are checked by the model, so that every form has the same checks."""

from django.db import migrations, models

import courses.directory.models


class Migration(migrations.Migration):
    dependencies = [("courses", "0009_findings")]

    operations = [
        migrations.AlterField(
            model_name="learnerprofile",
            name="name_latin",
            field=models.CharField(
                blank=True,
                help_text="Is your name above in other letters, for example Cyrillic or Persian? Then write it here as in your passport: it is printed beneath, and readers abroad can read it. Otherwise leave this empty.",
                max_length=200,
                validators=[courses.directory.models.validate_latin_name],
                verbose_name="name in Latin letters",
            ),
        ),
        migrations.AlterField(
            model_name="learnerprofile",
            name="name_of_record",
            field=models.CharField(
                help_text="As in your passport or personnel file, in the script you write it in.",
                max_length=200,
                validators=[courses.directory.models.validate_name],
                verbose_name="name for certificates",
            ),
        ),
    ]
