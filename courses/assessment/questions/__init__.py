"""The built-in types of questions, in the order in which an editor chooses among them."""

from courses.registry import QuestionType

from .choice import MultipleChoice, SingleChoice, TrueFalse
from .cloze import Cloze
from .matching import Matching
from .numeric import Numeric
from .ordering import Ordering
from .short_text import ShortText

QUESTION_TYPES: list[type[QuestionType]] = [
    SingleChoice,
    MultipleChoice,
    TrueFalse,
    Numeric,
    ShortText,
    Matching,
    Ordering,
    Cloze,
]
