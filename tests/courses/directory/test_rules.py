import pytest

from courses.directory.rules import alphabetical


@pytest.mark.parametrize(
    "ordered",
    [
        ["Coventry", "isfahan", "Xi’an"],
        ["Елец", "Ёлкино", "Ереван", "Казань"],
        ["اصفهان", "برلین", "پاریس", "تهران", "چابهار", "حلب", "ژنو", "سیاتل", "کازان", "گرگان", "لندن", "یزد"],
    ],
)
def test_alphabetical_for_each_script_follows_its_alphabet(ordered: list[str]) -> None:
    assert sorted(frozenset(ordered), key=alphabetical) == ordered
