from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.decisions import ALLOWED, Decision, refused
from courses.enrollment.states import EnrollmentReason
from courses.facts import Judgment, LearnerFacts
from courses.progress.completion_rules import MinimumGrade, RequiredModules
from courses.progress.rules import (
    ActivityFacts,
    Evaluation,
    ModuleFacts,
    Requirement,
    Standing,
    TakenFacts,
    evaluate,
    reached_levels,
    standing,
)
from courses.progress.states import CompletionLevel, CourseState

A, B, QUIZ = UUID(int=1), UUID(int=2), UUID(int=3)
FIRST = ModuleFacts(A, required=True, activity_ids=frozenset({A, QUIZ}), graded=frozenset({QUIZ}))
SECOND = ModuleFacts(B, required=True, activity_ids=frozenset({B}))
OPTIONAL = ModuleFacts(B, required=False, activity_ids=frozenset({B}))
GRADED = ModuleFacts(B, required=False, activity_ids=frozenset({B, QUIZ}))


def done(module: UUID, block: UUID, score: int | None = None) -> ActivityFacts:
    return ActivityFacts(module, block, completed=True, score=None if score is None else Fraction(score))


def policy_of(*asked: Requirement) -> dict[CompletionLevel, list[Requirement]]:
    return {CompletionLevel.COMPLETION: list(asked)}


ALL_MODULES = policy_of(Requirement(RequiredModules()))


def judge(
    outline: list[ModuleFacts], activities: list[ActivityFacts], minimum: int = 0, kept: Collection[UUID] = ()
) -> Evaluation:
    """By all required modules and, with a minimum, by the average of the grades."""
    grade = [Requirement(MinimumGrade(), minimum)] if minimum else []
    return evaluate(outline, activities, policy_of(Requirement(RequiredModules()), *grade), kept)


@pytest.mark.parametrize(
    ("outline", "activities", "minimum", "done", "required", "met"),
    [
        ([], [], 0, 0, 0, [False]),
        ([OPTIONAL], [done(B, B)], 0, 0, 0, [False]),
        ([SECOND], [], 0, 0, 1, [False]),
        ([SECOND], [done(B, B)], 0, 1, 1, [True]),
        ([FIRST], [done(A, A)], 0, 0, 1, [False]),
        ([FIRST], [done(A, A), done(A, QUIZ, 75)], 0, 1, 1, [True]),
        ([FIRST, SECOND], [done(A, A), done(A, QUIZ, 100)], 0, 1, 2, [False]),
        ([FIRST, OPTIONAL], [done(A, A), done(A, QUIZ, 100)], 0, 1, 1, [True]),
        ([FIRST], [done(A, A), done(A, QUIZ, 74)], 75, 1, 1, [True, False]),
        ([FIRST], [done(A, A), done(A, QUIZ, 75)], 75, 1, 1, [True, True]),
        ([FIRST], [done(B, A), done(B, QUIZ)], 0, 0, 1, [False]),
        ([FIRST, GRADED], [done(A, A), done(A, QUIZ, 75), done(B, QUIZ, 10)], 75, 1, 1, [True, True]),
        ([SECOND], [done(B, B), done(B, QUIZ, 10)], 75, 1, 1, [True, True]),
    ],
)
def test_evaluate_for_each_case_counts_and_completes_when_everything_is_met(
    outline: list[ModuleFacts],
    activities: list[ActivityFacts],
    minimum: int,
    done: int,
    required: int,
    met: list[bool],
) -> None:
    result = judge(outline, activities, minimum)
    assert (result.facts.done, result.facts.required) == (done, required)
    assert [one.met for one in result.judgments[CompletionLevel.COMPLETION]] == met
    assert result.reached == ({CompletionLevel.COMPLETION} if all(met) else set())


def test_evaluate_when_a_module_was_completed_before_it_grew_keeps_it() -> None:
    result = judge([FIRST], [done(A, A)], kept={A})
    assert (result.reached, result.newly_completed) == ({CompletionLevel.COMPLETION}, frozenset())


def test_evaluate_when_a_quiz_was_tried_and_not_passed_counts_its_score() -> None:
    tried = ActivityFacts(A, QUIZ, completed=False, score=Fraction(50))
    facts = judge([FIRST], [done(A, A), tried]).facts
    assert (facts.average, facts.grades) == (50, {str(QUIZ): 50})


def test_evaluate_gathers_minutes_kinds_and_grades_of_published_modules() -> None:
    first = ModuleFacts(A, True, frozenset({A, QUIZ}), 90, kinds={QUIZ: "quiz"}, graded=frozenset({QUIZ}))
    second = ModuleFacts(B, False, frozenset({B}), 45)
    facts = evaluate([first, second], [done(A, A), done(A, QUIZ, 80), done(B, B)], ALL_MODULES).facts
    assert facts == LearnerFacts(
        required=1,
        done=1,
        modules=2,
        completed=2,
        minutes=135,
        activities={"quiz": 1},
        grades={str(QUIZ): Fraction(80)},
        graded=1,
        average=Fraction(80),
    )


class Presence:
    """A requirement that is met by being there."""

    only_presence = True

    def judge(self, parameters: Any, facts: LearnerFacts) -> Judgment:
        return Judgment(met=True)


PRESENT, GONE, MODULES = Requirement(Presence()), Requirement(None), Requirement(RequiredModules())


@pytest.mark.parametrize(
    ("asked", "completed", "reached"),
    [
        ([MODULES], 1, True),
        ([MODULES, PRESENT], 1, True),
        ([PRESENT], 1, False),
        ([], 1, False),
        ([MODULES, GONE], 1, False),
        ([GONE], 1, False),
        ([Requirement(MinimumGrade(), 75)], 0, False),
        ([Requirement(MinimumGrade(), 75)], 1, True),
    ],
)
def test_completion_is_not_reached_by_presence_by_nothing_nor_by_what_cannot_be_judged(
    asked: list[Requirement], completed: int, reached: bool
) -> None:
    facts = LearnerFacts(required=1, done=1, modules=1, completed=completed)
    policy = policy_of(*asked)
    judgments = {level: [one.judge(facts) for one in found] for level, found in policy.items()}
    assert (CompletionLevel.COMPLETION in reached_levels(policy, judgments, facts)) == reached


def test_participation_is_reached_by_presence_alone_and_not_offered_without_requirements() -> None:
    facts = LearnerFacts()
    level = CompletionLevel.PARTICIPATION
    assert reached_levels({level: [PRESENT]}, {level: [Judgment(met=True)]}, facts) == {level}
    assert reached_levels({level: []}, {level: []}, facts) == set()


modules = st.lists(
    st.builds(
        ModuleFacts,
        key=st.uuids(),
        required=st.booleans(),
        activity_ids=st.frozensets(st.sampled_from([A, B, QUIZ]), min_size=1),
    ),
    max_size=5,
    unique_by=lambda module: module.key,
)


@given(modules, st.data())
def test_evaluate_with_one_more_completed_activity_never_falls(outline: list[ModuleFacts], data: st.DataObject) -> None:
    every = [done(module.key, block) for module in outline for block in sorted(module.activity_ids, key=str)]
    some = data.draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    before = evaluate(outline, some, ALL_MODULES)
    after = evaluate(outline, every, ALL_MODULES)
    assert before.newly_completed <= after.newly_completed
    assert before.facts.done <= after.facts.done == after.facts.required
    assert before.reached <= after.reached
    assert evaluate(outline, list(reversed(some)), ALL_MODULES) == before


NOW = datetime(2026, 3, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ENDLESS = TakenFacts(completed=False, percent=40, starts_at=None, ends_at=None)
COMPLETED = TakenFacts(completed=True, percent=100, starts_at=NOW - 9 * DAY, ends_at=NOW - DAY)
ENDED = TakenFacts(completed=False, percent=40, starts_at=NOW - 9 * DAY, ends_at=NOW)
NOT_BEGUN = TakenFacts(completed=False, percent=0, starts_at=NOW, ends_at=None)
TO_COME = TakenFacts(completed=False, percent=0, starts_at=NOW + DAY, ends_at=None)
OPENS = refused(EnrollmentReason.NOT_OPEN_YET, NOW + 2 * DAY)


@pytest.mark.parametrize(
    ("taken", "outlook", "expected"),
    [
        ([], None, None),
        ([], ALLOWED, Standing(CourseState.OPEN)),
        ([], OPENS, Standing(CourseState.OPENS, day=date(2026, 3, 23))),
        ([], refused(EnrollmentReason.FULL), Standing(CourseState.FULL)),
        ([ENDED], None, None),
        ([ENDED], ALLOWED, Standing(CourseState.OPEN)),
        ([TO_COME], ALLOWED, Standing(CourseState.ENROLLED, day=date(2026, 3, 22))),
        ([TO_COME, NOT_BEGUN], None, Standing(CourseState.ENROLLED)),
        ([NOT_BEGUN, ENDLESS], None, Standing(CourseState.IN_PROGRESS, percent=40)),
        ([ENDLESS, COMPLETED], ALLOWED, Standing(CourseState.COMPLETED)),
    ],
)
def test_standing_for_each_enrollment_and_outlook_tells_what_matters_most(
    taken: list[TakenFacts], outlook: Decision | None, expected: Standing | None
) -> None:
    assert standing(taken, outlook, NOW) == expected
