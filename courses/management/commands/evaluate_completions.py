"""Judges enrollments again, or reports where what is stored differs from a judgment made now."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from courses.enrollment.models import Enrollment
from courses.models import CourseCompletion
from courses.progress.queries import counter_drift, unrecorded_completions
from courses.progress.services import reevaluate_all

BATCH = 500


class Command(BaseCommand):
    help = (
        "Judge every enrollment again. With --check only report counters that differ from a recount, and completions "
        "that nobody has recorded (exit code 1)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="report differences, change nothing")
        parser.add_argument("--course", type=UUID, metavar="KEY", help="only the enrollments in this course")

    def handle(self, *args: Any, check: bool, course: UUID | None, **options: Any) -> None:
        enrollments = Enrollment.objects.all()
        if course is not None:
            enrollments = enrollments.filter(cohort__course=course)
        if check:
            self.report(enrollments)
        else:
            self.evaluate(enrollments)

    def report(self, enrollments: "QuerySet[Enrollment]") -> None:
        differences = [*self.drifted_counters(enrollments), *self.unrecorded(enrollments)]
        for line in differences:
            self.stdout.write(line)
        if differences:
            raise CommandError(f"{len(differences)} differences from a judgment made now.")
        self.stdout.write("All counters and completions agree with a judgment made now.")

    def drifted_counters(self, enrollments: "QuerySet[Enrollment]") -> Iterator[str]:
        for row in counter_drift().filter(enrollment__in=enrollments):
            yield (
                f"enrollment {row.pk}: stored {row.done} of {row.required}, "
                f"counted {row.counted_done} of {row.counted_required}"
            )

    def unrecorded(self, enrollments: "QuerySet[Enrollment]") -> Iterator[str]:
        ids = list(enrollments.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            batch = Enrollment.objects.filter(pk__in=ids[start : start + BATCH])
            for one in unrecorded_completions(batch.select_related("cohort", "completion").order_by("pk")):
                for key in sorted(one.modules):
                    yield f"enrollment {one.enrollment.pk}: module {key} is completed and not recorded"
                if one.course:
                    yield f"enrollment {one.enrollment.pk}: the course is completed and not recorded"

    def evaluate(self, enrollments: "QuerySet[Enrollment]") -> None:
        before = CourseCompletion.objects.count()
        number = reevaluate_all(enrollments, complete=True)
        completed = CourseCompletion.objects.count() - before
        self.stdout.write(f"{number} enrollments judged, {completed} courses newly completed.")
