import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange.rules import Written, read_gift, write_gift
from courses.exchange.rules.markup import html_of
from courses.exchange.states import Loss
from courses.portable import Answers, Choices, Number, Option, Pairs, PortableQuestion, Truth, Words

WORDS = st.text(
    st.sampled_from("ab{}~=#:%\\*<>&[]/.,1 ¥ی–") | st.characters(exclude_categories=["C", "Z"]), max_size=30
)
LINE = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
NUMBER = st.decimals(-(10**6), 10**6, places=4).map(lambda number: f"{number.normalize():f}" if number else "0")


@st.composite
def choices(draw: st.DrawFn) -> Choices:
    options = draw(st.lists(st.builds(Option, LINE, st.booleans(), st.just("") | LINE), min_size=1, max_size=7))
    several = draw(st.booleans())
    right, wrong = Option(draw(LINE), True), Option(draw(LINE), False)
    listed = [*options, right, wrong] if several else [right, wrong, *(Option(one.text, False) for one in options)]
    partial = several and (draw(st.booleans()) and sum(one.right for one in listed) > 1)
    return Choices(tuple(listed), several, partial)


ANSWERS: st.SearchStrategy[Answers] = st.one_of(
    choices(),
    st.builds(Truth, st.booleans()),
    st.builds(Number, NUMBER, NUMBER.map(lambda number: number.removeprefix("-"))),
    st.builds(Words, st.lists(LINE, min_size=1, max_size=4).map(tuple)),
    st.builds(
        Pairs,
        st.lists(st.tuples(LINE, LINE), min_size=1, max_size=4).map(tuple),
        st.lists(LINE, max_size=2).map(tuple),
    ),
)


@given(st.builds(PortableQuestion, TEXT, ANSWERS, st.just("") | TEXT.map(html_of)))
def test_question_that_is_written_comes_back_unchanged(question: PortableQuestion) -> None:
    written = write_gift(question)
    assert written.text is not None or "->" in str(question)
    if written.text is not None:
        assert [found.question for found in read_gift(written.text).questions] == [question]


@given(st.builds(PortableQuestion, st.text(), ANSWERS, st.text()))
def test_any_question_is_written_so_that_it_comes_back_or_not_at_all(question: PortableQuestion) -> None:
    written = write_gift(question)
    assert (written.text is None) == (Loss.NOT_HELD in written.losses)


def test_file_of_all_kinds_is_written_as_moodle_writes_it() -> None:
    questions = [
        PortableQuestion(
            "2 = 2?", Choices((Option("yes", True), Option("[no]", False, "Why: not?"))), "<p>A <b>b</b></p>"
        ),
        PortableQuestion("Two\nlines", Choices((Option("a", True), Option("b", True), Option("c", False)), True, True)),
        PortableQuestion("True", Truth(True)),
        PortableQuestion("Pi", Number("3.14", "0.01")),
        PortableQuestion("Word", Words(("a*b",))),
        PortableQuestion("Pairs", Pairs((("a", "b"),), ("c",))),
    ]
    assert "".join(write_gift(question).text or "" for question in questions) == (
        "[plain]2 \\= 2?{\n\t=yes\n\t~[plain][no]#Why\\: not?\n\t####[html]<p>A <b>b</b></p>\n}\n\n"
        "[plain]Two\\nlines{\n\t~%50%a\n\t~%50%b\n\t~%-50%c\n}\n\n"
        "[plain]True{TRUE}\n\n"
        "[plain]Pi{#3.14:0.01}\n\n"
        "[plain]Word{\n\t=a\\\\*b\n}\n\n"
        "[plain]Pairs{\n\t=a -> b\n\t= -> c\n}\n\n"
    )


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (PortableQuestion("Q", Truth(True), points=3), (Loss.POINTS,)),
        (PortableQuestion("Q", Truth(True), source="A book", has_picture=True), (Loss.SOURCE, Loss.PICTURE)),
        (PortableQuestion("Q", Number("1", unit="km")), (Loss.UNIT,)),
        (
            PortableQuestion("Q", Choices((Option("a", True), Option("b", True), Option("c", False)), True)),
            (Loss.ALL_OR_NOTHING,),
        ),
        (PortableQuestion("Q", Choices((Option("a", True), Option("b", False)), True)), ()),
    ],
)
def test_what_the_format_does_not_hold_is_told(question: PortableQuestion, told: tuple[Loss, ...]) -> None:
    written = write_gift(question)
    assert written.text
    assert written.losses == told


def test_question_that_would_come_back_as_another_is_not_written() -> None:
    assert write_gift(PortableQuestion("Q", Words(("a -> b",)))) == Written(None, (Loss.NOT_HELD,))
