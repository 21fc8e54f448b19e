from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0022_cohort_facilitators")]

    operations = [
        migrations.AddField(
            model_name="quiz",
            name="questions_drawn",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Empty: all of them. Otherwise each attempt draws so many by chance; they stand in the order "
                "above.",
                null=True,
                verbose_name="questions in each attempt",
            ),
        ),
        migrations.AddConstraint(
            model_name="quiz",
            constraint=models.CheckConstraint(
                condition=models.Q(questions_drawn__isnull=True) | models.Q(questions_drawn__gte=1),
                name="quiz_draws_a_question",
                violation_error_message="Draw at least one question, or leave the field empty.",
            ),
        ),
    ]
