from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.decisions import ALLOWED, Decision, refused
from courses.enrollment.states import EnrollmentReason
from courses.progress.rules import ActivityFacts, ModuleFacts, Standing, TakenFacts, evaluate, standing
from courses.progress.states import CourseState, MissingReason

A, B, QUIZ = UUID(int=1), UUID(int=2), UUID(int=3)
FIRST = ModuleFacts(A, required=True, activity_ids=frozenset({A, QUIZ}))
SECOND = ModuleFacts(B, required=True, activity_ids=frozenset({B}))
OPTIONAL = ModuleFacts(B, required=False, activity_ids=frozenset({B}))
GRADED = ModuleFacts(B, required=False, activity_ids=frozenset({B, QUIZ}))


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
        ([FIRST, GRADED], [done(A, A), done(A, QUIZ, 75), done(B, QUIZ, 10)], 75, (1, 1, ())),
        ([SECOND], [done(B, B), done(B, QUIZ, 10)], 75, (1, 1, ())),
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
