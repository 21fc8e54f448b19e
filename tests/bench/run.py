"""One run: build the site, measure everything together, print the lines."""

import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from resource import getpagesize

from django.db import connection

from .documents import draw_laid_out, draw_plainly
from .gates import gate_lines
from .measure import Act, Pair, Results, count_queries, measure
from .site import build_site
from .visits import Visit, visits_of_learner, visits_of_registrar, visits_of_stranger

PAGE_VIEWS_IN_A_SLICE = 2
CERTIFICATES_FOR_MEMORY = 50


def run(rounds: int) -> None:
    """Needs an empty, migrated database."""
    bench = build_site()
    visits = [visits_of_learner(bench), visits_of_stranger(bench), visits_of_registrar(bench)]
    queries = {name: _check_and_count(visit) for group in visits for name, visit in group.items()}
    certificates: dict[str, Act] = {"certificate, laid out": draw_laid_out, "certificate, plain call": draw_plainly}
    for draw in certificates.values():
        draw()
    pairs = [
        *(pair for group in visits for pair in _pairs(group, PAGE_VIEWS_IN_A_SLICE)),
        *_pairs(certificates, 1),
    ]
    measure(pairs, rounds)
    _print(f"machine: {os.cpu_count()} cores")
    _print(f"python: {platform.python_version()}")
    _print(f"database: {connection.vendor} {'.'.join(map(str, connection.get_database_version()))}")
    _print(f"rounds: {rounds} times")
    results = Results(pairs, queries)
    for line in [*_figures(results), *gate_lines(results), _memory_line()]:
        _print(line)


def _check_and_count(visit: Visit) -> int:
    visit.check()
    return count_queries(visit)


def _pairs(acts: Mapping[str, Act], repeat: int) -> list[Pair]:
    """Each act beside the first one; the first beside itself is the A/A control."""
    reference = next(iter(acts))
    return [Pair(name, act, reference, acts[reference], repeat) for name, act in acts.items()]


def _figures(results: Results) -> list[str]:
    lines = []
    for pair in results.pairs:
        lines.append(f"{pair.name}: {pair.milliseconds:.1f} ms")
        if pair.name in results.queries:
            lines.append(f"{pair.name}, SQL: {results.queries[pair.name]} queries")
        lines.append(f"{'A/A ' if pair.is_control else ''}{pair.name} / {pair.reference_name}: {pair.ratio:.2f} x")
    per_second = 1000 / results["certificate, laid out"].milliseconds
    return [*lines, f"certificates, laid out: {per_second:.1f} per CPU second"]


def _memory_line() -> str:
    before = _resident_memory()
    for _ in range(CERTIFICATES_FOR_MEMORY):
        draw_laid_out()
    return f"memory growth over {CERTIFICATES_FOR_MEMORY} more certificates: {_resident_memory() - before:.1f} MiB"


def _resident_memory() -> float:
    """Of this process now, in MiB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * getpagesize() / 2**20


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
