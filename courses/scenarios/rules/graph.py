"""What is wrong with the graph of a scenario.

Conditions are considered from the safe side, without playing every game. Whether a node *can be reached* is judged as
if every choice were open: what is called unreachable is so for certain. Whether one *gets out* of a node is judged as
if a learner could come there with any scores within their bounds: a scenario without faults lets every learner reach
an ending, whatever she chose before. The price: a condition that always holds, because of where a node stands, is not
known to hold, and one that never holds is not noticed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from ..states import FaultKind
from .playing import Part, open_choices

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """`path`: the part that it concerns, as keys and indexes of the copy: ("nodes", 0, "choices", 1, "target")."""

    kind: FaultKind
    path: Path
    name: str = ""


@dataclass(frozen=True)
class Link:
    """One way: by choice `number` of the node `source`, or to an ending's other one (`number` 0)."""

    source: str
    target: str
    number: int


def faults(scenario: Part) -> list[Fault]:
    """Everything that keeps a scenario from being played; the ways are judged when all names are right."""
    return [*_faults_of_names(scenario)] or [*_faults_of_ways(scenario)]


def links(scenario: Part) -> list[Link]:
    """All ways, in the editor's order, to whatever name they lead."""
    chosen = [
        Link(node["name"], choice["target"], number)
        for node in scenario["nodes"]
        for number, choice in enumerate(node["choices"], 1)
    ]
    others = [Link(one["name"], one["otherwise"], 0) for one in scenario["endings"] if one["conditions"]]
    return chosen + others


def _faults_of_names(scenario: Part) -> Iterator[Fault]:
    yield from _taken_names(scenario, "scores")
    yield from _taken_names(scenario, "nodes", "endings")
    endings = {ending["name"]: ending for ending in scenario["endings"]}
    places = {*endings, *(node["name"] for node in scenario["nodes"])}
    for path, choice in _choices(scenario):
        if choice["target"] not in places:
            yield Fault(FaultKind.UNKNOWN_TARGET, (*path, "target"), choice["target"])
    for index, ending in enumerate(scenario["endings"]):
        yield from _faults_of_otherwise(ending, endings, ("endings", index, "otherwise"))
    known = {score["name"] for score in scenario["scores"]}
    for path, part in _parts_with_scores(scenario):
        if part["score"] not in known:
            yield Fault(FaultKind.UNKNOWN_SCORE, (*path, "score"), part["score"])


def _taken_names(scenario: Part, *kinds: str) -> Iterator[Fault]:
    places = [(kind, index, part["name"]) for kind in kinds for index, part in enumerate(scenario[kind])]
    times = Counter(name for _kind, _index, name in places)
    for kind, index, name in places:
        if times[name] > 1:
            yield Fault(FaultKind.NAME_TAKEN, (kind, index, "name"), name)


def _faults_of_otherwise(ending: Part, endings: dict[str, Part], path: Path) -> Iterator[Fault]:
    met: set[str] = set()
    while ending["conditions"]:
        if ending["name"] in met:
            yield Fault(FaultKind.CIRCULAR, path)
            return
        met.add(ending["name"])
        other = endings.get(ending["otherwise"])
        if other is None:
            if len(met) == 1:  # else it is said at the ending that names it
                kind = FaultKind.UNKNOWN_ENDING if ending["otherwise"] else FaultKind.NO_OTHERWISE
                yield Fault(kind, path, ending["otherwise"])
            return
        ending = other


def _choices(scenario: Part) -> Iterator[tuple[Path, Part]]:
    for place, node in enumerate(scenario["nodes"]):
        for index, choice in enumerate(node["choices"]):
            yield ("nodes", place, "choices", index), choice


def _parts_with_scores(scenario: Part) -> Iterator[tuple[Path, Part]]:
    """Every effect and every condition."""
    holders = [*_choices(scenario), *((("endings", index), one) for index, one in enumerate(scenario["endings"]))]
    for path, holder in holders:
        for kind in ("effects", "conditions"):
            for index, part in enumerate(holder.get(kind, ())):
                yield (*path, kind, index), part


def _faults_of_ways(scenario: Part) -> Iterator[Fault]:
    reached = _reachable(scenario)
    for kind in ("nodes", "endings"):
        for index, part in enumerate(scenario[kind]):
            if part["name"] not in reached:
                yield Fault(FaultKind.UNREACHABLE, (kind, index, "name"), part["name"])
    stuck = {node["name"] for node in scenario["nodes"] if _may_be_closed(scenario, node)}
    left = reached & _surely_left(scenario, stuck)
    ends = reached & {ending["name"] for ending in scenario["endings"]}
    if not ends:
        yield Fault(FaultKind.NO_ENDING, ("endings",))
    for index, node in enumerate(scenario["nodes"]):
        if node["name"] in stuck & reached:
            yield Fault(FaultKind.DEAD_END, ("nodes", index, "choices"))
        elif ends and node["name"] in reached - left:
            yield Fault(FaultKind.NO_EXIT, ("nodes", index, "choices"))


def _reachable(scenario: Part) -> set[str]:
    """The names of all to which ways lead from the first node, every choice taken as open."""
    ways: dict[str, set[str]] = {}
    for link in links(scenario):
        ways.setdefault(link.source, set()).add(link.target)
    reached: set[str] = set()
    waiting = [node["name"] for node in scenario["nodes"][:1]]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += ways.get(name, ())
    return reached


def _may_be_closed(scenario: Part, node: Part) -> bool:
    return any(not open_choices(node, scores) for scores in _cases(scenario, node))


def _surely_left(scenario: Part, stuck: Collection[str]) -> set[str]:
    """The nodes from which an ending can be reached with any scores. One where the way stops (`stuck`) counts as an
    end: that is a fault of its own."""
    left = {ending["name"] for ending in scenario["endings"]} | set(stuck)
    growing = True
    while growing:
        found = {
            node["name"] for node in scenario["nodes"] if node["name"] not in left and _leads_to(scenario, node, left)
        }
        left |= found
        growing = bool(found)
    return left


def _leads_to(scenario: Part, node: Part, places: Collection[str]) -> bool:
    """Whether a choice that leads to one of the places is open in every case."""
    return all(
        any(choice["target"] in places for choice in open_choices(node, scores)) for scores in _cases(scenario, node)
    )


def _cases(scenario: Part, node: Part) -> Iterator[dict[str, int]]:
    """Scores for every answer that the conditions of the choices can give together: what lies between two of the
    values that they name is all the same to them."""
    conditions = [condition for choice in node["choices"] for condition in choice["conditions"]]
    bounds = {score["name"]: score for score in scenario["scores"]}
    named = sorted({condition["score"] for condition in conditions})
    values = [_turns(bounds[name], [one for one in conditions if one["score"] == name]) for name in named]
    for case in product(*values):
        yield dict(zip(named, case, strict=True))


def _turns(score: Part, conditions: Iterable[Part]) -> list[int]:
    """The lowest value, and each from which on a condition answers otherwise."""
    turns = {one["value"] if one["test"] == "at_least" else one["value"] + 1 for one in conditions}
    return sorted({score["lowest"], *(turn for turn in turns if score["lowest"] < turn <= score["highest"])})
