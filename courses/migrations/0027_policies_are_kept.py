"""Only requirements are left of the minimum quiz score, and no version of a policy can be changed any more."""

import django.db.models.deletion
from django.db import migrations, models

GUARDS = {
    "sqlite": (
        """
        CREATE TRIGGER policy_is_kept BEFORE UPDATE ON courses_completionpolicy
        BEGIN SELECT RAISE(ABORT, 'A completion policy is never changed.'); END
        """,
        "DROP TRIGGER policy_is_kept",
    ),
    "postgresql": (
        """
        CREATE FUNCTION policy_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'A completion policy is never changed.' USING ERRCODE = 'integrity_constraint_violation'; END
        $$;
        CREATE TRIGGER policy_is_kept BEFORE UPDATE ON courses_completionpolicy
        FOR EACH ROW EXECUTE FUNCTION policy_is_kept()
        """,
        "DROP TRIGGER policy_is_kept ON courses_completionpolicy; DROP FUNCTION policy_is_kept()",
    ),
}


def guard(apps, schema_editor):
    schema_editor.execute(GUARDS[schema_editor.connection.vendor][0])


def unguard(apps, schema_editor):
    schema_editor.execute(GUARDS[schema_editor.connection.vendor][1])


class Migration(migrations.Migration):
    dependencies = [("courses", "0026_minimum_quiz_score_as_a_rule")]

    operations = [
        migrations.RemoveConstraint(model_name="coursepage", name="course_minimum_quiz_score_is_percent"),
        migrations.RemoveField(model_name="coursepage", name="minimum_quiz_score"),
        migrations.RemoveField(model_name="completionpolicy", name="minimum_quiz_score"),
        migrations.AlterField(
            model_name="courseprogress",
            name="policy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="progress",
                to="courses.completionpolicy",
                verbose_name="policy",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
