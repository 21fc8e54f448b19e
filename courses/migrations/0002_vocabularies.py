from django.db import migrations

AUDIENCES = ["students", "officials", "citizens"]


def add_rows(apps, schema_editor):
    goals = apps.get_model("courses", "SustainableDevelopmentGoal").objects
    audiences = apps.get_model("courses", "Audience").objects
    goals.bulk_create([goals.model(number=number) for number in range(1, 18)], ignore_conflicts=True)
    audiences.bulk_create([audiences.model(slug=slug) for slug in AUDIENCES], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [migrations.RunPython(add_rows, migrations.RunPython.noop)]
