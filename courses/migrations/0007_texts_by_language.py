from django.db import migrations

import courses.directory.fields


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0006_names_in_latin_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="biographies",
            field=courses.directory.fields.TextByLanguageField(
                blank=True, default=dict, verbose_name="biography in other languages"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="positions",
            field=courses.directory.fields.TextByLanguageField(
                blank=True, default=dict, max_length=200, verbose_name="position in other languages"
            ),
        ),
        migrations.AlterField(
            model_name="city",
            name="names",
            field=courses.directory.fields.TextByLanguageField(
                blank=True,
                default=dict,
                help_text="Where a language is left empty, readers see the name above.",
                max_length=200,
                verbose_name="name in other languages",
            ),
        ),
        migrations.AlterField(
            model_name="organization",
            name="names",
            field=courses.directory.fields.TextByLanguageField(
                blank=True,
                default=dict,
                help_text="Where a language is left empty, readers see the name above.",
                max_length=200,
                verbose_name="name in other languages",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="names",
            field=courses.directory.fields.TextByLanguageField(
                blank=True,
                default=dict,
                help_text="Where a language is left empty, readers see the name above.",
                max_length=200,
                verbose_name="name in other languages",
            ),
        ),
    ]
