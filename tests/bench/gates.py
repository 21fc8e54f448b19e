"""The goals, and whether this run reaches them."""

from collections.abc import Iterator

from .measure import Pair, Results

CALM = (0.93, 1.07)  # an A/A control outside of this makes a run void


def gate_lines(results: Results) -> Iterator[str]:
    """First what is void, then one line per gate."""
    for pair in results.pairs:
        if pair.is_control and not _is_calm(pair):
            yield f"void: A/A {pair.name} is {pair.ratio:.2f} x"
    yield _ratio_gate(results, "G1 course page / bare page", "course page, 12 modules", 1.15)
    yield _equal_queries_gate(results, "G1 course page SQL", "course page, {} modules", 18)
    yield _ratio_gate(results, "G2 module page / bare page", "module page, 12 modules", 1.25)
    yield _equal_queries_gate(results, "G2 module page SQL", "module page, {} modules", 20)
    yield _ratio_gate(results, "G3 course page / bare page, anonymous", "course page, anonymous", 0.70)
    for name in ("catalog of 30 courses", "certificate check"):
        yield _ratio_gate(results, f"G4 {name} / bare page, anonymous", f"{name}, anonymous", 1.0)
        queries = results.queries[f"{name}, anonymous"]
        yield f"gate G4 {name} SQL: {queries} queries (goal <= 11) {_verdict(queries <= 11)}"
    many = "gradebook, 20000 learners"
    for name, queries in ((many, 0), (f"{many}, most modules first", 0), (f"{many}, in the middle", 1)):
        yield _ratio_gate(results, f"G8 {name} / 200 learners", name, 1.5)
        expected, found = results.queries["gradebook, 200 learners"] + queries, results.queries[name]
        yield f"gate G8 {name} SQL: {found} queries (goal {expected}) {_verdict(found == expected)}"
    plain = results["certificate, plain call"]
    verdict = _verdict(plain.ratio >= 1.8, results.control_of(plain))
    yield f"gate certificate, plain call / laid out: {plain.ratio:.2f} x (goal >= 1.80) {verdict}"


def _ratio_gate(results: Results, title: str, name: str, goal: float) -> str:
    pair = results[name]
    verdict = _verdict(pair.ratio <= goal, results.control_of(pair))
    return f"gate {title}: {pair.ratio:.2f} x (goal <= {goal:.2f}) {verdict}"


def _equal_queries_gate(results: Results, title: str, name: str, goal: int) -> str:
    few, many = results.queries[name.format(12)], results.queries[name.format(120)]
    verdict = _verdict(few == many <= goal)
    return f"gate {title}, 12 and 120 modules: {few} and {many} queries (goal <= {goal}, equal) {verdict}"


def _verdict(reached: bool, control: Pair | None = None) -> str:
    if control is not None and not _is_calm(control):
        return "void"
    return "reached" if reached else "missed"


def _is_calm(control: Pair) -> bool:
    return CALM[0] <= control.ratio <= CALM[1]
