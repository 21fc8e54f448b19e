"""What is read from a file with questions, and the text of its bytes."""

import codecs
import unicodedata
from dataclasses import dataclass, field

from courses.portable import PortableQuestion

from ..states import Fault, Loss

LONGEST_WORDS = 60


@dataclass(frozen=True)
class Remark:
    """What is wrong or gets lost in one line (from 1) of a file, with words by which it is found there."""

    line: int
    code: Fault | Loss
    words: str = ""

    @property
    def is_fault(self) -> bool:
        return isinstance(self.code, Fault)


def shortened(words: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_WORDS else f"{line[: LONGEST_WORDS - 1]}…"


class Faulty(Exception):
    """A question cannot be read: the line and why."""

    def __init__(self, line: int, fault: Fault, words: str = "") -> None:
        super().__init__(fault.value)
        self.remark = Remark(line, fault, shortened(words))


@dataclass(frozen=True)
class ReadQuestion:
    """One question of a file; None where a fault among its remarks says why it cannot be read."""

    line: int
    question: PortableQuestion | None
    remarks: tuple[Remark, ...] = ()


@dataclass
class ReadFile:
    """The questions in their order, and what is to be told of the file as a whole."""

    questions: list[ReadQuestion] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class Written:
    """A question as a format writes it, and what of it the format does not hold; None if it holds nothing of it."""

    text: str | None
    losses: tuple[Loss, ...] = ()


class NotReadable(ValueError):
    """The bytes are no text; the remark says where."""

    def __init__(self, line: int, fault: Fault) -> None:
        super().__init__(fault.value)
        self.remark = Remark(line, fault)


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark, with lines that end with a line feed.

    Raises `NotReadable`.
    """
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotReadable(data.count(b"\n", 0, error.start) + 1, Fault.NOT_UTF8) from error
    if (place := text.find("\0")) >= 0:
        raise NotReadable(text.count("\n", 0, place) + 1, Fault.NOT_TEXT)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(" " if letter not in "\n\t" and unicodedata.category(letter) == "Cc" else letter for letter in lines)
