"""The evaluator: what is completed, from facts alone. Used by each learner's act and by staff acts.
And how a visitor stands with a course, as lists of courses tell it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol, Self
from uuid import UUID

from courses.decisions import ALLOWED, Decision, refused
from courses.facts import UNKNOWN, Judgment, LearnerFacts

from .states import CompletionLevel, CourseState, GradeReason


@dataclass(frozen=True)
class Grade:
    """Points of those that were possible (at least one)."""

    points: Decimal
    possible: int

    @classmethod
    def of(cls, points: Decimal | int | None, possible: int | None) -> Self | None:
        """The grade, or None for what is not graded."""
        return cls(Decimal(points), possible) if points is not None and possible else None

    @property
    def score(self) -> Fraction:
        """In percent, exactly."""
        return 100 * Fraction(self.points) / self.possible

    @property
    def percent(self) -> int:
        """In whole percent, rounded down, so that a result never looks better than it is."""
        return int(self.score)


@dataclass(frozen=True)
class ModuleFacts:
    """One published module: what must be done in it, whether the course asks for it, how long it takes.

    `kinds` are the slugs of its activities by id, `graded` the ids of those in which one gets points.
    """

    key: UUID
    required: bool
    activity_ids: frozenset[UUID]
    minutes: int = 0
    kinds: Mapping[UUID, str] = field(default_factory=dict)
    graded: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class ActivityFacts:
    """What a learner did in one activity. `score` is the best one in percent, None for what is not graded."""

    module: UUID
    block: UUID
    completed: bool
    score: Fraction | None = None


class Rule(Protocol):
    """What the evaluator needs of a `CompletionRule`."""

    only_presence: bool

    def judge(self, parameters: Any, facts: LearnerFacts) -> Judgment: ...


@dataclass(frozen=True)
class Requirement:
    """One thing that a policy asks for at a level; without `rule` its plugin is gone."""

    rule: Rule | None
    parameters: Any = None

    def judge(self, facts: LearnerFacts) -> Judgment:
        return self.rule.judge(self.parameters, facts) if self.rule else UNKNOWN


Policy = Mapping[CompletionLevel, Sequence[Requirement]]
Judgments = Mapping[CompletionLevel, Sequence[Judgment]]


@dataclass(frozen=True)
class Evaluation:
    """`newly_completed` are modules, optional ones too, that no row tells of; `judgments` are in the policy's order."""

    newly_completed: frozenset[UUID]
    facts: LearnerFacts
    judgments: Judgments
    reached: frozenset[CompletionLevel]

    @property
    def stored(self) -> dict[str, list[list[Any]]]:
        """The judgments as a row keeps them."""
        return {level.value: [[*astuple(one)] for one in found] for level, found in self.judgments.items()}


def may_override(*, part_of_module: bool, before: Grade | None, after: Grade | None, completes: bool) -> Decision:
    """Whether staff may set a grade; `completes`: the activity is not done yet and will be."""
    if not part_of_module:
        return refused(GradeReason.NOT_AN_ACTIVITY)
    if not completes and after in (None, before):
        return refused(GradeReason.NOTHING_CHANGES)
    return ALLOWED


def module_is_completed(required_ids: Collection[UUID], completed_ids: Collection[UUID]) -> bool:
    """Whether everything that a module asks for is done."""
    return set(required_ids) <= set(completed_ids)


def evaluate(
    outline: Collection[ModuleFacts],
    activities: Collection[ActivityFacts],
    policy: Policy,
    kept_modules: Collection[UUID] = (),
    attendance: Fraction | None = None,
) -> Evaluation:
    """Judge one learner's course. `kept_modules` were completed once and stay so, whatever was added to them since;
    `attendance` is as in `LearnerFacts`."""
    completed = completed_modules(outline, activities, kept_modules)
    facts = learner_facts(outline, activities, completed, attendance)
    judgments = judge(policy, facts)
    return Evaluation(completed - set(kept_modules), facts, judgments, reached_levels(policy, judgments, facts))


def completed_modules(
    outline: Collection[ModuleFacts], activities: Collection[ActivityFacts], kept_modules: Collection[UUID]
) -> frozenset[UUID]:
    """The published modules that are completed."""
    done: dict[UUID, set[UUID]] = defaultdict(set)
    for activity in activities:
        if activity.completed:
            done[activity.module].add(activity.block)
    return frozenset(
        module.key
        for module in outline
        if module.key in kept_modules or module_is_completed(module.activity_ids, done[module.key])
    )


def learner_facts(
    outline: Collection[ModuleFacts],
    activities: Collection[ActivityFacts],
    completed: Collection[UUID],
    attendance: Fraction | None,
) -> LearnerFacts:
    """The figures on which the requirements are judged.

    The average counts the best score of each graded activity that a required module asks for now; one that was never
    tried counts only through its module.
    """
    required = [module for module in outline if module.required]
    taken = [module for module in outline if module.key in completed]
    asked = {(module.key, block) for module in required for block in module.activity_ids}
    scores = {(one.module, one.block): one.score for one in activities if one.score is not None}
    kinds = {(module.key, block): kind for module in outline for block, kind in module.kinds.items()}
    done = Counter(kinds.get((one.module, one.block), "") for one in activities if one.completed)
    return LearnerFacts(
        required=len(required),
        done=sum(module.required for module in taken),
        modules=len(outline),
        completed=len(taken),
        minutes=sum(module.minutes for module in taken),
        activities={kind: number for kind, number in done.items() if kind},
        grades={str(block): scores.get((module.key, block)) for module in outline for block in module.graded},
        graded=sum(len(module.graded) for module in required),
        average=average([score for place, score in scores.items() if place in asked]),
        attendance=attendance,
    )


def average(scores: Collection[Fraction]) -> Fraction | None:
    return sum(scores, Fraction()) / len(scores) if scores else None


def judge(policy: Policy, facts: LearnerFacts) -> dict[CompletionLevel, tuple[Judgment, ...]]:
    """What each requirement says, level by level."""
    return {level: tuple(one.judge(facts) for one in requirements) for level, requirements in policy.items()}


def reached_levels(policy: Policy, judgments: Judgments, facts: LearnerFacts) -> frozenset[CompletionLevel]:
    """The levels all of whose requirements are met; one without requirements is not offered.

    Nobody completes a course by being there alone, nor without having completed a module of it.
    """
    met = {level for level in policy if judgments[level] and all(one.met for one in judgments[level])}
    if facts.completed == 0 or not proves_learning(policy.get(CompletionLevel.COMPLETION, ())):
        met.discard(CompletionLevel.COMPLETION)
    return frozenset(met)


def asks_for_presence(policy: Policy) -> bool:
    """Whether a requirement of any level is about being there."""
    return any(one.rule is not None and one.rule.only_presence for asked in policy.values() for one in asked)


def proves_learning(requirements: Collection[Requirement]) -> bool:
    """Whether something beyond presence is asked for; of a requirement whose plugin is gone nobody knows."""
    return any(one.rule is not None and not one.rule.only_presence for one in requirements)


@dataclass(frozen=True)
class TakenFacts:
    """One enrollment of a person in a course: how far, and when its cohort runs (None: no such limit)."""

    completed: bool
    percent: int
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True)
class Standing:
    """How a visitor stands with a course. `day`: the first one of her cohort, or the one on which enrollment opens."""

    state: CourseState
    percent: int = 0
    day: date | None = None


def standing(taken: Collection[TakenFacts], outlook: Decision | None, now: datetime) -> Standing | None:
    """What a person did in a course goes before what it holds for everybody; None when there is nothing to tell."""
    if any(one.completed for one in taken):
        return Standing(CourseState.COMPLETED)
    going_on = [one for one in taken if one.ends_at is None or now < one.ends_at]
    started = [one.percent for one in going_on if one.starts_at is None or one.starts_at <= now]
    furthest = max(started, default=None)
    if furthest:
        return Standing(CourseState.IN_PROGRESS, percent=furthest)
    if furthest == 0:
        return Standing(CourseState.ENROLLED)
    if going_on:
        return Standing(CourseState.ENROLLED, day=min(one.starts_at.date() for one in going_on if one.starts_at))
    return _standing_of_everybody(outlook)


def _standing_of_everybody(outlook: Decision | None) -> Standing | None:
    if outlook is None:
        return None
    if outlook:
        return Standing(CourseState.OPEN)
    if outlook.when:
        return Standing(CourseState.OPENS, day=outlook.when.date())
    return Standing(CourseState.FULL)
