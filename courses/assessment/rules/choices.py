"""Answers that are chosen from options: `{"id", "text", "correct"}`, as they are kept with an attempt."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from random import Random
from typing import Any

Option = Mapping[str, Any]


def drawn(options: Iterable[Any], order: Random) -> list[Any]:
    """The options in an order that only `order` decides."""
    listed = list(options)
    return order.sample(listed, len(listed))


def ids(options: Iterable[Option], given: Any) -> list[str]:
    """Those of the options that were chosen, each once and sorted; what is no option of these is left out."""
    chosen = given if isinstance(given, list | tuple | set | frozenset) else [given]
    known = {option["id"] for option in options}
    return sorted(known & {one for one in chosen if isinstance(one, str)})


def right_ids(options: Iterable[Option]) -> list[str]:
    return sorted(option["id"] for option in options if option["correct"])


def all_or_nothing(options: Iterable[Option], chosen: Iterable[str]) -> Fraction:
    """All right options and no other."""
    return Fraction(set(chosen) == set(right_ids(options)))


def partial(options: Iterable[Option], chosen: Iterable[str]) -> Fraction:
    """Each right option earns its part, each wrong one takes a part away: marking everything earns nothing more."""
    right, marked = set(right_ids(options)), set(chosen)
    return max(Fraction(len(marked & right) - len(marked - right), len(right)), Fraction(0)) if right else Fraction(0)


def numbered(texts: Iterable[str]) -> list[dict[str, str]]:
    """Different texts as options. Their ids follow the alphabet, so that neither tells which one is right."""
    return [{"id": str(number), "text": text} for number, text in enumerate(sorted(set(texts)))]
