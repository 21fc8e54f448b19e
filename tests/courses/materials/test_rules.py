import pytest

from courses.materials.rules import LONGEST, asked_part


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-1", range(2)),
        ("bytes=5-", range(5, 10)),
        ("bytes=5-100", range(5, 10)),
        ("bytes=-3", range(7, 10)),
        ("bytes=-30", range(10)),
        ("bytes=9-9", range(9, 10)),
    ],
)
def test_part_that_a_header_asks_for_is_within_the_file(header: str, part: range) -> None:
    assert asked_part(header, 10) == part


@pytest.mark.parametrize(
    "header", ["", "bytes=-", "bytes=10-", "bytes=7-3", "bytes=-0", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b"]
)
def test_header_that_asks_for_no_one_part_is_answered_with_the_whole_file(header: str) -> None:
    assert asked_part(header, 10) is None


def test_part_of_an_empty_file_is_none() -> None:
    assert asked_part("bytes=0-", 0) is None


def test_part_that_is_too_long_is_given_as_far_as_one_holds_at_once() -> None:
    assert asked_part("bytes=7-", 3 * LONGEST) == range(7, 7 + LONGEST)
