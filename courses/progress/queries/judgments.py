"""What the evaluator judges of an enrollment, on the facts as they are stored."""

from collections.abc import Collection

from courses.attendance.queries import attended
from courses.catalogue.models import Course, Module
from courses.enrollment.models import Enrollment
from courses.progress.models import ActivityRecord, CompletionPolicy
from courses.progress.rules import ActivityFacts, Evaluation, ModuleFacts, asks_for_presence, evaluate

from .records import completed_modules


def current_policy(course: Course) -> CompletionPolicy | None:
    """The policy in force: the newest version."""
    return CompletionPolicy.objects.filter(course=course).order_by("-version").first()


def module_facts(modules: Collection[Module]) -> list[ModuleFacts]:
    """The modules as the evaluator takes them; activities whose plugin is gone are asked of nobody."""
    return [
        ModuleFacts(
            module.key,
            module.required,
            module.required_ids,
            minutes=module.workload_minutes,
            kinds={key: kind.slug for key, kind in module.available.items()},
            graded=module.graded_ids,
        )
        for module in modules
    ]


def _activity_facts(enrollment: Enrollment) -> list[ActivityFacts]:
    return [
        ActivityFacts(
            record.module_id,
            record.block_id,
            completed=record.completed_at is not None,
            score=record.grade.score if record.grade else None,
        )
        for record in ActivityRecord.objects.filter(enrollment=enrollment).select_related("override")
    ]


def evaluation(enrollment: Enrollment, modules: Collection[Module], policy: CompletionPolicy) -> Evaluation:
    """The evaluator's judgment of one enrollment on these modules (two queries, four if it is about being there)."""
    asked = policy.requirements
    return evaluate(
        module_facts(modules),
        _activity_facts(enrollment),
        asked,
        kept_modules=completed_modules(enrollment),
        attendance=attended([enrollment])[enrollment.pk].share if asks_for_presence(asked) else None,
    )
