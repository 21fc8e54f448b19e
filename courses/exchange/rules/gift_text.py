"""Texts in GIFT: escaped signs, formats, and lines by which a fault is found."""

import re
from dataclasses import dataclass, field

from ..states import Fault, Loss
from .files import Faulty, Remark, shortened
from .markup import html_of, plain_text, simple_html

_ESCAPED = re.compile(r"\\([\\~=#{}:n])")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")


@dataclass(frozen=True)
class Raw:
    """A part of a file as it is written, and the line in which it begins."""

    text: str
    line: int

    def line_at(self, place: int) -> int:
        return self.line + self.text.count("\n", 0, place)

    def part(self, start: int, end: int | None = None) -> "Raw":
        return Raw(self.text[start:end], self.line_at(start))

    def stripped(self) -> "Raw":
        start = len(self.text) - len(self.text.lstrip())
        return Raw(self.text.strip(), self.line_at(start))

    def places(self, signs: str, start: int = 0) -> list[int]:
        """Where the signs stand without being escaped."""
        pattern = re.compile(rf"{_ESCAPED.pattern}|({re.escape(signs)})")
        return [found.start() for found in pattern.finditer(self.text, start) if found[2]]

    def find(self, signs: str, start: int = 0) -> int:
        return next(iter(self.places(signs, start)), -1)

    def find_last(self, signs: str) -> int:
        return max(self.places(signs), default=-1)

    def cut(self, signs: str) -> tuple["Raw", "Raw | None"]:
        """What stands before the signs and after them; None where they do not stand."""
        place = self.find(signs)
        return (self, None) if place < 0 else (self.part(0, place), self.part(place + len(signs)))

    def unescaped(self) -> str:
        return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], self.text).strip()


@dataclass
class Wording:
    """Turns the texts of one question, each in its format, into plain text or HTML, and keeps what is to be told.

    `explaining` is a feedback that can stand for an explanation where there is none.
    """

    raw: Raw
    form: str
    remarks: list[Remark] = field(default_factory=list)
    explaining: Raw = Raw("", 0)

    @classmethod
    def of(cls, text: Raw) -> "Wording":
        """A question whose answers have the format of its text, unless they name another."""
        found = _FORMAT.match(text.stripped().text)
        return cls(text, found[1] if found else "moodle")

    def tell(self, line: int, code: Loss, words: str = "") -> None:
        self.remarks.append(Remark(line, code, shortened(words)))

    def tell_feedback(self, feedback: Raw | None) -> None:
        """Feedback that has no place in a question here."""
        if feedback and feedback.text.strip():
            self.tell(feedback.stripped().line, Loss.FEEDBACK, feedback.unescaped())

    def plain(self, raw: Raw) -> str:
        """The text as our questions have it."""
        text, form = self._formed(raw)
        if form in ("plain", "markdown"):
            return text
        source = " ".join(text.split()) if form == "html" else text
        found, lost = plain_text(source, guessed=form == "moodle")
        self._tell_lost(raw, lost)
        return found

    def line(self, raw: Raw) -> str:
        """The text on one line, as an answer has it. Raises `Faulty` when there is none."""
        text = " ".join(self.plain(raw).split())
        if not text:
            raise Faulty(raw.line, Fault.EMPTY_ANSWER)
        return text

    def html(self, raw: Raw) -> str:
        """The text as our explanations have it."""
        text, form = self._formed(raw)
        if form not in ("html", "moodle"):
            return html_of(text)
        guessed = form == "moodle"
        found, lost = simple_html(text.replace("\n", "<br>") if guessed else text, guessed=guessed)
        self._tell_lost(raw, lost)
        return found

    def _formed(self, raw: Raw) -> tuple[str, str]:
        text = raw.stripped()
        found = _FORMAT.match(text.text)
        form = found[1] if found else self.form
        if form == "markdown" and all(remark.code != Loss.MARKDOWN for remark in self.remarks):
            self.tell(text.line, Loss.MARKDOWN, text.text)
        return text.part(found.end() if found else 0).unescaped(), form

    def _tell_lost(self, raw: Raw, lost: list[str]) -> None:
        if lost:
            self.tell(raw.stripped().line, Loss.MARKUP, ", ".join(lost))
