"""How a text finds its size. Pure: lengths in, steps out; the style sheet gives each step its points."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# The longest text, in drawn letters, that is still set in each step; beyond the last comes one step more.
NAME_STEPS = (20, 30, 44, 70, 140)
TITLE_STEPS = (36, 64, 110, 180)
ISSUER_STEPS = (44, 80)
SMALL_STEPS = (34, 64, 110)

# Vietnamese puts two marks on a letter, Arabic script with all vowels three; more grow into the next line.
MOST_MARKS = 3
MARKS = ("Mn", "Me")

MOST_OUTCOMES = 6
LONGEST_OUTCOME = 110
LONGEST_OUTCOMES_TOGETHER = 420

ARABIC_SCRIPT = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True)
class Line:
    """A text of the document with the step it is set in (0 is the largest) and the direction it is written in."""

    text: str
    step: int
    script: str

    @property
    def direction(self) -> str:
        """The value of the `dir` attribute."""
        return "rtl" if self.script == "arabic" else "ltr"


def fit(text: str, steps: Sequence[int]) -> Line:
    """Set `text` in the first step that holds it; capitals count as one letter and a half."""
    length = drawn_length(text)
    step = sum(1 for limit in steps if length > limit)
    return Line(text=text, step=step, script=script_of(text))


def drawn_length(text: str) -> float:
    """How many letters `text` takes in a line: marks take no room, capitals half a letter more."""
    drawn = [letter for letter in text if unicodedata.category(letter) not in (*MARKS, "Cf")]
    return len(drawn) + sum(0.5 for letter in drawn if letter.isupper())


def crowded_letters(text: str) -> list[str]:
    """The letters of `text` that carry more marks than can be drawn, in order of appearance and each once."""
    crowded: list[str] = []
    base, marks = "", 0
    for letter in unicodedata.normalize("NFD", text):
        kind = unicodedata.category(letter)
        if kind in MARKS:
            marks += 1
        elif kind != "Cf":
            base, marks = letter, 0
        if marks > MOST_MARKS and base not in crowded:
            crowded.append(base)
    return crowded


def script_of(text: str) -> str:
    """`arabic` if the text has a letter of the Arabic script, else `european`."""
    return "arabic" if ARABIC_SCRIPT.search(text) else "european"


def outcomes_that_fit(outcomes: Sequence[str]) -> list[Line]:
    """All outcomes when they fit on the sheet, else none: a part would say something else."""
    together = sum(len(outcome) for outcome in outcomes)
    too_much = len(outcomes) > MOST_OUTCOMES or together > LONGEST_OUTCOMES_TOGETHER
    if too_much or any(len(outcome) > LONGEST_OUTCOME for outcome in outcomes):
        return []
    return [fit(outcome, SMALL_STEPS) for outcome in outcomes]
