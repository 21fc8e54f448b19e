from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.scenarios.rules import (
    bars,
    beginning,
    ending_of,
    meets_minimum,
    node_of,
    open_choices,
    retold,
    starting_scores,
    structure,
    take,
)
from tests.factories.scenarios import at_least, at_most, choice, ending, played, score, talks


def taken(scenario: Any, text: str, scores: dict[str, int], node: str = "opening") -> Any:
    chosen = next(one for one in node_of(scenario, node)["choices"] if one["text"] == text)  # type: ignore[index]
    return take(scenario, scores, chosen)


def test_choice_when_taken_moves_the_scores_and_leads_on() -> None:
    result = taken(talks(), "Listen.", {"trust": 5})
    assert (beginning(talks()), result.scores, result.place) == ("opening", {"trust": 7}, "middle")


@pytest.mark.parametrize(("change", "value"), [(20, 10), (-20, 0), (0, 5)])
def test_score_when_moved_far_stays_within_its_bounds(change: int, value: int) -> None:
    assert taken(talks(gain=change), "Listen.", {"trust": 5}).scores == {"trust": value}


@pytest.mark.parametrize(("trust", "place"), [(5, "thin"), (6, "durable"), (10, "durable")])
def test_ending_when_its_conditions_do_not_hold_gives_way_to_its_other_one(trust: int, place: str) -> None:
    assert taken(talks(), "Sign.", {"trust": trust}, "middle").place == place


def test_condition_of_an_ending_when_the_last_choice_moves_the_score_is_judged_after_it() -> None:
    scenario = played(
        {"opening": [choice("Give.", "good", {"trust": 1})]},
        [ending("good", [at_least("trust", 6)], "bad"), ending("bad")],
    )
    assert taken(scenario, "Give.", {"trust": 5}).place == "good"


@pytest.mark.parametrize(
    ("trust", "offered"), [(3, ["Always."]), (4, ["Always.", "Warm."]), (6, ["Always.", "Warm."]), (7, ["Always."])]
)
def test_choices_when_conditions_do_not_all_hold_are_not_offered(trust: int, offered: list[str]) -> None:
    conditions = [at_least("trust", 4), at_most("trust", 6)]
    scenario = played(
        {"opening": [choice("Always.", "end"), choice("Warm.", "end", conditions=conditions)]}, [ending("end")]
    )
    assert [one["text"] for one in open_choices(scenario["nodes"][0], {"trust": trust})] == offered


@pytest.mark.parametrize(("needed", "met"), [(None, True), (5, True), (6, False)])
def test_minimum_when_a_score_is_needed_is_met_from_it_on(needed: int | None, met: bool) -> None:
    assert meets_minimum(talks(needed=needed), {"trust": 5}) is met


def test_path_when_told_again_says_what_each_step_moved_in_fact() -> None:
    scenario = talks(gain=20)
    first = taken(scenario, "Listen.", starting_scores(scenario))
    last = taken(scenario, "Sign.", first.scores, "middle")
    path = [
        {"node": "opening", "choice": node_of(scenario, "opening")["choices"][0]["id"], "scores": first.scores},  # type: ignore[index]
        {"node": "middle", "choice": node_of(scenario, "middle")["choices"][0]["id"], "scores": last.scores},  # type: ignore[index]
    ]
    told = retold(scenario, path)
    assert [(step.situation, step.choice) for step in told] == [
        ("<p>You are in opening.</p>", "Listen."),
        ("<p>You are in middle.</p>", "Sign."),
    ]
    assert [[(bar.label, bar.change) for bar in step.changes] for step in told] == [[("Trust", 5)], []]


def test_bar_when_the_lowest_value_is_below_zero_is_measured_from_there() -> None:
    scenario = played({}, [], [score(lowest=-5, highest=5, start=0)])
    (bar,) = bars(scenario, {"trust": 2})
    assert (bar.label, bar.value, bar.part, bar.whole, bar.change) == ("Trust", 2, 7, 10, 0)


def test_structure_when_only_words_differ_is_the_same() -> None:
    other = talks()
    other["nodes"][0]["situation"] = other["endings"][0]["title"] = "Другое"
    other["nodes"][0]["choices"][0]["text"] = other["scores"][0]["label"] = "Другое"
    assert structure(other) == structure(talks())


@pytest.mark.parametrize("changed", [talks(gain=1), talks(last="broken"), talks(needed=1)])
def test_structure_when_what_can_happen_differs_is_another(changed: Any) -> None:
    assert structure(changed) != structure(talks())


@given(st.lists(st.sampled_from(["Listen.", "Push."]), max_size=8), st.integers(-9, 9))
def test_scores_after_any_choices_are_within_their_bounds(texts: list[str], gain: int) -> None:
    scenario = talks(gain=gain)
    scores = starting_scores(scenario)
    for text in texts:
        scores = taken(scenario, text, scores).scores
    assert 0 <= scores["trust"] <= 10
    assert ending_of(scenario, "middle") is None
