"""How an outline is read: lines become modules, sections and workloads; and when a copy may be tried again. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from courses.decisions import ALLOWED, Decision, refused

from .states import CopyReason, CopyState, OutlineReason

MOST_MODULES = 30
MOST_HOURS = 500
LONGEST_TITLE = 255  # of a page
LONGEST_HEADING = 120  # of a heading block
MINUTES_IF_UNSAID = 60
PATIENCE = timedelta(minutes=2)  # a page is copied in a fraction of a second

_MARK = re.compile(r"([-*+•–—◦▪▫‣⁃●○■□·]|\d{1,3}(?:\.\d{1,3})+[.)]?|\d{1,3}[.)])\s+")
_HOURS = r"(?P<hours>\d{1,6}(?:[.,٫]\d{1,6})?)\s*(?:h|hrs?|hours?|ч|час|часа|часов|ساعت)\b\.?"
_UNIT_OF_MINUTES = r"(?:min|mins|minutes?|мин|минут|минуты|минута|دقیقه)\b\.?"
_MINUTES = rf"(?P<minutes>\d{{1,6}})\s*(?(hours)(?:{_UNIT_OF_MINUTES})?|{_UNIT_OF_MINUTES})"  # also “1 h 30”
# Brackets, or a sign before it, tell a time from the words of a title: “Around the world in 80 hours” has none.
_APART = r"[\s,;:–—-]{0,3}(?:(?P<bracket>[(\[])|(?:\s[–—-]|[\t,;:])\s*)"
_WORKLOAD = re.compile(rf"{_APART}(?:{_HOURS})?\s*(?:{_MINUTES})?\s*(?(bracket)[)\]])$", re.IGNORECASE)


@dataclass(frozen=True)
class PlannedModule:
    """One module as it will be made; `sections` are the headings in its text."""

    title: str
    minutes: int
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutlineProblem:
    """What is wrong in which line, counted from 1; 0 means the whole."""

    reason: OutlineReason
    line: int = 0
    most: int = 0

    @property
    def text(self) -> str:
        """What a person is told."""
        return str(self.reason.label) % {"line": self.line, "most": self.most}


@dataclass(frozen=True)
class Outline:
    """The modules in order. With problems it is not made."""

    modules: tuple[PlannedModule, ...]
    problems: tuple[OutlineProblem, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)


@dataclass(frozen=True)
class _Line:
    """`mark` is the kind of sign it begins with: a bullet itself, "1" for numbers, "2" for numbers like 1.1."""

    number: int
    indent: int
    mark: str
    title: str
    minutes: int | None


def read_outline(text: str) -> Outline:
    """The modules that a person typed or pasted, one a line.

    The first line is a module, and so are all that are written like it or plainly. A line that is indented further, or
    begins with another sign (`-`, `*`, `1.`, `1.1`), is a section of the module above it. A time at the end of a line,
    like `(45 min)` or `: 2 h`, is the workload; a module without its own has that of its sections together.
    """
    lines = [_read_line(number, raw) for number, raw in enumerate(text.splitlines(), start=1) if raw.strip()]
    groups: list[list[_Line]] = []
    for line in lines:
        if _is_module(line, like=lines[0]):
            groups.append([line])
        else:
            groups[-1].append(line)
    return Outline(tuple(_planned(*group) for group in groups), tuple(_problems(groups)))


def _read_line(number: int, raw: str) -> _Line:
    typed = raw.expandtabs(4)
    text = "\t".join(" ".join(part.split()) for part in raw.split("\t") if part.strip())
    mark = _MARK.match(text)
    title, minutes = _split_workload(text[mark.end() :] if mark else text)
    indent = len(typed) - len(typed.lstrip())
    return _Line(number, indent, _kind(mark[1]) if mark else "", " ".join(title.split()), minutes)


def _kind(mark: str) -> str:
    numbers = re.findall(r"\d+", mark)
    return str(len(numbers)) if numbers else mark


def _split_workload(text: str) -> tuple[str, int | None]:
    found = _WORKLOAD.search(text)
    if found is None or not (found["hours"] or found["minutes"]):
        return text, None
    hours = float(re.sub("[,٫]", ".", found["hours"] or "0"))
    return text[: found.start()], round(hours * 60) + int(found["minutes"] or 0)


def _is_module(line: _Line, like: _Line) -> bool:
    return line.indent <= like.indent and line.mark in ("", like.mark)


def _planned(module: _Line, *sections: _Line) -> PlannedModule:
    of_sections = sum(section.minutes or 0 for section in sections) or MINUTES_IF_UNSAID
    minutes = of_sections if module.minutes is None else module.minutes
    return PlannedModule(module.title, minutes, tuple(section.title for section in sections))


def _problems(groups: list[list[_Line]]) -> Iterator[OutlineProblem]:
    if not groups:
        yield OutlineProblem(OutlineReason.NO_MODULE)
    for index, (module, *sections) in enumerate(groups):
        if index == MOST_MODULES:
            yield OutlineProblem(OutlineReason.TOO_MANY_MODULES, module.number, MOST_MODULES)
        yield from _problems_of(module, OutlineReason.TITLE_TOO_LONG, LONGEST_TITLE)
        for section in sections:
            yield from _problems_of(section, OutlineReason.HEADING_TOO_LONG, LONGEST_HEADING)


def _problems_of(line: _Line, too_long: OutlineReason, longest: int) -> Iterator[OutlineProblem]:
    if not any(sign.isalnum() for sign in line.title):
        yield OutlineProblem(OutlineReason.NO_TITLE, line.number)
    if len(line.title) > longest:
        yield OutlineProblem(too_long, line.number, longest)
    if line.minutes is not None and not 1 <= line.minutes <= MOST_HOURS * 60:
        yield OutlineProblem(OutlineReason.WORKLOAD_OUT_OF_RANGE, line.number, MOST_HOURS)


def may_try_again(*, state: str, moved_at: datetime, now: datetime) -> Decision:
    """Whether a copy may be put into the queue once more: when it failed, or nothing has happened for a while."""
    if state == CopyState.DONE:
        return refused(CopyReason.IS_DONE)
    if state != CopyState.FAILED and now < moved_at + PATIENCE:
        return refused(CopyReason.STILL_RUNNING, moved_at + PATIENCE)
    return ALLOWED
