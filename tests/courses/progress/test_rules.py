from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.progress.rules import ActivityFacts, ModuleFacts, evaluate
from courses.progress.states import MissingReason

A, B, QUIZ = UUID(int=1), UUID(int=2), UUID(int=3)
FIRST = ModuleFacts(A, required=True, activity_ids=frozenset({A, QUIZ}))
SECOND = ModuleFacts(B, required=True, activity_ids=frozenset({B}))
OPTIONAL = ModuleFacts(B, required=False, activity_ids=frozenset({B}))


def done(module: UUID, block: UUID, score: int | None = None) -> ActivityFacts:
    return ActivityFacts(module, block, completed=True, score=None if score is None else Fraction(score))


@pytest.mark.parametrize(
    ("outline", "activities", "minimum", "expected"),
    [
        ([], [], 0, (0, 0, (MissingReason.NO_REQUIRED_MODULE,))),
        ([OPTIONAL], [done(B, B)], 0, (0, 0, (MissingReason.NO_REQUIRED_MODULE,))),
        ([SECOND], [], 0, (0, 1, (MissingReason.REQUIRED_MODULES,))),
        ([SECOND], [done(B, B)], 0, (1, 1, ())),
        ([FIRST], [done(A, A)], 0, (0, 1, (MissingReason.REQUIRED_MODULES,))),
        ([FIRST], [done(A, A), done(A, QUIZ, 75)], 0, (1, 1, ())),
        ([FIRST, SECOND], [done(A, A), done(A, QUIZ, 100)], 0, (1, 2, (MissingReason.REQUIRED_MODULES,))),
        ([FIRST, OPTIONAL], [done(A, A), done(A, QUIZ, 100)], 0, (1, 1, ())),
        ([FIRST], [done(A, A), done(A, QUIZ, 74)], 75, (1, 1, (MissingReason.QUIZ_SCORE,))),
        ([FIRST], [done(A, A), done(A, QUIZ, 75)], 75, (1, 1, ())),
        ([FIRST], [done(B, A), done(B, QUIZ)], 0, (0, 1, (MissingReason.REQUIRED_MODULES,))),
    ],
)
def test_evaluate_for_each_case_counts_and_names_what_is_missing(
    outline: list[ModuleFacts], activities: list[ActivityFacts], minimum: int, expected: tuple[object, ...]
) -> None:
    result = evaluate(outline, activities, minimum_quiz_score=minimum)
    assert (result.done, result.required, result.missing) == expected


def test_evaluate_when_a_module_was_completed_before_it_grew_keeps_it() -> None:
    assert evaluate([FIRST], [done(A, A)], kept_modules={A}).completed


def test_evaluate_when_a_quiz_was_tried_and_not_passed_counts_its_score() -> None:
    tried = ActivityFacts(A, QUIZ, completed=False, score=Fraction(50))
    assert evaluate([FIRST], [done(A, A), tried]).average_score == 50


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
    before = evaluate(outline, some)
    after = evaluate(outline, every)
    assert before.completed_modules <= after.completed_modules
    assert before.done <= after.done == after.required
    assert evaluate(outline, list(reversed(some))) == before
