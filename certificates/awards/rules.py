"""Numbers, codes and texts of awards, and what a date makes of a state. Pure."""

import re
import unicodedata
from datetime import date

from .states import ALLOWED, AwardState, PublicState

TOKEN = re.compile("[a-z2-7]{26}")
SERIAL = re.compile("(?P<prefix>[a-z]{2,8})(?P<year>[0-9]{4})(?P<number>[0-9]{6,})(?P<check>[0-9]{2})")
JOINERS = "\u200c\u200d"


def make_serial(*, prefix: str, year: int, number: int) -> str:
    """`PREFIX-YYYY-NNNNNN-CC`; CC are check digits after ISO 7064 MOD 97-10, letters counted A = 10 to Z = 35."""
    body = f"{prefix}{year:04d}{number:06d}"
    return f"{prefix}-{year:04d}-{number:06d}-{98 - _as_number(body + '00') % 97:02d}"


def parse_serial(code: str) -> str | None:
    """The serial meant by a code in lower case without separators, or None if it is not one or was mistyped."""
    match = SERIAL.fullmatch(code)
    if match is None or _as_number(code) % 97 != 1:
        return None
    return "-".join(match.group("prefix", "year", "number", "check")).upper()


def is_token(code: str) -> bool:
    """Whether a code has the form of a verification code: 128 bits in base32, lower case, without padding."""
    return TOKEN.fullmatch(code) is not None


def _as_number(body: str) -> int:
    return int("".join(str(int(letter, 36)) for letter in body))


def printed_text(text: str) -> str:
    """The text as it is printed: composed (NFC), one space between words, without control and direction characters."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(letter for letter in composed if _is_printed(letter)).split())


def _is_printed(letter: str) -> bool:
    return letter.isspace() or letter in JOINERS or not unicodedata.category(letter).startswith("C")


def may_move(before: AwardState, after: AwardState) -> bool:
    """Whether the table of moves has this one."""
    return after in ALLOWED[before]


def public_state(state: AwardState, expires_on: date | None, today: date) -> PublicState:
    """What a stranger is told today (UTC); a certificate is valid on its last day."""
    if state == AwardState.ISSUED:
        return PublicState.EXPIRED if expires_on is not None and expires_on < today else PublicState.VALID
    return PublicState(state)
