"""What a course asks for and how far a learner is, as she and the registrar read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from courses.directory.models import in_language
from courses.enrollment.models import Enrollment
from courses.facts import Judgment
from courses.progress.models import CompletionPolicy
from courses.progress.states import CompletionLevel
from courses.registry import completion_rules


@dataclass(frozen=True)
class ChecklistItem:
    """One requirement: `met` is None when it cannot be judged at the moment; the text is then empty if its plugin is
    gone."""

    met: bool | None
    text: str


@dataclass(frozen=True)
class Checklist:
    """One level: what it asks for, and whether it is reached, which stays."""

    level: CompletionLevel
    items: list[ChecklistItem]
    reached: bool

    @property
    def met(self) -> int:
        return sum(bool(item.met) for item in self.items)


def checklists(enrollment: Enrollment) -> list[Checklist]:
    """The levels that the course offers, as the enrollment was judged last (no query if its progress with the policy,
    its participation and its completion were read)."""
    progress = getattr(enrollment, "progress", None)
    if progress is None:
        return []
    reached = levels_of(enrollment)
    return [
        Checklist(level, [*_items(progress.policy, level, progress.judgments.get(level, []))], level in reached)
        for level in CompletionLevel
        if progress.policy.rules.get(level)
    ]


def levels_of(enrollment: Enrollment) -> set[CompletionLevel]:
    """What has been reached in an enrollment (no query if its participation and its completion were read)."""
    return {level for level in CompletionLevel if hasattr(enrollment, level)}


def _items(policy: CompletionPolicy, level: CompletionLevel, stored: list[list[Any]]) -> Iterator[ChecklistItem]:
    titles = {activity: in_language(names, next(iter(names.values()), "")) for activity, names in policy.titles.items()}
    for one, judged in zip(policy.rules[level], stored, strict=False):
        rule = completion_rules.get(one["rule"])
        if rule is None:
            yield ChecklistItem(met=None, text="")
        else:
            judgment = Judgment(*judged)
            yield ChecklistItem(judgment.met, rule.explain(one["parameters"], judgment, titles))
