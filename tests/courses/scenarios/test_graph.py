"""What is said to be wrong with a graph, and that what has no fault can always be played to an ending."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courses.scenarios.rules import beginning, faults, node_of, open_choices, starting_scores, take
from courses.scenarios.states import FaultKind
from tests.factories.scenarios import at_least, at_most, choice, ending, played, score, talks

Json = dict[str, Any]


def found(scenario: Json) -> list[tuple[Any, ...]]:
    return [(fault.kind, fault.path, fault.name) for fault in faults(scenario)]


def test_faults_of_a_sound_scenario_are_none() -> None:
    assert found(talks()) == []


def with_change(change: Callable[[Json], Any]) -> Json:
    scenario = talks()
    change(scenario)
    return scenario


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            lambda one: one["nodes"][0]["choices"][1].update(target="midle"),
            (FaultKind.UNKNOWN_TARGET, ("nodes", 0, "choices", 1, "target"), "midle"),
        ),
        (
            lambda one: one["nodes"][0]["choices"][0]["effects"][0].update(score="truth"),
            (FaultKind.UNKNOWN_SCORE, ("nodes", 0, "choices", 0, "effects", 0, "score"), "truth"),
        ),
        (
            lambda one: one["nodes"][1]["choices"][0]["conditions"].append(at_least("truth", 1)),
            (FaultKind.UNKNOWN_SCORE, ("nodes", 1, "choices", 0, "conditions", 0, "score"), "truth"),
        ),
        (
            lambda one: one["endings"][0]["conditions"].append(at_most("truth", 1)),
            (FaultKind.UNKNOWN_SCORE, ("endings", 0, "conditions", 1, "score"), "truth"),
        ),
        (
            lambda one: one["endings"][0].update(otherwise="middle"),
            (FaultKind.UNKNOWN_ENDING, ("endings", 0, "otherwise"), "middle"),
        ),
        (lambda one: one["endings"][0].update(otherwise=""), (FaultKind.NO_OTHERWISE, ("endings", 0, "otherwise"), "")),
        (
            lambda one: one["nodes"][0]["choices"].pop(0) and one["nodes"][0]["choices"][0].update(target="thin"),
            (FaultKind.UNREACHABLE, ("nodes", 1, "name"), "middle"),
        ),
        (
            lambda one: one["endings"].append(ending("lonely")),
            (FaultKind.UNREACHABLE, ("endings", 3, "name"), "lonely"),
        ),
        (
            lambda one: [choice["conditions"].append(at_least("trust", 3)) for choice in one["nodes"][1]["choices"]],
            (FaultKind.DEAD_END, ("nodes", 1, "choices"), ""),
        ),
        (
            lambda one: [choice.update(target="opening") for choice in one["nodes"][1]["choices"]],
            (FaultKind.NO_ENDING, ("endings",), ""),
        ),
        (
            lambda one: one["nodes"][1]["choices"].extend(
                [choice("Walk.", "circle"), choice("Wait.", "circle")]
            )
            or one["nodes"].append(node_of(played({"circle": [choice("Again.", "circle")]}, []), "circle")),
            (FaultKind.NO_EXIT, ("nodes", 2, "choices"), ""),
        ),
    ],
)  # fmt: skip
def test_fault_when_one_is_made_is_told_where_it_stands(change: Callable[[Json], Any], fault: tuple[Any, ...]) -> None:
    assert fault in found(with_change(change))


@pytest.mark.parametrize("name", ["opening", "thin"])
def test_names_when_two_parts_share_one_are_told_at_both(name: str) -> None:
    scenario = with_change(lambda one: one["nodes"][1].update(name=name))
    assert {fault[0] for fault in found(scenario)} >= {FaultKind.NAME_TAKEN}
    assert sum(fault[0] == FaultKind.NAME_TAKEN for fault in found(scenario)) == 2


def test_names_when_one_is_wrong_are_told_before_the_ways_are_judged() -> None:
    scenario = with_change(lambda one: one["nodes"][0].update(choices=[choice("Go.", "nowhere")]))
    assert [fault[0] for fault in found(scenario)] == [FaultKind.UNKNOWN_TARGET]


def test_endings_that_refer_to_each_other_in_a_circle_are_told() -> None:
    circle = [ending("a", [at_least("trust", 6)], "b"), ending("b", [at_most("trust", 5)], "a")]
    scenario = played({"opening": [choice("Go.", "a")]}, circle)
    assert [fault[:2] for fault in found(scenario)] == [
        (FaultKind.CIRCULAR, ("endings", 0, "otherwise")),
        (FaultKind.CIRCULAR, ("endings", 1, "otherwise")),
    ]


@pytest.mark.parametrize(("lowest", "dead"), [(4, False), (5, False), (6, True)])
def test_conditions_that_cover_all_scores_between_them_are_no_dead_end(lowest: int, dead: bool) -> None:
    ways = [
        choice("Low.", "end", conditions=[at_most("trust", 4)]),
        choice("High.", "end", conditions=[at_least("trust", lowest)]),
    ]
    kinds = [fault[0] for fault in found(played({"opening": ways}, [ending("end")]))]
    assert kinds == ([FaultKind.DEAD_END] if dead else [])


def test_circle_when_its_exit_asks_for_a_score_may_hold_a_learner_for_ever() -> None:
    ways = [choice("Wait.", "opening"), choice("Sign.", "end", conditions=[at_least("trust", 8)])]
    assert [fault[0] for fault in found(played({"opening": ways}, [ending("end")]))] == [FaultKind.NO_EXIT]


def test_circle_with_an_exit_that_is_always_open_is_no_fault() -> None:
    ways = [choice("Wait.", "opening", {"trust": -1}), choice("Sign.", "end")]
    assert found(played({"opening": ways}, [ending("end")])) == []


def test_scenario_without_any_situation_has_no_ending_to_reach() -> None:
    kinds = [fault[0] for fault in found(played({}, [ending("end")]))]
    assert kinds == [FaultKind.UNREACHABLE, FaultKind.NO_ENDING]


# Scenarios at random: up to four situations and three endings that lead anywhere, two small scores.
NODES, ENDINGS, SCORES = ["n0", "n1", "n2", "n3"], ["e0", "e1", "e2"], ["trust", "deal"]
conditions = st.lists(
    st.builds(
        lambda name, test, value: {"score": name, "test": test, "value": value},
        st.sampled_from(SCORES), st.sampled_from(["at_least", "at_most"]), st.integers(-1, 4),
    ),
    max_size=2,
) | st.just([])  # fmt: skip


@st.composite
def scenarios(draw: Callable[[Any], Any], conditions: Any = conditions) -> Json:
    nodes = NODES[: draw(st.integers(1, 4))]
    ends = ENDINGS[: draw(st.integers(1, 3))]
    ways = {
        name: [
            choice(
                f"{name} {number}",
                draw(st.sampled_from([*nodes, *ends])),
                draw(st.dictionaries(st.sampled_from(SCORES), st.integers(-2, 2), max_size=2)),
                draw(conditions),
            )
            for number in range(draw(st.integers(1, 3)))
        ]
        for name in nodes
    }
    endings = [ending(name, draw(conditions), draw(st.sampled_from(ends))) for name in ends]
    return played(ways, endings, [score(name, start=1, highest=3) for name in SCORES])


def games(scenario: Json) -> dict[tuple[str, tuple[int, ...]], set[tuple[str, tuple[int, ...]]]]:
    """Every situation with every scores that a learner can come to, and where she can go on to from there."""
    ways: dict[Any, set[Any]] = {}
    waiting = [(beginning(scenario), tuple(starting_scores(scenario).values()))]
    while waiting:
        place = waiting.pop()
        node = node_of(scenario, place[0])
        if place in ways or node is None:
            continue
        scores = dict(zip(SCORES, place[1], strict=True))
        results = [take(scenario, scores, one) for one in open_choices(node, scores)]
        ways[place] = {(result.place, tuple(result.scores.values())) for result in results}
        waiting += ways[place]
    return ways


def ends_surely(ways: dict[Any, set[Any]]) -> bool:
    """Whether from every place that can be reached an ending can be reached."""
    left: set[Any] = {place for targets in ways.values() for place in targets if place[0] in ENDINGS}
    while more := {place for place, targets in ways.items() if place not in left and targets & left}:
        left |= more
    return set(ways) <= left


@given(scenarios())
def test_scenario_without_faults_can_be_played_to_an_ending_whatever_was_chosen(scenario: Json) -> None:
    assume({fault.kind for fault in faults(scenario)} <= {FaultKind.UNREACHABLE})
    ways = games(scenario)
    assert all(ways.values())
    assert ends_surely(ways)


@given(scenarios(conditions=st.just([])))
def test_scenario_without_conditions_has_a_fault_exactly_if_a_part_or_an_ending_is_out_of_reach(scenario: Json) -> None:
    ways = games(scenario)
    met = {place[0] for place in ways} | {place[0] for targets in ways.values() for place in targets}
    parts = {part["name"] for kind in ("nodes", "endings") for part in scenario[kind]}
    assert bool(faults(scenario)) == (not parts <= met or not ends_surely(ways))


@given(scenarios())
def test_part_that_is_called_unreachable_is_met_in_no_game(scenario: Json) -> None:
    told = {fault.name for fault in faults(scenario) if fault.kind == FaultKind.UNREACHABLE}
    assume(told)
    ways = games(scenario)
    met = {place[0] for place in ways} | {place[0] for targets in ways.values() for place in targets}
    assert not told & met
