from fractions import Fraction

import pytest

from courses.assessment.rules.choices import all_or_nothing, partial

OPTIONS = [{"id": name, "text": name, "correct": name in "abc"} for name in "abcde"]


@pytest.mark.parametrize(
    ("chosen", "whole", "part"),
    [
        ("abc", 1, Fraction(1)),
        ("ab", 0, Fraction(2, 3)),
        ("abd", 0, Fraction(1, 3)),
        ("abcde", 0, Fraction(1, 3)),
        ("ade", 0, Fraction(0)),
        ("", 0, Fraction(0)),
    ],
)
def test_share_of_the_chosen_options_is_all_or_nothing_or_a_part(chosen: str, whole: int, part: Fraction) -> None:
    assert (all_or_nothing(OPTIONS, chosen), partial(OPTIONS, chosen)) == (whole, part)
