"""Reading and writing Aiken (docs.moodle.org, “Aiken format”): a question, options A. or A), and a line ANSWER: A."""

import re
from dataclasses import dataclass, field, replace
from string import ascii_uppercase

from courses.portable import Choices, Option, PortableQuestion

from ..states import Fault, Loss
from .files import Faulty, ReadFile, ReadQuestion, Written

_ANSWER = re.compile(r"ANSWER\s*:(.*)", re.IGNORECASE)
_OPTION = re.compile(r"([A-Za-z])[.)](.*)")


def is_aiken(text: str) -> bool:
    """Whether a file looks like Aiken: no line of GIFT begins so."""
    return any(_ANSWER.match(line.strip()) for line in text.split("\n"))


@dataclass
class _Draft:
    """A question while it is read."""

    line: int = 0
    text: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    after_gap: bool = False

    @property
    def next_letter(self) -> str:
        return ascii_uppercase[len(self.options)] if len(self.options) < len(ascii_uppercase) else ""


def read_aiken(text: str) -> ReadFile:
    """All questions of a file. It takes any text."""
    found, draft = ReadFile(), _Draft()
    for number, line in enumerate([*text.split("\n"), ""], 1):
        try:
            draft = _read_line(line.strip(), number, draft, found)
        except Faulty as faulty:
            found.questions.append(ReadQuestion(faulty.remark.line, None, (faulty.remark,)))
            draft = _Draft()
    if draft.text:
        found.questions.append(_broken(draft.line, Fault.NO_ANSWER_LINE, draft.text[0]))
    return found


def _broken(line: int, fault: Fault, words: str) -> ReadQuestion:
    return ReadQuestion(line, None, (Faulty(line, fault, words).remark,))


def _read_line(line: str, number: int, draft: _Draft, found: ReadFile) -> _Draft:
    """One line more; the draft to go on with."""
    if not line:
        return replace(draft, after_gap=True)
    if answer := _ANSWER.match(line):
        found.questions.append(_finished(draft, answer[1].strip(), number))
        return _Draft()
    option = _OPTION.match(line)
    if option and draft.text and option[1].upper() == draft.next_letter:
        return replace(draft, options=[*draft.options, option[2].strip()], after_gap=False)
    if not draft.options:
        return replace(draft, line=draft.line or number, text=[*draft.text, line], after_gap=False)
    if option and option[2][:1].isspace():
        raise Faulty(number, Fault.OTHER_LETTER, line)
    if draft.after_gap:
        found.questions.append(_broken(draft.line, Fault.NO_ANSWER_LINE, draft.text[0]))
        return _Draft(number, [line])
    return replace(draft, options=[*draft.options[:-1], f"{draft.options[-1]} {line}"])


def _finished(draft: _Draft, letter: str, number: int) -> ReadQuestion:
    if not draft.text:
        raise Faulty(number, Fault.NO_QUESTION, letter)
    text = "\n".join(draft.text)
    if len(draft.options) < 2:
        raise Faulty(draft.line, Fault.ONE_OPTION, text)
    if not all(draft.options):
        raise Faulty(draft.line, Fault.EMPTY_ANSWER, text)
    right = ascii_uppercase.find(letter.upper()) if len(letter) == 1 else -1
    if not 0 <= right < len(draft.options):
        raise Faulty(number, Fault.UNKNOWN_LETTER, letter)
    options = tuple(Option(option, place == right) for place, option in enumerate(draft.options))
    return ReadQuestion(draft.line, PortableQuestion(text, Choices(options)))


def write_aiken(question: PortableQuestion) -> Written:
    """One question, with an empty line after it: only one with a single right option."""
    answers = question.answers
    if not isinstance(answers, Choices) or answers.several or len(answers.options) > len(ascii_uppercase):
        return Written(None, (Loss.NOT_HELD,))
    lines = [f"{letter}. {option.text}" for letter, option in zip(ascii_uppercase, answers.options, strict=False)]
    right = next((letter for letter, option in zip(ascii_uppercase, answers.options, strict=False) if option.right), "")
    text = "\n".join([question.text, *lines, f"ANSWER: {right}", "", ""])
    if [one.question for one in read_aiken(text).questions] != [_held(question, answers)]:
        return Written(None, (Loss.NOT_HELD,))
    return Written(text, tuple(loss for loss, lost in _losses(question, answers) if lost))


def _held(question: PortableQuestion, answers: Choices) -> PortableQuestion:
    options = tuple(replace(option, feedback="") for option in answers.options)
    return PortableQuestion(question.text, Choices(options))


def _losses(question: PortableQuestion, answers: Choices) -> list[tuple[Loss, bool]]:
    return [
        (Loss.EXPLANATION, bool(question.explanation)),
        (Loss.OPTION_FEEDBACK, any(option.feedback for option in answers.options)),
        (Loss.POINTS, question.points != 1),
        (Loss.SOURCE, bool(question.source)),
        (Loss.PICTURE, question.has_picture),
    ]
