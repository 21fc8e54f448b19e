"""What the evaluator judges of enrollments, on the facts as they are stored."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from courses.catalogue.models import Course, Module
from courses.enrollment.models import Enrollment
from courses.progress.models import ActivityRecord, CompletionPolicy
from courses.progress.rules import ActivityFacts, Evaluation, ModuleFacts, evaluate
from courses.progress.states import MissingReason

from .records import completed_by_enrollment, completed_modules, outlines_of


def current_policy(course: Course) -> CompletionPolicy | None:
    """The policy in force: the newest version."""
    return CompletionPolicy.objects.filter(course=course).order_by("-version").first()


def _minimum_quiz_scores(course_ids: Collection[UUID]) -> dict[UUID, int]:
    policies = CompletionPolicy.objects.filter(course_id__in=course_ids).order_by("version")
    return dict(policies.values_list("course_id", "minimum_quiz_score"))  # the newest version comes last


def _module_facts(modules: Collection[Module]) -> list[ModuleFacts]:
    return [ModuleFacts(module.key, module.required, module.required_ids) for module in modules]


def _activity_facts(enrollments: Collection[Enrollment]) -> dict[int, list[ActivityFacts]]:
    """What the learners did, by enrollment, as the evaluator takes it (one query)."""
    facts = defaultdict(list)
    for record in ActivityRecord.objects.filter(enrollment__in=enrollments).select_related("override"):
        score = record.grade.score if record.grade else None
        completed = record.completed_at is not None
        facts[record.enrollment_id].append(ActivityFacts(record.module_id, record.block_id, completed, score))
    return facts


def evaluation(enrollment: Enrollment, modules: Collection[Module], policy: CompletionPolicy | None) -> Evaluation:
    """The evaluator's judgment of one enrollment on these modules."""
    return evaluate(
        _module_facts(modules),
        _activity_facts([enrollment])[enrollment.pk],
        kept_modules=completed_modules(enrollment),
        minimum_quiz_score=policy.minimum_quiz_score if policy else 0,
    )


def evaluations(enrollments: Collection[Enrollment]) -> dict[int, Evaluation]:
    """The evaluator's judgment of several enrollments, each on its course as it is published now, by enrollment (four
    queries, none without enrollments)."""
    courses = {enrollment.cohort.course_id for enrollment in enrollments}
    outlines, minimums = outlines_of(courses), _minimum_quiz_scores(courses)
    completed, activities = completed_by_enrollment(enrollments), _activity_facts(enrollments)
    return {
        enrollment.pk: evaluate(
            _module_facts(outlines[enrollment.cohort.course_id]),
            activities[enrollment.pk],
            completed[enrollment.pk],
            minimums.get(enrollment.cohort.course_id, 0),
        )
        for enrollment in enrollments
    }


def missing_after_all_modules(enrollments: Collection[Enrollment]) -> dict[int, tuple[MissingReason, ...]]:
    """What keeps courses open although the counters say that all their required modules are completed, by enrollment
    (four queries, none if there is no such course)."""
    waiting = [enrollment for enrollment in enrollments if _has_all_modules(enrollment)]
    return {key: judged.missing for key, judged in evaluations(waiting).items()}


def _has_all_modules(enrollment: Enrollment) -> bool:
    progress = getattr(enrollment, "progress", None)
    return progress is not None and progress.all_done and not hasattr(enrollment, "completion")
