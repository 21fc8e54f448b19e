from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.rules.numbers import is_within, readings


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("12.5", {"25/2"}),
        ("12,5", {"25/2"}),
        ("۱۲٫۵", {"25/2"}),
        ("١٢٫٥", {"25/2"}),
        ("−3", {"-3"}),
        ("-۳", {"-3"}),
        ("+3", {"3"}),
        (".5", {"1/2"}),
        ("0,500", {"1/2"}),
        ("1,500", {"3/2", "1500"}),
        ("1.500", {"3/2", "1500"}),
        ("1٫500", {"3/2"}),
        ("1 500", {"1500"}),
        ("1\u00a0500 km", {"1500"}),
        ("۱۲٬۵۰۰", {"12500"}),
        ("1.234,5", {"2469/2"}),
        ("1,234,567", {"1234567"}),
        ("\u200f12 KM", {"12"}),
        ("12 m", set()),
        ("1,2,3", set()),
        ("12.", set()),
        ("twelve", set()),
        ("", set()),
        ("1 2", set()),
        ("9" * 50, set()),
    ],
)
def test_readings_of_a_text_are_the_numbers_it_can_mean(written: str, numbers: set[str]) -> None:
    assert readings(written, "km") == {Fraction(number) for number in numbers}


@given(st.text())
def test_readings_of_any_text_are_at_most_two(written: str) -> None:
    assert len(readings(written)) <= 2


@given(st.decimals(-1000, 1000, places=3), st.sampled_from(".,٫"))
def test_readings_of_a_number_with_any_decimal_sign_contain_it(number: object, sign: str) -> None:
    assert Fraction(str(number)) in readings(str(number).replace(".", sign))


@pytest.mark.parametrize(
    ("written", "right"), [("12", True), ("13", True), ("11", True), ("13.01", False), ("x", False)]
)
def test_number_at_the_tolerance_is_within(written: str, right: bool) -> None:
    assert is_within(written, "12", "1", "") is right
