"""What a stranger may type, and when a name fits. Pure."""

import re
import unicodedata

from anyascii import anyascii

LONGEST_CODE = 200
SHORTEST_WORD = 2


def normalized_code(typed: str) -> str:
    """A typed or pasted code without case, separators and foreign digits: `att202600000142` or a token.

    A whole verify address is accepted: what counts is its last part.
    """
    text = unicodedata.normalize("NFKC", typed[:LONGEST_CODE]).strip().rstrip("/")
    last_part = text.rsplit("/", 1)[-1]
    digits = "".join(_ascii_digit(letter) for letter in last_part)
    return re.sub(r"[\W_]", "", digits, flags=re.ASCII).lower()


def name_fits(typed: str, printed: list[str]) -> bool:
    """Whether every word typed is a word of one of the printed names, at least one of two letters or more.

    Case, accents, Latin or other script, and Arabic or Persian forms of a letter make no difference.
    """
    words = _words(typed)
    known = set().union(*(_words(name) for name in printed))
    return bool(words) and words <= known


def _words(name: str) -> set[str]:
    parts = re.split(r"[\s\-\u2010–.,'’\u200c]+", unicodedata.normalize("NFKC", name))
    folded = (re.sub("[^a-z0-9]", "", anyascii(part).lower()) for part in parts)
    return {word for word in folded if len(word) >= SHORTEST_WORD}


def _ascii_digit(letter: str) -> str:
    return str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter
