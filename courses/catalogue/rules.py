"""Pure rules of the catalogue."""

import re
import unicodedata
from math import ceil

WORDS_A_MINUTE = 180  # silent reading of non-fiction, somewhat slower in a second language

# Letters that readers type for each other; digits of both Persian and Arabic keyboards.
_FOLDED = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "أ": "ا",
        "إ": "ا",
        "ё": "е",
        "Ё": "Е",
        "ʼ": "'",
        "\u200c": " ",
        "\u0640": None,
    }
    | {chr(0x06F0 + digit): str(digit) for digit in range(10)}
    | {chr(0x0660 + digit): str(digit) for digit in range(10)}
)


def fold(text: str) -> str:
    """The text as it is indexed and looked for: one form for letters and digits that readers type for each other."""
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(letter for letter in decomposed if not unicodedata.combining(letter) or letter in "\u0306\u0654")
    return unicodedata.normalize("NFC", kept).translate(_FOLDED).casefold()


def search_beginnings(text: str) -> list[str]:
    """With what the words that are looked for begin, folded and without signs: those are operators of the databases'
    search languages. Russian and Belarusian words are looked for without their ending: «городами» finds «города»."""
    return [_without_ending(word) for word in re.findall(r"\w+", fold(text))]


def _without_ending(word: str) -> str:
    return word[: max(4, len(word) - 2)] if "CYRILLIC" in unicodedata.name(word[0], "") else word


def reading_minutes(text: str) -> int:
    """How long a text takes to read, in whole minutes; nothing for no text."""
    return ceil(len(text.split()) / WORDS_A_MINUTE)


def hours(minutes: int) -> int | float:
    """Minutes as hours of 60 minutes, to the next half hour: 240 -> 4, 250 -> 4.5. For printing, never for storing."""
    halves = ceil(minutes / 30)
    return halves // 2 if halves % 2 == 0 else halves / 2


def recording_format(beginning: bytes) -> str:
    """The format of a recording by its first bytes: "mp4", "webm" or "mp3", or nothing for any other.

    ISO/IEC 14496-12 (a box "ftyp"), RFC 8794 (EBML, which WebM is), ID3v2 and ISO/IEC 11172-3 (a frame of layer III).
    """
    if beginning[4:8] == b"ftyp":
        return "mp4"
    if beginning.startswith(b"\x1aE\xdf\xa3") and b"webm" in beginning:
        return "webm"
    is_frame = len(beginning) > 1 and beginning[0] == 0xFF and beginning[1] & 0xE6 == 0xE2
    return "mp3" if beginning.startswith(b"ID3") or is_frame else ""


def begins_captions(beginning: bytes) -> bool:
    """Whether this is the beginning of a WebVTT file (W3C, WebVTT, section 4.1)."""
    return re.match(rb"(\xef\xbb\xbf)?WEBVTT([ \t\r\n]|$)", beginning) is not None
