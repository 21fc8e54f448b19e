"""Numbers, codes and texts of awards, and what a date makes of a state. Pure."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from certificates.letters import JOINERS

from .states import MOVES, AwardState, Message, PublicState, RefusalReason, Waiting

TOKEN = re.compile("[a-z2-7]{26}")
SERIAL = re.compile("(?P<prefix>[a-z]{2,8})(?P<year>[0-9]{4})(?P<number>[0-9]{6,})(?P<check>[0-9]{2})")


@dataclass(frozen=True)
class Obstacle:
    """What keeps an award from being issued or changed: a reason, and what is known beside it."""

    reason: RefusalReason
    detail: str = ""

    @property
    def text(self) -> str:
        """What a person is told."""
        return str(self.reason.label) % {"detail": self.detail}


def obstacle_to_issue(
    *, is_defined: bool, name: str, missing_letters: Sequence[str], crowded_letters: Sequence[str]
) -> Obstacle | None:
    """What keeps a completion from its award: no rule, no name, or letters that cannot be drawn."""
    if not is_defined:
        return Obstacle(RefusalReason.NO_AWARD_DEFINITION)
    if not name:
        return Obstacle(RefusalReason.NAME_MISSING)
    if missing_letters:
        return Obstacle(RefusalReason.LETTERS_MISSING, " ".join(missing_letters))
    if crowded_letters:
        return Obstacle(RefusalReason.LETTERS_CROWDED, " ".join(crowded_letters))
    return None


def waiting(task_state: str | None) -> Waiting:
    """Where a completion stands that nothing keeps from its award, by the state of the last task that was to issue it
    (as django-tasks writes it, None when there was none)."""
    return {"READY": Waiting.QUEUED, "RUNNING": Waiting.QUEUED, "FAILED": Waiting.FAILED}.get(
        task_state or "", Waiting.READY
    )


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
    return after in MOVES[before]


def message_due(state: AwardState, *, is_successor: bool) -> Message | None:
    """What the holder of an award in this state is told, if anything: of a superseded one its successor tells."""
    if state == AwardState.REVOKED:
        return Message.REVOKED
    if state == AwardState.SUPERSEDED:
        return None
    return Message.REISSUED if is_successor else Message.ISSUED


def day_in(time_zone: str, moment: datetime) -> date:
    """The calendar date of an aware moment in a time zone (IANA name)."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def last_valid_day(issued_on: date, months: int | None) -> date | None:
    """The same day of the month so many months later, or that month's last day; without months there is no end."""
    if months is None:
        return None
    years, month = divmod(issued_on.month - 1 + months, 12)
    year, month = issued_on.year + years, month + 1
    return date(year, month, min(issued_on.day, monthrange(year, month)[1]))


def public_state(state: AwardState, expires_on: date | None, today: date) -> PublicState:
    """What a stranger is told on a day of the cohort's time zone; a certificate is valid on its last day."""
    if state == AwardState.ISSUED:
        return PublicState.EXPIRED if expires_on is not None and expires_on < today else PublicState.VALID
    return PublicState(state)
