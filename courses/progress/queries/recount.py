"""Where what is stored differs from what a count or a judgment finds now."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet

from courses.catalogue.models import Module
from courses.catalogue.queries import number_of
from courses.enrollment.models import Enrollment
from courses.progress.models import CourseProgress, ModuleCompletion

from .judgments import evaluations
from .records import completed_by_enrollment


def counter_drift() -> QuerySet[Any]:
    """Progress rows whose stored counters differ from a recount, with `counted_done` and `counted_required`
    (one set-based query)."""
    done = ModuleCompletion.objects.filter(enrollment=OuterRef("pk"), module__live=True, module__required=True).filter(
        module__course=F("enrollment__cohort__course")
    )
    required = Module.objects.filter(course=OuterRef("enrollment__cohort__course"), live=True, required=True)
    return CourseProgress.objects.annotate(
        counted_done=number_of(done, "enrollment"), counted_required=number_of(required, "course")
    ).exclude(Q(done=F("counted_done")) & Q(required=F("counted_required")))


@dataclass(frozen=True)
class Unrecorded:
    """What the evaluator judges completed in an enrollment although no row says so."""

    enrollment: Enrollment
    modules: frozenset[UUID]
    course: bool


def unrecorded_completions(enrollments: Collection[Enrollment]) -> list[Unrecorded]:
    """Where an outline or a policy has changed and nobody has judged again; a course counts only for who has not left
    (five queries). The enrollments come with their cohorts and completions."""
    judgments, recorded = evaluations(enrollments), completed_by_enrollment(enrollments)
    found = [
        Unrecorded(
            enrollment,
            modules=judgments[enrollment.pk].completed_modules - recorded[enrollment.pk],
            course=judgments[enrollment.pk].completed
            and enrollment.holds_seat
            and not hasattr(enrollment, "completion"),
        )
        for enrollment in enrollments
    ]
    return [one for one in found if one.modules or one.course]
