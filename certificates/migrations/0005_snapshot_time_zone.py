"""Snapshots name the time zone of their dates; those made before get the one of their cohort."""

from typing import Any

from django.db import migrations


def name_time_zones(apps: Any, schema_editor: Any) -> None:
    awards = apps.get_model("certificates", "Award").objects.select_related("enrollment__cohort")
    for award in awards.iterator():
        award.snapshot.setdefault("time_zone", award.enrollment.cohort.time_zone)
        award.save(update_fields=["snapshot"])


class Migration(migrations.Migration):
    dependencies = [("certificates", "0004_award_validity"), ("courses", "0001_initial")]

    operations = [migrations.RunPython(name_time_zones, migrations.RunPython.noop)]
