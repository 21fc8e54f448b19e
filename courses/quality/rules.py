"""How good the questions of a quiz are, measured by those who took it. Pure: judged answers come in, figures go out.

*Difficulty* is the mean share of a question's points that was reached (Moodle: facility index). *Discrimination* is the
corrected item-total correlation: Pearson's between the share reached in the question and the share of points reached
in all others (Nunnally and Bernstein, Psychometric Theory, 1994, chapter 8; Moodle: discrimination index).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from math import sqrt
from typing import Protocol

ENOUGH = 30  # learners: a correlation of fewer says little (its standard error is then 0.19)
MOST_CHOICES = 12


class Taken(Protocol):
    """A choice, as `courses.registry.Taken` has it."""

    @property
    def key(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def right(self) -> bool: ...


@dataclass(frozen=True)
class JudgedAnswer:
    """One learner's answer to one question: the share of its points, what it was worth, and what was chosen."""

    question_id: str
    share: float
    possible: int
    taken: Sequence[Taken] = ()


class Doubt(Enum):
    """Why an editor should look at a question."""

    AGAINST = "against"  # who did well elsewhere did worse here
    MISLED = "misled"  # a wrong choice was taken more often than any right one


@dataclass(frozen=True)
class TakenShare:
    """How often something was chosen, and by which share of those who were asked."""

    taken: Taken
    number: int
    asked: int

    @property
    def percent(self) -> int:
        return round(100 * self.number / self.asked) if self.asked else 0


@dataclass
class QuestionFigures:
    """The figures of one question; `discrimination` is None while there are not enough answers, or all are alike."""

    asked: int
    difficulty: float
    discrimination: float | None
    choices: list[TakenShare] = field(default_factory=list)
    others: int = 0

    @property
    def percent(self) -> int:
        return round(100 * self.difficulty)

    @property
    def telling_apart(self) -> Decimal | None:
        return None if self.discrimination is None else round(Decimal(self.discrimination), 2)

    @property
    def doubts(self) -> list[Doubt]:
        found = [Doubt.AGAINST] if self.discrimination is not None and self.discrimination < 0 else []
        if self.asked >= ENOUGH and self.choices and not max(self.choices, key=lambda one: one.number).taken.right:
            found.append(Doubt.MISLED)
        return found


class Tally:
    """Counts the answers to the questions of a quiz, one attempt after the other."""

    def __init__(self, offered: Mapping[str, Sequence[Taken]]) -> None:
        """What is `offered` in a question, by its id, is told even if nobody has chosen it."""
        self.shares: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        self.known: defaultdict[str, dict[str, Taken]] = defaultdict(dict)
        self.counts: Counter[tuple[str, str]] = Counter()
        for question, choices in offered.items():
            self.known[question] = {one.key: one for one in choices}

    def add(self, answers: Sequence[JudgedAnswer]) -> None:
        """All answers of one attempt."""
        reached, possible = sum(one.share * one.possible for one in answers), sum(one.possible for one in answers)
        for one in answers:
            others = possible - one.possible
            rest = (reached - one.share * one.possible) / others if others else 0.0
            self.shares[one.question_id].append((one.share, rest))
            chosen = {choice.key: choice for choice in one.taken}
            self.known[one.question_id] = {**chosen, **self.known[one.question_id]}
            self.counts.update((one.question_id, key) for key in chosen)

    def figures(self) -> dict[str, QuestionFigures]:
        """Those of each question that was asked."""
        return {question: self._figures(question, pairs) for question, pairs in self.shares.items()}

    def _figures(self, question: str, pairs: list[tuple[float, float]]) -> QuestionFigures:
        asked = len(pairs)
        found = self.known[question].items()
        listed = [TakenShare(one, self.counts[question, key], asked) for key, one in found]
        listed.sort(key=lambda one: (-one.number, not one.taken.right, one.taken.text))
        return QuestionFigures(
            asked=asked,
            difficulty=sum(share for share, _rest in pairs) / asked,
            discrimination=correlation(pairs) if asked >= ENOUGH else None,
            choices=listed[:MOST_CHOICES],
            others=sum(one.number for one in listed[MOST_CHOICES:]),
        )


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's correlation, from -1 to 1; None where one side does not vary."""
    number = len(pairs)
    mean_x, mean_y = sum(x for x, _y in pairs) / number, sum(y for _x, y in pairs) / number
    spread_x = sum((x - mean_x) ** 2 for x, _y in pairs)
    spread_y = sum((y - mean_y) ** 2 for _x, y in pairs)
    if spread_x < 1e-12 or spread_y < 1e-12:
        return None
    together = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return max(-1.0, min(1.0, together / sqrt(spread_x * spread_y)))
