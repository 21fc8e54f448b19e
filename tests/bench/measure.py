"""CPU time of cases beside their references: slice by slice, so that a machine that changes its speed slows both."""

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import process_time

from django.db import connection
from django.test.utils import CaptureQueriesContext

Act = Callable[[], object]


@dataclass
class Pair:
    """A case and what it is measured beside; the same act twice is an A/A control. Times are CPU seconds of one act."""

    name: str
    case: Act
    reference_name: str
    reference: Act
    repeat: int
    case_times: list[float] = field(default_factory=list)
    reference_times: list[float] = field(default_factory=list)

    @property
    def is_control(self) -> bool:
        return self.name == self.reference_name

    @property
    def milliseconds(self) -> float:
        """Of the case, the median of the rounds."""
        return 1000 * median(self.case_times)

    @property
    def ratio(self) -> float:
        """Case to reference: the median of the ratios of the rounds."""
        return median(case / reference for case, reference in zip(self.case_times, self.reference_times, strict=True))


@dataclass(frozen=True)
class Results:
    """What was measured; `queries` is the number of SQL queries of the page views by name."""

    pairs: Sequence[Pair]
    queries: Mapping[str, int]

    def __getitem__(self, name: str) -> Pair:
        return next(pair for pair in self.pairs if pair.name == name)

    def control_of(self, pair: Pair) -> Pair:
        """The A/A control of the pair's reference."""
        return self[pair.reference_name]


def measure(pairs: Sequence[Pair], rounds: int) -> None:
    """Add `rounds` slices to every pair, case by case; the first of a pair is the case in every second round."""
    gc.collect()
    gc.freeze()
    for number in range(rounds):
        for pair in pairs:
            slices = [(pair.reference, pair.reference_times), (pair.case, pair.case_times)]
            for act, times in slices[:: -1 if number % 2 else 1]:
                times.append(_seconds(act, pair.repeat))


def _seconds(act: Act, repeat: int) -> float:
    begin = process_time()
    for _ in range(repeat):
        act()
    return (process_time() - begin) / repeat


def count_queries(act: Act) -> int:
    """The SQL queries of one act."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)
