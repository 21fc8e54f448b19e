"""Questions as other programs know them: what a type of question gives to a file, and takes from one.

A format holds less than these classes, and they hold less than a quiz. What gets lost on the way is told to the editor.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    text: str
    right: bool
    feedback: str = ""


@dataclass(frozen=True)
class Choices:
    """Options of which one is right or, if there are `several`, any number; `partial` gives points for a part of them,
    and a wrong one takes as much away."""

    options: tuple[Option, ...]
    several: bool = False
    partial: bool = False


@dataclass(frozen=True)
class Truth:
    right: bool


@dataclass(frozen=True)
class Number:
    """The numbers are written with a point, without an exponent, and without zeros that say nothing."""

    answer: str
    tolerance: str = "0"
    unit: str = ""


@dataclass(frozen=True)
class Words:
    accepted: tuple[str, ...]


@dataclass(frozen=True)
class Pairs:
    """Each with what belongs to it; the `others` belong to none."""

    pairs: tuple[tuple[str, str], ...]
    others: tuple[str, ...] = ()


Answers = Choices | Truth | Number | Words | Pairs


@dataclass(frozen=True)
class PortableQuestion:
    """A whole question. The explanation is HTML of paragraphs with bold, italic and links; other texts are plain."""

    text: str
    answers: Answers
    explanation: str = ""
    points: int = 1
    source: str = ""
    has_picture: bool = False
