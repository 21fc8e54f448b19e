"""Writing Moodle GIFT. A question is written when it comes back as it was; what the format does not hold is told."""

from dataclasses import replace
from decimal import Decimal

from courses.portable import Choices, Number, Option, Pairs, PortableQuestion, Truth, Words

from ..states import Loss
from .files import Written
from .gift import read_gift

_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"} | {"\n": "\\n", "\r": ""})


def write_gift(question: PortableQuestion) -> Written:
    """One question, with an empty line after it."""
    text = f"{_plain(question.text, always=True)}{{{_body(question)}}}\n\n"
    losses = tuple(loss for loss, lost in _losses(question) if lost)
    if [one.question for one in read_gift(text).questions] != [held(question)]:
        return Written(None, (Loss.NOT_HELD,))
    return Written(text, losses)


def held(question: PortableQuestion) -> PortableQuestion:
    """What GIFT holds of a question."""
    answers = question.answers
    if isinstance(answers, Number):
        answers = replace(answers, unit="")
    return replace(question, answers=answers, points=1, source="", has_picture=False)


def _losses(question: PortableQuestion) -> list[tuple[Loss, bool]]:
    answers = question.answers
    right = sum(option.right for option in answers.options) if isinstance(answers, Choices) else 0
    return [
        (Loss.POINTS, question.points != 1),
        (Loss.SOURCE, bool(question.source)),
        (Loss.PICTURE, question.has_picture),
        (Loss.UNIT, isinstance(answers, Number) and bool(answers.unit)),
        (Loss.ALL_OR_NOTHING, isinstance(answers, Choices) and right > 1 and not answers.partial),
    ]


def _plain(text: str, *, always: bool = False) -> str:
    """A text with its format, so that nobody takes < or & in it for HTML; answers have the format of the question."""
    form = "[plain]" if always or text.startswith("[") else ""
    return f"{form}{text.translate(_ESCAPES)}"


def _body(question: PortableQuestion) -> str:
    explanation = f"####[html]{question.explanation.translate(_ESCAPES)}" if question.explanation else ""
    match question.answers:
        case Truth(right):
            return f"{'TRUE' if right else 'FALSE'}{explanation}"
        case Number(answer, tolerance):
            return f"#{answer}:{tolerance}{explanation}"
        case Words(accepted):
            lines = [f"={_plain(word.replace('*', chr(92) + '*'))}" for word in accepted]
        case Pairs(pairs, others):
            lines = [
                f"={_plain(one)} -> {_plain(match)}" for one, match in [*pairs, *(("", other) for other in others)]
            ]
        case Choices() as choices:
            lines = [_option(option, choices) for option in choices.options]
    return "".join(f"\n\t{line}" for line in [*lines, explanation] if line) + "\n"


def _option(option: Option, choices: Choices) -> str:
    feedback = f"#{_plain(option.feedback)}" if option.feedback else ""
    return f"{_sign(option, choices)}{_plain(option.text)}{feedback}"


def _sign(option: Option, choices: Choices) -> str:
    if not choices.several:
        return "=" if option.right else "~"
    part = Decimal(100) / max(sum(one.right for one in choices.options), 1)
    if option.right:
        return f"~%{_percent(part)}%"
    return f"~%{_percent(-part) if choices.partial else -100}%"


def _percent(part: Decimal) -> str:
    """With the decimals that Moodle knows: 33.33333, 50."""
    return f"{round(part, 5).normalize():f}"
