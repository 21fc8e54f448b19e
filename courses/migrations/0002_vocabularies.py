from django.db import migrations

AUDIENCES = ["students", "officials", "citizens"]


def add_rows(apps, schema_editor):
    Goal = apps.get_model("courses", "SustainableDevelopmentGoal")
    Audience = apps.get_model("courses", "Audience")
    Goal.objects.bulk_create([Goal(number=number) for number in range(1, 18)], ignore_conflicts=True)
    Audience.objects.bulk_create([Audience(slug=slug) for slug in AUDIENCES], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [migrations.RunPython(add_rows, migrations.RunPython.noop)]
