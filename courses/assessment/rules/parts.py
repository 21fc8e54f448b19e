"""Answers that have several parts, each of them a text."""

import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

LONGEST = 300


def texts(given: Any, number: int) -> list[str]:
    """So many texts, whatever was given; what is missing or no text is empty."""
    listed = list(given)[:number] if isinstance(given, list | tuple) else []
    return [text(one) for one in listed] + [""] * (number - len(listed))


def text(given: Any) -> str:
    """One answer as it was written, as far as one reads it; without what is no sign that one could read or store."""
    if not isinstance(given, str):
        return ""
    seen = (" " if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in given[:LONGEST])
    return "".join(seen).strip()


def share(judged: Sequence[bool]) -> Fraction:
    """The part of them that is right."""
    return Fraction(sum(judged), len(judged)) if judged else Fraction(0)
