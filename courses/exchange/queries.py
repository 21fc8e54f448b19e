"""What a file would bring to a quiz, and what a quiz gives to a file. Nothing is written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import expand_db_html

from courses.assessment.blocks import QuestionBlock
from courses.assessment.models import Quiz
from courses.assessment.rules import QuestionReview, grade, review
from courses.portable import Choices, PortableQuestion
from courses.registry import QuestionType, question_types
from courses.streams import UNAVAILABLE

from .rules import (
    ReadFile,
    ReadQuestion,
    Remark,
    Written,
    is_aiken,
    read_aiken,
    read_gift,
    simple_html,
    write_aiken,
    write_gift,
)
from .states import Fault, FileFormat, Loss

MOST_QUESTIONS = 200  # in one file: the editor draws all questions of a quiz at once
WRITERS = {FileFormat.GIFT: write_gift, FileFormat.AIKEN: write_aiken}


@dataclass(frozen=True)
class PlannedQuestion:
    """One question of a file as the quiz would have it; without a `value` it is not taken, and a fault says why."""

    line: int
    text: str = ""
    kind: QuestionType | None = None
    value: Any = None
    present: bool = False
    remarks: Sequence[Remark] = ()

    @property
    def slug(self) -> str:
        return self.kind.slug if self.kind else ""

    @property
    def is_new(self) -> bool:
        return self.value is not None and not self.present

    @property
    def explained(self) -> bool:
        return bool(self.value and self.value["explanation"].source)

    @cached_property
    def review(self) -> QuestionReview | None:
        """The question with what is right in it, as the preview of a quiz draws it."""
        if self.value is None or self.kind is None:
            return None
        asked = _block(self.slug).as_asked(self.value, "")
        (result,) = grade([asked], {}, question_types)
        return review(asked, result, self.kind, with_key=True)


@dataclass(frozen=True)
class ImportPlan:
    """What a file would bring, question by question."""

    format: FileFormat
    questions: list[PlannedQuestion] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def new(self) -> list[PlannedQuestion]:
        return [question for question in self.questions if question.is_new]

    @property
    def present(self) -> list[PlannedQuestion]:
        return [question for question in self.questions if question.present]

    @property
    def refused(self) -> list[PlannedQuestion]:
        return [question for question in self.questions if question.value is None]

    @property
    def unexplained(self) -> list[PlannedQuestion]:
        return [question for question in self.new if not question.explained]


def plan_import(text: str, quiz: Quiz | None = None) -> ImportPlan:
    """What the text of a file would bring to a quiz, or to a new one."""
    form = FileFormat.AIKEN if is_aiken(text) else FileFormat.GIFT
    read = read_aiken(text) if form == FileFormat.AIKEN else read_gift(text)
    if fault := _fault_of_file(read):
        return ImportPlan(form, [], [fault])
    known = {_identity(found) for found in _portable_questions(quiz)} if quiz else set()
    plan = ImportPlan(form, remarks=read.remarks)
    for found in read.questions:
        planned = _planned(found)
        if planned.value is not None and found.question is not None:
            planned = replace(planned, present=_identity(found.question) in known)
            known.add(_identity(found.question))
        plan.questions.append(planned)
    return plan


def _fault_of_file(read: ReadFile) -> Remark | None:
    if not read.questions:
        return Remark(1, Fault.EMPTY)
    if len(read.questions) > MOST_QUESTIONS:
        return Remark(read.questions[MOST_QUESTIONS].line, Fault.TOO_MANY)
    return None


def _planned(found: ReadQuestion) -> PlannedQuestion:
    question = found.question
    if question is None:
        return PlannedQuestion(found.line, found.remarks[0].words, remarks=found.remarks)
    for kind in question_types:
        own = kind.imported(question.answers)
        if own is not None:
            return _checked(found, question, kind, own)
    refusal = Remark(found.line, Fault.NO_TYPE)
    return PlannedQuestion(found.line, question.text, remarks=[*found.remarks, refusal])


def _checked(
    found: ReadQuestion, question: PortableQuestion, kind: QuestionType, own: dict[str, Any]
) -> PlannedQuestion:
    """The question as the editor's form would take it. An explanation may be missing, as in a draft: the form is asked
    what it thinks of the rest."""
    block, raw = _block(kind.slug), {"text": question.text, "source": "", "points": 1, **own}
    try:
        block.clean(block.to_python({**raw, "explanation": question.explanation or "<p>…</p>"}))
    except StructBlockValidationError as error:
        faults = dict.fromkeys(_texts(error))
        refusals = [Remark(found.line, Fault.REFUSED, text) for text in faults]
        return PlannedQuestion(found.line, question.text, kind, remarks=[*found.remarks, *refusals])
    value = block.to_python({**raw, "explanation": question.explanation})
    return PlannedQuestion(found.line, question.text, kind, value, remarks=found.remarks)


def _texts(error: Any) -> Iterator[str]:
    """The texts of an error of a block and of all blocks in it."""
    within = getattr(error, "block_errors", None)
    if within:
        for one in within.values() if isinstance(within, dict) else filter(None, within):
            yield from _texts(one)
    non_block = getattr(error, "non_block_errors", None)
    own = non_block if within is not None or non_block is not None else error
    if own:
        yield from (ValidationError(own) if isinstance(own, list) else own).messages


def _block(slug: str) -> QuestionBlock:
    block: QuestionBlock = Quiz._meta.get_field("questions").stream_block.child_blocks[slug]
    return block


def _identity(question: PortableQuestion) -> Any:
    """What makes two questions the same, however they are explained."""
    answers = question.answers
    if isinstance(answers, Choices):
        answers = replace(answers, options=tuple(replace(option, feedback="") for option in answers.options))
    return question.text, answers


def _portable_questions(quiz: Quiz) -> Iterator[PortableQuestion]:
    for child in quiz.questions:
        if found := _portable(child):
            yield found


def _portable(child: Any) -> PortableQuestion | None:
    """A question of a quiz as other programs know it; None for one of a type that they have not."""
    kind = None if child.block_type == UNAVAILABLE else question_types.get(child.block_type)
    answers = kind.exported(kind.asked(child.value)) if kind else None
    if answers is None:
        return None
    value = child.value
    return PortableQuestion(
        text=value["text"].replace("\r\n", "\n").strip(),
        answers=answers,
        explanation=simple_html(expand_db_html(value["explanation"].source))[0],
        points=value["points"] or 1,
        source=value["source"] or "",
        has_picture=bool(value["picture"]),
    )


@dataclass(frozen=True)
class ExportedQuestion:
    """One question of a quiz, by its number from 1: its text in the file, if any, and what the format does not hold."""

    number: int
    title: str
    kind: str
    text: str | None
    losses: tuple[Loss, ...]


def plan_export(quiz: Quiz, form: FileFormat) -> list[ExportedQuestion]:
    """What a file in this format holds of a quiz."""
    planned = []
    for number, child in enumerate(quiz.questions, 1):
        question = _portable(child)
        written = WRITERS[form](question) if question else Written(None, (Loss.NOT_HELD,))
        title = "" if child.block_type == UNAVAILABLE else child.value["text"]
        planned.append(ExportedQuestion(number, title, str(child.block.label), written.text, written.losses))
    return planned


def file_of(questions: Sequence[ExportedQuestion]) -> str:
    """The text of the file."""
    return "".join(question.text for question in questions if question.text is not None)


def losses_of(questions: Sequence[ExportedQuestion]) -> list[tuple[Loss, list[ExportedQuestion]]]:
    """What the file does not hold, and of which questions."""
    found: dict[Loss, list[ExportedQuestion]] = {}
    for question in questions:
        for loss in question.losses:
            found.setdefault(loss, []).append(question)
    return list(found.items())
