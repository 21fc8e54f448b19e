"""Texts with gaps: “The [Seine] flows through [*Paris | Lyon].”

What stands in brackets is a gap. Accepted answers are parted by a bar. When one of them has a star, all of them are
offered to choose from, and those with the star are right. After a backslash these four are signs like others.
"""

import re
from dataclasses import dataclass
from enum import Enum

from .choices import numbered


class GapFault(Enum):
    NOT_CLOSED = "not_closed"
    NOT_OPENED = "not_opened"
    EMPTY = "empty"
    ONE_CHOICE = "one_choice"
    NO_GAP = "no_gap"


class GapError(ValueError):
    """The text cannot be read: what is wrong, in which line (from 1), and the words from there."""

    def __init__(self, fault: GapFault, text: str, place: int) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.line = text.count("\n", 0, place) + 1
        self.words = text[place : place + 30].split("\n")[0]


@dataclass(frozen=True)
class Gap:
    """What is written or chosen in one gap; `options` are empty where it is written."""

    accepted: tuple[str, ...]
    options: tuple[str, ...]

    def as_asked(self) -> dict[str, object]:
        options = [{**option, "correct": option["text"] in self.accepted} for option in numbered(self.options)]
        return {"options": options} if options else {"accepted": list(self.accepted)}


def parse(text: str) -> list[str | Gap]:
    """Text and gaps in turn: it begins and ends with text, which may be empty. Raises `GapError`."""
    parts: list[str | Gap] = []
    rest = 0
    while (start := _find("[", text, rest)) < len(text):
        end = _find("]", text, start)
        if end == len(text) or _find("[", text, start + 1) < end:
            raise GapError(GapFault.NOT_CLOSED, text, start)
        parts += [_between(text, rest, start), _gap(text, start, end)]
        rest = end + 1
    if not parts:
        raise GapError(GapFault.NO_GAP, text, 0)
    return [*parts, _between(text, rest, len(text))]


def _between(text: str, start: int, end: int) -> str:
    if (stray := _find("]", text, start)) < end:
        raise GapError(GapFault.NOT_OPENED, text, stray)
    return _unescaped(text[start:end])


def _gap(text: str, start: int, end: int) -> Gap:
    answers = [answer.strip() for answer in re.split(r"(?<!\\)\|", text[start + 1 : end])]
    plain = [_unescaped(answer.removeprefix("*").strip()) for answer in answers]
    if not all(plain):
        raise GapError(GapFault.EMPTY, text, start)
    starred = tuple(word for word, answer in zip(plain, answers, strict=True) if answer.startswith("*"))
    if not starred:
        return Gap(tuple(plain), ())
    if len(set(plain)) < 2:
        raise GapError(GapFault.ONE_CHOICE, text, start)
    return Gap(starred, tuple(plain))


def _find(bracket: str, text: str, start: int) -> int:
    """Where the bracket stands next; the length of the text if it does not."""
    found = re.compile(rf"(?<!\\){re.escape(bracket)}").search(text, start)
    return found.start() if found else len(text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\[\]|*])", r"\1", text)
