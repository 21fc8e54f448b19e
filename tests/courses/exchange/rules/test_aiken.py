import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange.rules import Written, is_aiken, read_aiken, write_aiken
from courses.exchange.states import Fault, Loss
from courses.portable import Choices, Option, PortableQuestion, Truth

TWO = Choices((Option("Kazan", False), Option("Tula", True)))
WRITTEN = "Which city?\nA. Kazan\nB. Tula\nANSWER: B\n\n"


@pytest.mark.parametrize(
    "written",
    [
        WRITTEN,
        "Which city?\nA) Kazan\nB) Tula\nANSWER: B",
        "Which city?\n\nA)Kazan\nB)Tula\n\nAnswer:b\n",
        "\nWhich city?\na. Kazan\n  b. Tula  \nANSWER : B",
    ],
)
def test_question_is_read_however_its_letters_are_written(written: str) -> None:
    assert is_aiken(written)
    assert [found.question for found in read_aiken(written).questions] == [PortableQuestion("Which city?", TWO)]


def test_texts_over_several_lines_belong_together() -> None:
    (found,) = read_aiken("Read this.\nWhich city?\nA. Kazan\non the Volga\nB. Tula\nANSWER: A").questions
    options = (Option("Kazan on the Volga", True), Option("Tula", False))
    assert found.question == PortableQuestion("Read this.\nWhich city?", Choices(options))


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        ("Q\nA. a\nB. b\n", [(1, Fault.NO_ANSWER_LINE)]),
        ("Q\nA. a\nB. b\n\nR\nA. a\nB. b\nANSWER: A", [(1, Fault.NO_ANSWER_LINE)]),
        ("Q\nA. a\nANSWER: A", [(1, Fault.ONE_OPTION)]),
        ("Q\nA.\nB. b\nANSWER: A", [(1, Fault.EMPTY_ANSWER)]),
        ("Q\nA. a\nB. b\nANSWER: C", [(4, Fault.UNKNOWN_LETTER)]),
        ("Q\nA. a\nB. b\nANSWER: A, B", [(4, Fault.UNKNOWN_LETTER)]),
        ("Q\nA. a\nB. b\nANSWER:", [(4, Fault.UNKNOWN_LETTER)]),
        ("\nANSWER: A", [(2, Fault.NO_QUESTION)]),
        ("Q\nA. a\nC. c\nANSWER: A", [(3, Fault.OTHER_LETTER), (4, Fault.NO_QUESTION)]),
    ],
)
def test_question_that_cannot_be_read_names_line_and_fault(written: str, faults: list[tuple[int, str]]) -> None:
    assert [(told.line, told.code) for found in read_aiken(written).questions for told in found.remarks] == faults


@given(st.text(st.sampled_from("ABC.) \nANSWER:x"), max_size=100))
def test_any_text_gives_questions_or_faults_with_lines_of_the_text(text: str) -> None:
    lines = text.count("\n") + 1
    for found in read_aiken(text).questions:
        assert all(1 <= told.line <= lines for told in found.remarks)
        assert (found.question is None) == bool(found.remarks)


def test_question_is_written_and_what_the_format_does_not_hold_is_told() -> None:
    assert write_aiken(PortableQuestion("Which city?", TWO)) == Written(WRITTEN)
    options = (TWO.options[0], Option("Tula", True, "Yes."))
    more = PortableQuestion("Which city?", Choices(options), "<p>So.</p>", 2, "An atlas", True)
    told = (Loss.EXPLANATION, Loss.OPTION_FEEDBACK, Loss.POINTS, Loss.SOURCE, Loss.PICTURE)
    assert write_aiken(more) == Written(WRITTEN, told)


@pytest.mark.parametrize(
    "question",
    [
        PortableQuestion("Q", Truth(True)),
        PortableQuestion("Q", Choices(TWO.options, several=True)),
        PortableQuestion("Q\nANSWER: A", TWO),
        PortableQuestion("Q", Choices((Option("a", False), Option("b", False)))),
    ],
)
def test_question_that_would_come_back_as_another_is_not_written(question: PortableQuestion) -> None:
    assert write_aiken(question) == Written(None, (Loss.NOT_HELD,))
