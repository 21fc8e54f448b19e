"""Judges all enrollments again, or reports where stored counters differ from a recount."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.enrollment.models import Enrollment
from courses.models import CourseCompletion
from courses.progress.queries import counter_drift
from courses.progress.services import reevaluate_all


class Command(BaseCommand):
    help = "Judge every enrollment again. With --check only report counters that differ from a recount (exit code 1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="report differences, change nothing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if check:
            self.report()
        else:
            self.evaluate()

    def report(self) -> None:
        drifted = list(counter_drift())
        for row in drifted:
            self.stdout.write(
                f"enrollment {row.pk}: stored {row.done} of {row.required}, "
                f"counted {row.counted_done} of {row.counted_required}"
            )
        if drifted:
            raise CommandError(f"{len(drifted)} enrollments differ from a recount.")
        self.stdout.write("All counters agree with a recount.")

    def evaluate(self) -> None:
        before = CourseCompletion.objects.count()
        number = reevaluate_all(Enrollment.objects.all(), complete=True)
        completed = CourseCompletion.objects.count() - before
        self.stdout.write(f"{number} enrollments judged, {completed} courses newly completed.")
