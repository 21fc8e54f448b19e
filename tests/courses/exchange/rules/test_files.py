import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange.rules import NotReadable, is_aiken, read_aiken, read_gift, text_of
from courses.exchange.states import Fault

CITY = "Где Казань? {=Волга}\nدوم"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_of_a_file_is_read_in_utf_8_and_utf_16(encoding: str) -> None:
    assert text_of(CITY.encode(encoding)) == CITY


def test_text_of_a_big_endian_file_is_read() -> None:
    assert text_of(b"\xfe\xff" + CITY.encode("utf-16-be")) == CITY


def test_lines_end_alike_and_signs_that_nobody_sees_become_spaces() -> None:
    assert text_of(b"a\r\nb\rc\td\x07e") == "a\nb\nc\td e"


@pytest.mark.parametrize(
    ("data", "line", "fault"),
    [
        ("a\nКазань".encode("cp1251"), 2, Fault.NOT_UTF8),
        (b"\xff\xfea", 1, Fault.NOT_UTF8),
        (b"PK\x03\x04\n\x00\x00", 2, Fault.NOT_TEXT),
    ],
)
def test_bytes_that_are_no_text_name_line_and_fault(data: bytes, line: int, fault: Fault) -> None:
    with pytest.raises(NotReadable) as error:
        text_of(data)
    assert (error.value.remark.line, error.value.remark.code) == (line, fault)


def read(data: bytes) -> tuple[int, list[int]]:
    """How many lines there are, and the lines of which something is told."""
    try:
        text = text_of(data)
    except NotReadable as error:
        return data.count(b"\n") + 1, [error.remark.line]
    found = read_aiken(text) if is_aiken(text) else read_gift(text)
    told = [remark.line for question in found.questions for remark in question.remarks]
    return text.count("\n") + 1, told


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_line_of_the_file(data: bytes) -> None:
    lines, told = read(data)
    assert all(1 <= line <= lines for line in told)
