from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.questions import SingleChoice
from courses.assessment.rules import (
    attempts_allowed,
    attempts_left,
    drawn,
    grade,
    is_passed,
    may_allow_another,
    may_start,
    questions_asked,
    review,
    shows_key,
    shuffled,
    stored_points,
    written_points,
)
from courses.assessment.states import AttemptReason
from courses.registry import question_types


def question(name: str, right: Iterable[str], options: str = "abcd", kind: str = "single_choice") -> dict[str, Any]:
    right = set(right)
    return {
        "id": name,
        "type": kind,
        "text": name,
        "options": [{"id": option, "text": option, "correct": option in right} for option in options],
    }


@pytest.mark.parametrize(
    ("right", "chosen", "correct"),
    [
        ("b", ["b"], True),
        ("b", ["a"], False),
        ("b", [], False),
        ("b", ["a", "b"], False),
        ("ab", ["a", "b"], True),
        ("ab", ["a"], False),
        ("ab", ["a", "b", "c"], False),
        ("b", ["b", "unknown"], True),
    ],
)
def test_grade_for_chosen_options_is_all_or_nothing(right: str, chosen: list[str], correct: bool) -> None:
    assert grade([question("q", right)], {"q": chosen}, question_types)[0].correct is correct


def test_grade_for_an_unknown_question_ignores_it() -> None:
    assert [result.correct for result in grade([question("q", "a")], {"other": ["a"]}, question_types)] == [False]


@pytest.mark.parametrize(
    ("points", "possible", "mark", "passed"),
    [(3, 4, 75, True), (2, 4, 75, False), (2, 3, 67, False), (2, 3, 66, True), (0, 0, 1, False), (4, 4, 100, True)],
)
def test_is_passed_at_the_pass_mark_includes_it(points: int, possible: int, mark: int, passed: bool) -> None:
    assert is_passed(Fraction(points), possible, mark) is passed


@given(share=st.fractions(0, 1, max_denominator=5000), possible=st.integers(1, 4000), mark=st.integers(1, 100))
def test_stored_points_for_any_points_pass_exactly_when_the_exact_ones_do(
    share: Fraction, possible: int, mark: int
) -> None:
    exact = share * possible
    kept = stored_points(exact)
    assert 0 <= exact - Fraction(kept) < Fraction(1, 10_000)
    assert is_passed(Fraction(kept), possible, mark) is is_passed(exact, possible, mark)


@pytest.mark.parametrize(
    ("points", "written"), [(Fraction(2, 3), "0.66"), (Fraction(10), "10"), (Fraction(5, 2), "2.5"), (Fraction(0), "0")]
)
def test_written_points_are_rounded_down_to_two_places(points: Fraction, written: str) -> None:
    assert f"{written_points(stored_points(points)):f}" == written


@pytest.mark.parametrize(
    ("submitted", "limit", "extra", "left"),
    [(0, None, 0, None), (99, None, 1, None), (2, 3, 0, 1), (3, 3, 0, 0), (3, 3, 1, 1), (4, 3, 1, 0), (4, 2, 1, 0)],
)
def test_attempts_left_counts_extra_ones_and_never_falls_below_none(
    submitted: int, limit: int | None, extra: int, left: int | None
) -> None:
    assert attempts_left(allowed=attempts_allowed(limit=limit, extra=extra), submitted=submitted) == left


@pytest.mark.parametrize(
    ("available", "module_open", "left", "start", "another"),
    [
        (True, True, None, "", AttemptReason.ATTEMPTS_LEFT),
        (True, True, 1, "", AttemptReason.ATTEMPTS_LEFT),
        (True, True, 0, AttemptReason.NO_ATTEMPTS_LEFT, ""),
        (True, False, 0, AttemptReason.NO_ATTEMPTS_LEFT, AttemptReason.MODULE_CLOSED),
        (False, True, None, AttemptReason.QUIZ_UNAVAILABLE, AttemptReason.QUIZ_UNAVAILABLE),
        (False, True, 0, AttemptReason.QUIZ_UNAVAILABLE, AttemptReason.QUIZ_UNAVAILABLE),
    ],
)
def test_may_start_and_may_allow_another_for_each_edge_give_their_reason(
    available: bool, module_open: bool, left: int | None, start: str, another: str
) -> None:
    starting = may_start(available=available, left=left)
    allowing = may_allow_another(available=available, module_open=module_open, left=left)
    assert [(one.ok, one.reason) for one in (starting, allowing)] == [(not start, start), (not another, another)]


@pytest.mark.parametrize(
    ("passed", "left", "shown"),
    [
        (False, None, False),
        (False, 1, False),
        (False, 0, True),
        (True, None, True),
        (True, 1, True),
        (True, 0, True),
    ],
)
def test_key_is_shown_once_the_quiz_is_passed_or_no_attempt_is_left(
    passed: bool, left: int | None, shown: bool
) -> None:
    assert shows_key(passed=passed, left=left, begun=False) is shown
    assert shows_key(passed=passed, left=left, begun=True) is False


@pytest.mark.parametrize(
    ("chosen", "with_key", "right", "explained"),
    [
        ("a", False, {"a"}, True),
        ("b", False, set(), False),
        ("a", True, {"a"}, True),
        ("b", True, {"a"}, True),
    ],
)
def test_review_without_the_key_tells_the_right_answer_only_to_who_gave_it(
    chosen: str, with_key: bool, right: set[str], explained: bool
) -> None:
    asked = {**question("q", "a"), "text": "Who?", "explanation": "<p>So.</p>", "source": "Letter"}
    asked["options"] = [{**option, "text": option["id"].upper()} for option in asked["options"]]
    shown = review(asked, grade([asked], {"q": [chosen]}, question_types)[0], SingleChoice(), with_key=with_key)
    options = {option["text"]: option for option in shown.answer["options"]}
    assert (shown.text, shown.share == 1) == ("Who?", chosen == "a")
    assert [name for name in options if options[name]["chosen"]] == [chosen.upper()]
    assert {name.lower() for name in options if options[name]["right"]} == right
    assert (shown.explanation, shown.source) == (("<p>So.</p>", "Letter") if explained else ("", ""))


questions = st.lists(
    st.builds(question, name=st.uuids().map(str), right=st.sets(st.sampled_from("abcd"), min_size=1)),
    max_size=6,
    unique_by=lambda asked: asked["id"],
)


@given(questions, st.integers(0, 2**32 - 1))
def test_shuffled_with_any_seed_keeps_every_option_and_ignores_the_key(asked: list[dict[str, Any]], seed: int) -> None:
    order = [[option["id"] for option in each["options"]] for each in shuffled(asked, seed, question_types)]
    other_key = [{**each, "options": [{**option, "correct": True} for option in each["options"]]} for each in asked]
    assert order == [[option["id"] for option in each["options"]] for each in shuffled(other_key, seed, question_types)]
    assert [sorted(options) for options in order] == [sorted("abcd") for _each in asked]


def test_shuffled_keeps_true_before_false() -> None:
    asked = question("q", ["true"], kind="true_false")
    asked["options"] = [{"id": "true", "correct": True}, {"id": "false", "correct": False}]
    assert {shuffled([asked], seed, question_types)[0]["options"][0]["id"] for seed in range(50)} == {"true"}


@given(questions, st.dictionaries(st.uuids().map(str), st.lists(st.sampled_from("abcde"))))
def test_grade_for_any_answers_stays_within_bounds(asked: list[dict[str, Any]], answers: dict[str, list[str]]) -> None:
    points = sum(result.correct for result in grade(asked, answers, question_types))
    right = {each["id"]: [option["id"] for option in each["options"] if option["correct"]] for each in asked}
    assert 0 <= points <= len(asked) == sum(result.correct for result in grade(asked, right, question_types))


@pytest.mark.parametrize(("chosen", "asked"), [(None, 5), (1, 1), (5, 5), (9, 5)])
def test_questions_asked_are_all_or_so_many_as_are_drawn(chosen: int | None, asked: int) -> None:
    assert questions_asked(written=5, drawn=chosen) == asked


@given(written=st.integers(0, 12), seed=st.integers(0, 2**32 - 1), data=st.data())
def test_drawn_questions_are_so_many_different_ones_in_their_order(written: int, seed: int, data: Any) -> None:
    number = data.draw(st.integers(0, written))
    names = [question(str(place), "a") for place in range(written)]
    ids = [int(one["id"]) for one in drawn(names, number, seed)]
    assert (len(ids), ids) == (number, sorted(set(ids)))
    assert drawn(names, number, seed) == drawn(names, number, seed)


def test_drawn_questions_reach_each_question_by_chance() -> None:
    names = [question(name, "a") for name in "abcd"]
    assert {one["id"] for seed in range(50) for one in drawn(names, 2, seed)} == set("abcd")
