"""Files that were written in the style of those that other programs write; none of them is one of ours."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange.rules import read_gift, text_of
from courses.exchange.states import Fault, Loss
from courses.portable import Answers, Choices, Number, Option, Pairs, PortableQuestion, Truth, Words

FILES = Path(__file__).parent.parent / "files"


def answers_of(written: str) -> Answers:
    (found,) = read_gift(written).questions
    assert found.question, found.remarks
    return found.question.answers


def text_read(written: str) -> str:
    (found,) = read_gift(written).questions
    assert found.question, found.remarks
    return found.question.text


def fault_of(written: str) -> tuple[int, str]:
    (found,) = read_gift(written).questions
    (remark,) = found.remarks
    assert found.question is None
    return remark.line, remark.code


def losses(written: str) -> list[tuple[int, str, str]]:
    return [(told.line, told.code, told.words) for found in read_gift(written).questions for told in found.remarks]


@pytest.mark.parametrize(
    ("written", "answers"),
    [
        ("Q{=a ~b}", Choices((Option("a", True), Option("b", False)))),
        ("Q{~a#no =b # yes }", Choices((Option("a", False, "no"), Option("b", True, "yes")))),
        ("Q{=%100%a ~b}", Choices((Option("a", True), Option("b", False)))),
        ("Q{~%100%a ~%-100%b}", Choices((Option("a", True), Option("b", False)), several=True)),
        ("Q{T}", Truth(True)),
        ("Q{ false }", Truth(False)),
        ("Q{FALSE####Because}", Truth(False)),
        ("Q{=a =b}", Words(("a", "b"))),
        ("Q{a}", Words(("a",))),
        ("Q{=T}", Words(("T",))),
        (r"Q{=2 \* 2}", Words(("2 * 2",))),
        ("Q{#12.50}", Number("12.5")),
        ("Q{#-3:0.5}", Number("-3", "0.5")),
        ("Q{#1e3:.5}", Number("1000", "0.5")),
        ("Q{#5..1}", Number("3", "2")),
        ("Q{#=7}", Number("7")),
        ("Q{=a->b =c -> d = -> e}", Pairs((("a", "b"), ("c", "d")), ("e",))),
        (r"Q{=a \= b -> c =\~d#e -> 5%}", Pairs((("a = b", "c"), ("~d#e", "5%")))),
    ],
)
def test_answers_between_braces_are_of_the_kind_that_their_signs_tell(written: str, answers: Answers) -> None:
    assert answers_of(written) == answers


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"A \{b\} \~ \= \# \: \\ \n c \* \alpha{T}", "A {b} ~ = # : \\\nc \\* \\alpha"),
        ("A {=b ~c} d.", ""),
        ("::Name\\: 1:: A{T}", "A"),
        (":: A{T}", ":: A"),
        ("[html]<p>A <b>b</b></p>\n<p>&lt;i&gt;</p>{T}", "A b\n\n<i>"),
        ("[plain]<p>&lt;</p>{T}", "<p>&lt;</p>"),
        ("[x] A{T}", "[x] A"),
        ("If a < b and b > c, a<b>c{T}", "If a < b and b > c, a<b>c"),
        ("Inside the <div>, <i>not</i> the <font> a<br>b{T}", "Inside the <div>, not the <font> a\nb"),
        ("[html]Inside the <div>{T}", "Inside the"),
        ("One line\n// a comment\nanother {T}", "One line\n\nanother"),
    ],
)
def test_text_of_a_question_is_read_without_what_the_format_adds(written: str, text: str) -> None:
    assert text_read(written) == (text or "A _____ d.")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("Q", (1, Fault.DESCRIPTION)),
        ("Q{}", (1, Fault.ESSAY)),
        ("Q\n{\n=a", (2, Fault.NOT_CLOSED)),
        ("Q\n}", (2, Fault.NOT_OPENED)),
        ("Q{=a}\nR{=b}", (2, Fault.SECOND_ANSWERS)),
        ("Q{=a {b} }", (1, Fault.SECOND_ANSWERS)),
        ("\n\n{T}", (3, Fault.NO_TEXT)),
        ("Q{\na\n=b ~c}", (2, Fault.WITHOUT_SIGN)),
        ("Q{=a\n~\n}", (2, Fault.EMPTY_ANSWER)),
        ("Q{=}", (1, Fault.EMPTY_ANSWER)),
        ("Q{=#ff0000 ~#00ff00}", (1, Fault.EMPTY_ANSWER)),
        ("Q{~a}", (1, Fault.ONE_OPTION)),
        ("Q{~a ~b}", (1, Fault.NO_RIGHT_ANSWER)),
        ("Q{=%50%a ~b}", (1, Fault.NO_RIGHT_ANSWER)),
        ("Q{#}", (1, Fault.NO_RIGHT_ANSWER)),
        ("Q{=%50%a}", (1, Fault.NO_RIGHT_ANSWER)),
        ("Q{=*}", (1, Fault.NO_RIGHT_ANSWER)),
        ("Q{=a =b ~c}", (1, Fault.SEVERAL_RIGHT)),
        ("Q{#=1\n=2}", (2, Fault.SEVERAL_NUMBERS)),
        ("Q{#twelve}", (1, Fault.NO_NUMBER)),
        ("Q{#1:x}", (1, Fault.NO_NUMBER)),
        ("Q{#۱۲}", (1, Fault.NO_NUMBER)),
        ("Q{#1e999999999}", (1, Fault.NO_NUMBER)),
        ("Q{=a -> b\n=c}", (2, Fault.NO_PAIR)),
        ("Q{x =a -> b}", (1, Fault.WITHOUT_SIGN)),
        ("Q{=a -> \n}", (1, Fault.EMPTY_ANSWER)),
    ],
)
def test_question_that_cannot_be_read_names_line_and_fault(written: str, fault: tuple[int, str]) -> None:
    assert fault_of(written) == fault


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Q{~%50%a =b}", [(1, Loss.WEIGHT, "a")]),
        ("Q{=a\n=%50%b#nearly}", [(2, Loss.WEIGHT, "b"), (2, Loss.FEEDBACK, "nearly")]),
        ("Q{=a =b*}", [(1, Loss.PATTERN, "b*")]),
        ("Q{~%50%a ~%50%b ~c}", [(1, Loss.WEIGHTS, "~%50%a ~%50%b ~c")]),
        ("Q{~%50%a ~%50%b ~%-50%c}", []),
        ("Q{~%50%a ~%50%b ~%-100%c}", [(1, Loss.ALL_OR_NOTHING, "")]),
        ("Q{#1:2~#Wrong}", [(1, Loss.FEEDBACK, "Wrong")]),
        ("Q{T#Wrong#Right}", [(1, Loss.FEEDBACK, "Right")]),
        ("Q{T#Wrong####General}", [(1, Loss.FEEDBACK, "Wrong")]),
        ("[html]Q <img src='a.png'><sup>2</sup>{T}", [(1, Loss.MARKUP, "img, sup")]),
        ("[markdown]**Q**{=a ~b}", [(1, Loss.MARKDOWN, "[markdown]**Q**")]),
    ],
)
def test_what_a_question_loses_is_told_with_its_line(written: str, told: list[tuple[int, str, str]]) -> None:
    assert losses(written) == told


@pytest.mark.parametrize(
    ("written", "explanation"),
    [
        ("Q{T####So it is.}", "<p>So it is.</p>"),
        ("Q{T#No, it is.}", "<p>No, it is.</p>"),
        ("Q{T##Yes, it is.}", "<p>Yes, it is.</p>"),
        ("Q{=a ~b####[plain]1 < 2\nand more\n\tand\\n\\nmore}", "<p>1 &lt; 2<br/>and more<br/>and</p><p>more</p>"),
        ("Q{=a ~b####[html]A <strong>b</strong>\nc}", "<p>A <b>b</b> c</p>"),
        ("Q{=a ~b####A <b>b</b> in <i>}", "<p>A <b>b</b> in &lt;i&gt;</p>"),
        ("Q{=a#x####y ~b####z}", "<p>z</p>"),
        ("Q{=a ~b}", ""),
    ],
)
def test_explanation_is_the_general_feedback_or_that_of_the_wrong_answer(written: str, explanation: str) -> None:
    (found,) = read_gift(written).questions
    assert found.question
    assert found.question.explanation == explanation


def test_file_as_moodle_writes_it_gives_its_questions_and_tells_what_is_lost() -> None:
    read = read_gift(text_of((FILES / "from_moodle.gift").read_bytes()))
    assert [(told.line, told.code) for told in read.remarks] == [(2, Loss.CATEGORY), (4, Loss.TAG), (5, Loss.NAME)]
    assert [(found.line, found.question is not None) for found in read.questions] == [
        (5, True),
        (12, True),
        (19, True),
        (21, True),
        (24, True),
        (27, True),
        (33, True),
        (35, True),
        (42, False),
        (44, False),
    ]
    charter = read.questions[0].question
    assert charter == PortableQuestion(
        "Which charter do twinned cities sign?",
        Choices(
            (
                Option("A friendship charter", True, "Right, and it is public."),
                Option("A peace treaty", False, "Only states sign these."),
                Option("A letter of intent", False),
            )
        ),
        explanation=('<p>Charters name <i>aims</i>, see <a href="https://example.org/charters?a=1">examples</a>.</p>'),
    )
    assert [found.question.answers for found in read.questions[4:8] if found.question] == [
        Words(("Volga", "volga")),
        Number("1944"),
        Number("3", "0.5"),
        Pairs((("Kazan", "Tatarstan"), ("Isfahan <Iran>", "Iran")), ("Wales",)),
    ]


def test_broken_file_gives_a_fault_for_each_of_its_questions_and_loses_none() -> None:
    read = read_gift(text_of((FILES / "broken.gift").read_bytes()))
    assert [(told.line, told.code) for found in read.questions for told in found.remarks] == [
        (1, Fault.NOT_CLOSED),
        (6, Fault.NOT_OPENED),
        (8, Fault.SEVERAL_RIGHT),
        (10, Fault.NO_RIGHT_ANSWER),
        (12, Fault.NO_NUMBER),
        (14, Fault.SEVERAL_NUMBERS),
        (16, Fault.NO_PAIR),
        (18, Fault.EMPTY_ANSWER),
        (20, Fault.ONE_OPTION),
        (22, Fault.SECOND_ANSWERS),
        (24, Fault.NOT_OPENED),
        (26, Fault.NO_TEXT),
        (28, Fault.WITHOUT_SIGN),
        (30, Fault.NO_RIGHT_ANSWER),
    ]


SIGNS = st.text(st.sampled_from("{}~=#:%/\\->.*T1[]html\n $") | st.characters(), max_size=200)


@given(SIGNS)
def test_any_text_gives_questions_or_faults_with_lines_of_the_text(text: str) -> None:
    lines = text.count("\n") + 1
    for found in read_gift(text).questions:
        assert 1 <= found.line <= lines
        assert all(1 <= told.line <= lines for told in found.remarks)
        assert (found.question is None) == any(told.is_fault for told in found.remarks)
