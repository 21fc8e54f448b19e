"""What a registrar has to look after: completions without an award, awards without a document, and why."""

from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps

from courses.api import CompletionFacts, completions_facts

from .queries import definitions_for, obstacle_to
from .rules import Obstacle, waiting
from .states import Waiting
from .tasks import issue


@dataclass(frozen=True)
class PendingCompletion:
    """A completion without an award, and what keeps it from one."""

    facts: CompletionFacts
    obstacle: Obstacle | None
    waiting: Waiting

    @property
    def why(self) -> str:
        """What the registrar is told."""
        return self.obstacle.text if self.obstacle else str(self.waiting.label)

    @property
    def course_title(self) -> str:
        """The title in the language the course was taken in."""
        return self.facts.course_titles.get(self.facts.language, "")


def explained(completion_ids: Collection[int]) -> list[PendingCompletion]:
    """These completions in order of time, each with what keeps it from its award."""
    found = completions_facts(completion_ids)
    definitions, states = definitions_for({facts.course_key for facts in found}), _task_states(completion_ids)
    return [
        PendingCompletion(
            facts=facts,
            obstacle=obstacle_to(facts, definitions[facts.course_key]),
            waiting=waiting(states.get(facts.completion_id)),
        )
        for facts in found
    ]


def _task_states(completion_ids: Collection[int]) -> dict[int, str]:
    """The state of the last task that was to issue each award, where the queue can be read: in the database."""
    if not apps.is_installed("django_tasks_db"):
        return {}
    results = apps.get_model("django_tasks_database", "DBTaskResult").objects
    asked = results.filter(task_path=issue.module_path, args_kwargs__args__0__in=list(completion_ids))
    rows = asked.order_by("enqueued_at").values_list("args_kwargs", "status")
    return {called["args"][0]: state for called, state in rows}
