"""The letters that our fonts have."""

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from certificates.letters import JOINERS

from .assets import ASSET_FOLDER

# Named in `font-family` of every text of the document, so that each letter finds one of these faces.
TEXT_FACES = ("NotoSerif-Regular.ttf", "NotoNaskhArabic-Regular.ttf")


def missing_letters(text: str) -> list[str]:
    """The characters of `text` that no packaged face can draw, in order of appearance and each once."""
    letters = dict.fromkeys(unicodedata.normalize("NFC", text))
    drawn = (letter for letter in letters if not letter.isspace() and letter not in JOINERS)
    return [letter for letter in drawn if ord(letter) not in _covered()]


@cache
def _covered() -> frozenset[int]:
    covered: set[int] = set()
    for name in TEXT_FACES:
        covered.update(_code_points(ASSET_FOLDER / "fonts" / name))
    return frozenset(covered)


def _code_points(path: Path) -> set[int]:
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())
