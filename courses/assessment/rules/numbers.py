"""Numbers as people write them: with the digits and the signs of their language."""

import re
import unicodedata
from fractions import Fraction

from .texts import is_accepted, western_digits

MOMAYYEZ = "\N{ARABIC DECIMAL SEPARATOR}"
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<number>[.,٫]?\d[\d.,٫]{0,39})(?P<unit>.*)", re.DOTALL)
_GROUPS = re.compile(r"(?<=\d)[\s\N{ARABIC THOUSANDS SEPARATOR}'’_](?=\d{3}(?!\d))")


def readings(written: str, unit: str = "") -> set[Fraction]:
    """The numbers that a text can mean; none if it is no number, or one in another unit than the one asked for.

    “1,500” and “1.500” have two readings, because a comma or a point before three digits parts thousands in one
    language and decimals in another.
    """
    text = "".join(letter for letter in written[:80] if unicodedata.category(letter) != "Cf").strip()
    found = _NUMBER.fullmatch(_GROUPS.sub("", western_digits(text).replace("\N{MINUS SIGN}", "-")))
    if found is None or (found["unit"].strip() and not is_accepted(found["unit"], [unit])):
        return set()
    sign = -1 if found["sign"] == "-" else 1
    return {sign * Fraction(plain) for plain in _plain_forms(found["number"])}


def _plain_forms(number: str) -> set[str]:
    """The number with a decimal point and nothing else beside its digits."""
    signs = [letter for letter in number if not letter.isdigit()]
    if not signs:
        return {number}
    if number.startswith(signs[0]):
        return _plain_forms(f"0{number}")
    *thousands, last = signs
    whole, _sign, decimals = number.rpartition(last)
    forms = set()
    if decimals and last not in thousands and len(set(thousands)) <= 1 and _is_grouped(whole):
        forms.add(f"{_digits(whole)}.{decimals}")
    if last != MOMAYYEZ and len(set(signs)) == 1 and _is_grouped(number):
        forms.add(_digits(number))
    return forms


def _is_grouped(number: str) -> bool:
    """Whether all signs in it part thousands: three digits follow each."""
    first, *groups = re.split(r"\D", number)
    return not groups or (len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in groups))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def is_within(written: str, right: str, tolerance: str, unit: str) -> bool:
    """Whether one reading of the text is the right number, or not further from it than the tolerance."""
    return any(abs(number - Fraction(right)) <= Fraction(tolerance) for number in readings(written, unit))
