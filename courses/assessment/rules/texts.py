"""Written answers are compared as people compare them: not by how a keyboard happens to write the same letters."""

import re
import unicodedata
from collections.abc import Iterable

ZERO_WIDTH_NON_JOINER = "\N{ZERO WIDTH NON-JOINER}"
# Letters that are written with other signs on another keyboard: Arabic and Persian, Russian, typewriter and book.
SAME_LETTERS = str.maketrans(
    {
        "\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER FARSI YEH}",
        "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER FARSI YEH}",
        "\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER KEHEH}",
        "\N{ARABIC TATWEEL}": "",
        "ё": "е",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    }
)


def is_accepted(written: str, accepted: Iterable[str]) -> bool:
    """Whether the answer is one of those accepted."""
    forms = _forms(written)
    return any(forms & _forms(one) for one in accepted)


def western_digits(text: str) -> str:
    """Digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def _forms(text: str) -> set[str]:
    """The text in its plain form. Where Persian joins a word without joining its letters, some write a space, others
    nothing: both are the same word. A text without anything in it has no form."""
    return {plain_form(text.replace(ZERO_WIDTH_NON_JOINER, gap)) for gap in ("", " ")} - {""}


def plain_form(text: str) -> str:
    """The text as it is compared: the same for all who write the same words."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    seen = "".join(letter for letter in folded if unicodedata.category(letter) != "Cf")
    return re.sub(r"\s+", " ", western_digits(seen.translate(SAME_LETTERS))).strip()
