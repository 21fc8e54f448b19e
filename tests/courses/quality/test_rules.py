import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quality.rules import ENOUGH, MOST_CHOICES, Doubt, JudgedAnswer, QuestionFigures, Tally, correlation
from courses.registry import Taken

RIGHT, WRONG = Taken("a", "Kazan", True), Taken("b", "Tula", False)


def answer(name: str, share: float, *taken: Taken, possible: int = 1) -> JudgedAnswer:
    return JudgedAnswer(name, share, possible, taken)


def figures(*attempts: list[JudgedAnswer], offered: dict[str, list[Taken]] | None = None) -> dict[str, QuestionFigures]:
    tally = Tally(offered or {})
    for attempt in attempts:
        tally.add(attempt)
    return tally.figures()


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(0, 0), (1, 1)], 1.0),
        ([(0, 1), (1, 0)], -1.0),
        ([(1, 0), (1, 1)], None),
        ([(0, 1), (1, 1)], None),
        ([(0, 0), (0, 1), (1, 0), (1, 1)], 0.0),
        ([(1, 2), (2, 4), (3, 5), (4, 4), (5, 5)], 0.7745966692),  # a worked example of textbooks
    ],
)
def test_correlation_is_pearsons(pairs: list[tuple[float, float]], expected: float | None) -> None:
    assert correlation(pairs) == (expected if expected is None else pytest.approx(expected))


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1))
def test_correlation_of_any_shares_is_within_its_bounds(pairs: list[tuple[float, float]]) -> None:
    found = correlation(pairs)
    assert found is None or -1 <= found <= 1


def test_difficulty_is_the_mean_share_of_the_points() -> None:
    found = figures([answer("q", 1)], [answer("q", 0.5)], [answer("q", 0)], [answer("r", 1)])
    assert [(name, one.asked, one.difficulty, one.percent) for name, one in found.items()] == [
        ("q", 3, 0.5, 50),
        ("r", 1, 1, 100),
    ]


def test_question_is_compared_with_the_points_of_the_others_alone() -> None:
    """With itself in the sum, the first would go with the whole: it is worth nine of ten points."""
    against = [answer("q", 1, possible=9), answer("r", 0)], [answer("q", 0, possible=9), answer("r", 1)]
    found = figures(*against * (ENOUGH // 2))
    assert (found["q"].discrimination, found["r"].discrimination) == (-1, -1)
    assert found["q"].doubts == [Doubt.AGAINST]


def test_telling_apart_is_not_told_of_too_few() -> None:
    attempts = [[answer("q", number % 2), answer("r", number % 2)] for number in range(ENOUGH)]
    assert figures(*attempts[1:])["q"].telling_apart is None
    assert figures(*attempts)["q"].telling_apart == 1


def test_choices_are_counted_once_a_learner_and_what_nobody_took_is_told() -> None:
    found = figures(
        [answer("q", 1, RIGHT, RIGHT)],
        [answer("q", 0, WRONG, Taken("c", "Omsk", False))],
        [answer("q", 0, WRONG)],
        [answer("q", 0)],
        offered={"q": [RIGHT, Taken("d", "Orel", False)]},
    )["q"]
    assert [(one.taken.text, one.number, one.percent) for one in found.choices] == [
        ("Tula", 2, 50),
        ("Kazan", 1, 25),
        ("Omsk", 1, 25),
        ("Orel", 0, 0),
    ]
    assert found.doubts == []


def test_wrong_choice_of_most_is_doubtful_when_there_are_enough() -> None:
    found = figures(*[[answer("q", 0, WRONG)]] * ENOUGH, offered={"q": [RIGHT, WRONG]})
    assert found["q"].doubts == [Doubt.MISLED]


def test_rare_answers_are_counted_together() -> None:
    attempts = [[answer("q", 0, Taken(str(one), str(one), False))] for one in range(MOST_CHOICES + 2)]
    found = figures(*attempts)["q"]
    assert (len(found.choices), found.others) == (MOST_CHOICES, 2)
