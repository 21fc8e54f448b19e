from django.db import migrations, models

from courses.catalogue.fields import ContentStreamField


class Migration(migrations.Migration):
    initial = True
    dependencies = [("wagtailcore", "0098_apitoken")]
    operations = [
        migrations.CreateModel(
            name="BarePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        "wagtailcore.Page",
                        auto_created=True,
                        on_delete=models.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("body", ContentStreamField()),
                ("in_skin", models.BooleanField(default=False)),
            ],
            options={"abstract": False},
            bases=("wagtailcore.page",),
        ),
    ]
