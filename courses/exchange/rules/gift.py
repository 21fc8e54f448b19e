"""Reading Moodle GIFT, as Moodle reads it (docs.moodle.org, “GIFT format”; question/format/gift/format.php).

Where Moodle guesses at what is broken, this says what is wrong and where.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from courses.portable import PortableQuestion

from ..states import Fault, Loss
from .files import Faulty, ReadFile, ReadQuestion, Remark, shortened
from .gift_answers import ANSWERS, Kind
from .gift_text import Raw, Wording

BLANK = "_____"
_NOTE = re.compile(r"\[(?:id|tag):[^\]]*\]")


def read_gift(text: str) -> ReadFile:
    """All questions of a file. It takes any text."""
    found = ReadFile()
    for block in _blocks(text, found):
        try:
            found.questions.append(_question(block, found))
        except Faulty as faulty:
            found.questions.append(ReadQuestion(faulty.remark.line, None, (faulty.remark,)))
    return found


def _blocks(text: str, found: ReadFile) -> Iterator[Raw]:
    """The questions as they stand between empty lines, without comments and categories; these are told once."""
    lines = [(number, _without_notes(line, number, found)) for number, line in enumerate(text.split("\n"), 1)]
    for blank, group in groupby(lines, key=lambda one: one[1].isspace() or not one[1]):
        block = [] if blank else [*group]
        words = "\n".join(line for _number, line in block)
        if words.replace(_COMMENT, "").strip():
            yield Raw(words.replace(_COMMENT, ""), block[0][0])


_COMMENT = "\0"  # a comment does not part a question as an empty line does; no text that was read has this sign


def _without_notes(line: str, number: int, found: ReadFile) -> str:
    words = line.strip()
    if words.startswith("//"):
        if note := _NOTE.search(words):
            _tell_once(found, Remark(number, Loss.TAG, shortened(note[0])))
        return _COMMENT
    if words.startswith("$CATEGORY:"):
        _tell_once(found, Remark(number, Loss.CATEGORY, shortened(words.removeprefix("$CATEGORY:"))))
        return _COMMENT
    return line


def _tell_once(found: ReadFile, remark: Remark) -> None:
    if all(told.code != remark.code for told in found.remarks):
        found.remarks.append(remark)


@dataclass(frozen=True)
class _Parts:
    """A question taken apart; no answers where it has no braces."""

    text: Raw
    answers: Raw | None
    general: Raw


def _question(block: Raw, found: ReadFile) -> ReadQuestion:
    block = block.stripped()
    rest, name = _named(block)
    if name:
        _tell_once(found, Remark(block.line, Loss.NAME, shortened(name)))
    parts = _taken_apart(rest)
    wording = Wording.of(parts.text)
    text = wording.plain(wording.raw)
    if parts.answers is None:
        raise Faulty(block.line, Fault.DESCRIPTION, text)
    if not parts.answers.text.strip():
        raise Faulty(block.line, Fault.ESSAY, text)
    if not text:
        raise Faulty(block.line, Fault.NO_TEXT, block.text)
    answers = ANSWERS[Kind.of(parts.answers)](parts.answers.stripped(), wording)
    question = PortableQuestion(text, answers, _explanation(parts.general, wording))
    return ReadQuestion(block.line, question, tuple(sorted(wording.remarks, key=lambda remark: remark.line)))


def _explanation(general: Raw, wording: Wording) -> str:
    """The general feedback; where there is none, what is told to those who were wrong."""
    if not general.text.strip():
        return wording.html(wording.explaining)
    wording.tell_feedback(wording.explaining)
    return wording.html(general)


def _named(block: Raw) -> tuple[Raw, str]:
    """What follows the name of a question, and the name."""
    if block.text.startswith("::") and (end := block.find("::", 2)) >= 0:
        return block.part(end + 2).stripped(), block.part(2, end).unescaped()
    return block, ""


def _taken_apart(block: Raw) -> _Parts:
    start, end = block.find("{"), block.find("}")
    if start < 0 and end < 0:
        return _Parts(block, None, block.part(0, 0))
    if start < 0 or 0 <= end < start:
        raise Faulty(block.line_at(end), Fault.NOT_OPENED, block.text[end:])
    if end < 0:
        raise Faulty(block.line_at(start), Fault.NOT_CLOSED, block.text[start:])
    for again in (block.find("{", start + 1), block.find("}", end + 1)):
        if again >= 0:
            raise Faulty(block.line_at(again), Fault.SECOND_ANSWERS, block.text[again:])
    before, after = block.text[:start], block.text[end + 1 :]
    text = Raw(f"{before}{BLANK}{after}" if after.strip() else before, block.line)
    answers = block.part(start + 1, end)
    general = answers.find_last("####")
    if general < 0:
        return _Parts(text, answers, answers.part(0, 0))
    return _Parts(text, answers.part(0, general), answers.part(general + 4))
