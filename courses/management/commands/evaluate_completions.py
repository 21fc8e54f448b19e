"""Judges enrollments again, or reports where what is stored differs from a judgment made now."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from courses.enrollment.models import Enrollment
from courses.models import CourseCompletion
from courses.progress.queries import Difference, differences
from courses.progress.services import reevaluate_all


class Command(BaseCommand):
    help = (
        "Judge every enrollment again. With --check only report where counters, completions and what learners read of "
        "them differ from a judgment made now (exit code 1)."
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
        courses = enrollments.order_by("cohort__course").values_list("cohort__course", flat=True).distinct()
        found = [one for course in list(courses) for one in differences(course)]
        for one in found:
            for line in lines(one):
                self.stdout.write(f"enrollment {one.enrollment_id}: {line}")
        if found:
            raise CommandError(f"{len(found)} enrollments differ from a judgment made now.")
        self.stdout.write("All that is stored agrees with a judgment made now.")

    def evaluate(self, enrollments: "QuerySet[Enrollment]") -> None:
        before = CourseCompletion.objects.count()
        number = reevaluate_all(enrollments, complete=True)
        completed = CourseCompletion.objects.count() - before
        self.stdout.write(f"{number} enrollments judged, {completed} courses newly completed.")


def lines(found: Difference) -> Iterator[str]:
    """What differs in one enrollment."""
    if found.counters:
        (done, required), (counted_done, counted_required) = found.counters
        yield f"stored {done} of {required} modules, counted {counted_done} of {counted_required}"
    for key in sorted(found.modules):
        yield f"module {key} is completed and not recorded"
    for level in sorted(found.levels):
        yield f"{level} is reached and not recorded, or due and not reached"
    if found.judgments:
        yield "the learner's list says something else"
