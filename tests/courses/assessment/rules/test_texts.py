import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.rules.texts import is_accepted


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ("  new   YORK ", "New York"),
        ("Montbe\u0301liard", "Montbéliard"),
        ("ﬁne", "fine"),
        ("Пётр", "петр"),
        ("كازان يك", "کازان یک"),
        ("مصطفى", "مصطفی"),
        ("۱۹۴۴", "1944"),
        ("١٩٤٤", "1944"),
        ("خانه‌ها", "خانه ها"),
        ("خانه‌ها", "خانهها"),
        ("خانه ها", "خانه‌ها"),
        ("ســـلام", "سلام"),
        ("People’s", "people's"),
        ("\u200eKazan", "Kazan"),
    ],
)
def test_answer_that_differs_only_in_how_it_is_written_is_accepted(written: str, accepted: str) -> None:
    assert is_accepted(written, ["another", accepted])


@pytest.mark.parametrize("written", ["", " ", "\u200c", "Kaza", "Kazan city"])
def test_answer_that_is_another_word_or_none_is_not_accepted(written: str) -> None:
    assert not is_accepted(written, ["Kazan", ""])


@given(st.text(alphabet="Аёabc ۱1", min_size=1).filter(str.strip))
def test_answer_in_capital_letters_and_with_more_spaces_is_accepted(written: str) -> None:
    assert is_accepted(f"  {written.upper()} ".replace(" ", "  "), [written])
