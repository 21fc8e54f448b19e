"""The answers of one question in GIFT: what stands between its braces."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from courses.portable import Answers, Choices, Number, Option, Pairs, Truth, Words

from ..states import Fault, Loss
from .files import Faulty
from .gift_text import Raw, Wording

TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
ALL = Fraction(100)
NEAR = Fraction(1, 100)  # parts of a hundred are written with five decimals, or with fewer
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{0,10})?)%", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE][+-]?\d{1,2})?", re.ASCII)
_PATTERN = re.compile(r"(?<!\\)\*")


class Kind(Enum):
    """What is asked, as Moodle tells it by the signs."""

    NUMBER = "number"
    CHOICES = "choices"
    PAIRS = "pairs"
    TRUTH = "truth"
    WORDS = "words"

    @classmethod
    def of(cls, answers: Raw) -> "Kind":
        if answers.text.strip().startswith("#"):
            return cls.NUMBER
        if answers.find("~") >= 0:
            return cls.CHOICES
        if answers.find("=") >= 0 and "->" in answers.text:
            return cls.PAIRS
        before, _feedback = answers.cut("#")
        return cls.TRUTH if before.text.strip().upper() in TRUTH else cls.WORDS


@dataclass(frozen=True)
class _Answer:
    """One answer: its sign, the part of the points in percent if it is written, the answer itself, the feedback."""

    sign: str
    weight: Fraction | None
    raw: Raw
    feedback: Raw | None


def _answers(body: Raw, signs: str) -> list[_Answer]:
    """The answers that begin with one of the signs; the first sign may be missing where the kind allows it."""
    places = sorted(place for sign in signs for place in body.places(sign))
    first = body.part(0, places[0] if places else None)
    found = [_answer("", first)] if first.text.strip() else []
    for place, end in pairwise([*places, len(body.text)]):
        found.append(_answer(body.text[place], body.part(place + 1, end)))
    return found


def _answer(sign: str, raw: Raw) -> _Answer:
    raw = raw.stripped()
    weight = _WEIGHT.match(raw.text)
    answer, feedback = raw.part(weight.end() if weight else 0).cut("#")
    return _Answer(sign, Fraction(weight[1]) if weight else None, answer.stripped(), feedback)


def _with_signs(answers: list[_Answer]) -> list[_Answer]:
    for answer in answers:
        if not answer.sign:
            raise Faulty(answer.raw.line, Fault.WITHOUT_SIGN, answer.raw.text)
    return answers


def choices(body: Raw, wording: Wording) -> Choices:
    answers = _with_signs(_answers(body, "~="))
    if len(answers) < 2:
        raise Faulty(body.line, Fault.ONE_OPTION, body.text)
    several = all(answer.sign == "~" for answer in answers)
    right = [_is_right(answer, several) for answer in answers]
    if not any(right):
        raise Faulty(body.line, Fault.NO_RIGHT_ANSWER, body.text)
    options = tuple(
        Option(wording.line(answer.raw), one, wording.plain(answer.feedback) if answer.feedback else "")
        for answer, one in zip(answers, right, strict=True)
    )
    if several:
        return Choices(options, several=True, partial=_is_partial(body, answers, wording))
    if sum(right) > 1:
        raise Faulty(body.line, Fault.SEVERAL_RIGHT, body.text)
    _tell_weights((answer for answer, one in zip(answers, right, strict=True) if not one), wording)
    return Choices(options)


def _is_right(answer: _Answer, several: bool) -> bool:
    weight = answer.weight or Fraction(0)
    return weight > 0 if several else answer.sign == "=" and answer.weight in (None, ALL)


def _is_partial(body: Raw, answers: Iterable[_Answer], wording: Wording) -> bool:
    """Whether a part of the right options earns a part of the points; what differs from how it does so here is told."""
    weights = [answer.weight or Fraction(0) for answer in answers]
    right = [weight for weight in weights if weight > 0]
    wrong = [weight for weight in weights if weight <= 0]
    part = ALL / len(right)
    even = all(abs(weight - part) < NEAR for weight in right)
    if even and wrong and all(weight == -ALL for weight in wrong):
        if len(right) > 1:
            wording.tell(body.line, Loss.ALL_OR_NOTHING)
        return False
    if not even or any(abs(weight + part) >= NEAR for weight in wrong):
        wording.tell(body.line, Loss.WEIGHTS, body.text)
    return True


def _tell_weights(answers: Iterable[_Answer], wording: Wording) -> None:
    """Those that give a part of the points."""
    for answer in answers:
        if answer.weight:
            wording.tell(answer.raw.line, Loss.WEIGHT, answer.raw.unescaped())


def number(body: Raw, wording: Wording) -> Number:
    numbers, wrong = body.part(1).cut("~")
    answers = _answers(numbers, "=")
    full = [answer for answer in answers if answer.weight in (None, ALL)]
    if not full:
        raise Faulty(body.line, Fault.NO_RIGHT_ANSWER, body.text)
    if len(full) > 1:
        raise Faulty(full[1].raw.line, Fault.SEVERAL_NUMBERS, full[1].raw.text)
    _tell_weights((answer for answer in answers if answer not in full), wording)
    for feedback in [*(answer.feedback for answer in answers), wrong.cut("#")[1] if wrong else None]:
        wording.tell_feedback(feedback)
    return _number(full[0].raw)


def _number(raw: Raw) -> Number:
    low, dots, high = raw.text.partition("..")
    if dots:
        least, most = _decimal(raw, low), _decimal(raw, high)
        return Number(_written((least + most) / 2), _written(abs(most - least) / 2))
    answer, _colon, tolerance = raw.text.partition(":")
    return Number(_written(_decimal(raw, answer)), _written(abs(_decimal(raw, tolerance or "0"))))


def _decimal(raw: Raw, text: str) -> Decimal:
    if not _NUMBER.fullmatch(text.strip()):
        raise Faulty(raw.line, Fault.NO_NUMBER, raw.text)
    return Decimal(text.strip())


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"


def truth(body: Raw, wording: Wording) -> Truth:
    answer, feedback = body.cut("#")
    wrong, right = feedback.cut("#") if feedback else (None, None)
    told = [one for one in (wrong, right) if one and one.text.strip()]
    if told:
        wording.explaining = told[0]
        wording.tell_feedback(told[1] if len(told) > 1 else None)
    return Truth(TRUTH[answer.text.strip().upper()])


def words(body: Raw, wording: Wording) -> Words:
    answers = _answers(body, "=")
    if not answers:
        raise Faulty(body.line, Fault.EMPTY_ANSWER)
    accepted = [answer for answer in answers if answer.weight in (None, ALL)]
    _tell_weights((answer for answer in answers if answer not in accepted), wording)
    for answer in answers:
        wording.tell_feedback(answer.feedback)
    for answer in accepted:
        if _PATTERN.search(answer.raw.unescaped()):
            wording.tell(answer.raw.line, Loss.PATTERN, answer.raw.unescaped())
    plain = [answer for answer in accepted if not _PATTERN.search(answer.raw.unescaped())]
    if not plain:
        raise Faulty(body.line, Fault.NO_RIGHT_ANSWER, body.text)
    return Words(tuple(wording.line(answer.raw).replace("\\*", "*") for answer in plain))


def pairs(body: Raw, wording: Wording) -> Pairs:
    found, others = [], []
    for answer in _with_signs(_answers_in_pairs(body)):
        left, arrow, right = answer.raw.text.partition("->")
        if not arrow:
            raise Faulty(answer.raw.line, Fault.NO_PAIR, answer.raw.text)
        match = wording.line(Raw(right, answer.raw.line_at(len(left))))
        if left.strip():
            found.append((wording.line(Raw(left, answer.raw.line)), match))
        else:
            others.append(match)
    return Pairs(tuple(found), tuple(others))


def _answers_in_pairs(body: Raw) -> list[_Answer]:
    """Pairs have no feedback and no weight: Moodle takes the signs # and % in them as text."""
    places = body.places("=")
    first = body.part(0, places[0]).stripped()
    found = [_Answer("", None, first, None)] if first.text else []
    for place, end in pairwise([*places, len(body.text)]):
        found.append(_Answer("=", None, body.part(place + 1, end).stripped(), None))
    return found


ANSWERS: dict[Kind, Callable[[Raw, Wording], Answers]] = {
    Kind.NUMBER: number,
    Kind.CHOICES: choices,
    Kind.PAIRS: pairs,
    Kind.TRUTH: truth,
    Kind.WORDS: words,
}
