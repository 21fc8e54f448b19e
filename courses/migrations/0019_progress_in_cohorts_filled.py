from typing import Any

from django.contrib.auth import get_user_model
from django.db import migrations

from courses.catalogue.rules import fold

BATCH = 1000


def fill(apps: Any, schema_editor: Any) -> None:
    """Who has no name for certificates is listed by the address alone until the account is saved again."""
    email = get_user_model().get_email_field_name()
    progress = apps.get_model("courses", "CourseProgress").objects
    rows = progress.select_related("enrollment__learner__learner_profile")
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = list(rows.filter(pk__in=ids[start : start + BATCH]))
        for row in batch:
            learner = row.enrollment.learner
            profile = getattr(learner, "learner_profile", None)
            row.cohort_id = row.enrollment.cohort_id
            row.listed_as = fold(f"{profile.name_of_record if profile else ''} {getattr(learner, email)}".strip())[:500]
        progress.bulk_update(batch, ["cohort", "listed_as"])


class Migration(migrations.Migration):
    dependencies = [("courses", "0018_progress_in_cohorts")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
