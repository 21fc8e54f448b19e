import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courses.catalogue.rules import fold, hours, reading_minutes, search_beginnings


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ايراني", "ایرانی"),
        ("كشور", "کشور"),
        ("۱۴۰۳", "1403"),
        ("١٤٠٣", "1403"),
        ("ёлка", "Елка"),
        ("DIPLOMACY", "diplomacy"),
        ("ایده\u200cها", "ایده ها"),
        ("абʼект", "аб'ект"),
    ],
)
def test_fold_for_letters_typed_for_each_other_gives_one_form(typed: str, written: str) -> None:
    assert fold(typed) == fold(written)


def test_fold_keeps_letters_that_are_words_of_their_own() -> None:
    assert fold("Витебский край") != fold("Витебскии краи")


@given(st.text())
@example("\ufc8e")  # two letters in one sign
@example("\u0625\u0654")
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "beginnings"),
    [
        ("Sister cities", ["sister", "cities"]),
        ("Xi’an", ["xi", "an"]),
        ("Xi'an", ["xi", "an"]),
        ("Сталинград", ["сталингр"]),
        ("Сталинграда", ["сталингра"]),
        ("право на город", ["прав", "на", "горо"]),
        ("خواهرخواندگی", ["خواهرخواندگی"]),
        ('"&|!:*', []),
    ],
)
def test_search_beginnings_are_folded_words_and_russian_ones_lose_their_ending(
    typed: str, beginnings: list[str]
) -> None:
    assert search_beginnings(typed) == beginnings


@pytest.mark.parametrize(("minutes", "expected"), [(0, 0), (1, 0.5), (30, 0.5), (31, 1), (60, 1), (240, 4), (250, 4.5)])
def test_hours_are_rounded_up_to_the_next_half(minutes: int, expected: float) -> None:
    assert hours(minutes) == expected


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (180, 1), (181, 2), (1800, 10)])
def test_reading_minutes_are_rounded_up(words: int, minutes: int) -> None:
    assert reading_minutes("word " * words) == minutes
