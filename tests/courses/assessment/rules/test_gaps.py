import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.rules.gaps import Gap, GapError, GapFault, parse


def test_parse_of_a_text_with_gaps_gives_text_and_gaps_in_turn() -> None:
    assert parse("The [Volga] and [*Kazan | Tula ],\n[a|b].") == [
        "The ",
        Gap(("Volga",), ()),
        " and ",
        Gap(("Kazan",), ("Kazan", "Tula")),
        ",\n",
        Gap(("a", "b"), ()),
        ".",
    ]


def test_parse_of_signs_after_a_backslash_takes_them_as_they_are() -> None:
    assert parse(r"Article \[2\] of [a\|b | \*c \]]. \*") == ["Article [2] of ", Gap(("a|b", "*c ]"), ()), ". *"]


@pytest.mark.parametrize(
    ("text", "fault", "line", "words"),
    [
        ("Nothing.", GapFault.NO_GAP, 1, "Nothing."),
        ("One [a].\nTwo [b.", GapFault.NOT_CLOSED, 2, "[b."),
        ("One [a [b].", GapFault.NOT_CLOSED, 1, "[a [b]."),
        ("One [a].\n\nTwo ] three", GapFault.NOT_OPENED, 3, "] three"),
        ("] [a]", GapFault.NOT_OPENED, 1, "] [a]"),
        ("One []", GapFault.EMPTY, 1, "[]"),
        ("One [a | ]", GapFault.EMPTY, 1, "[a | ]"),
        ("One [*]", GapFault.EMPTY, 1, "[*]"),
        (r"One \[a\].", GapFault.NO_GAP, 1, r"One \[a\]."),
        (r"One [a\].", GapFault.NOT_CLOSED, 1, r"[a\]."),
        ("One [*a | a]", GapFault.ONE_CHOICE, 1, "[*a | a]"),
    ],
)
def test_parse_of_a_faulty_text_points_to_the_place(text: str, fault: GapFault, line: int, words: str) -> None:
    with pytest.raises(GapError) as error:
        parse(text)
    assert (error.value.fault, error.value.line, error.value.words) == (fault, line, words)


@given(st.text(alphabet="[]|* a\\\n"))
def test_parse_of_any_text_gives_parts_or_its_fault(text: str) -> None:
    try:
        parts = parse(text)
    except GapError:
        return
    assert [isinstance(part, str) for part in parts] == [number % 2 == 0 for number in range(len(parts))]


def test_gap_to_choose_in_numbers_its_options_by_the_alphabet() -> None:
    (_before, gap, _after) = parse("[Tula | *Kazan]")
    assert isinstance(gap, Gap)
    assert gap.as_asked() == {
        "options": [{"id": "0", "text": "Kazan", "correct": True}, {"id": "1", "text": "Tula", "correct": False}]
    }
