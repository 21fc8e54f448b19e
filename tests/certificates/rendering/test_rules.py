import pytest

from certificates.rendering.rules import NAME_STEPS, crowded_letters, fit, outcomes_that_fit, script_of


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("Anna", 0),
        ("Константин Александрович", 1),
        ("Константин Александрович Преображенский", 2),
        ("A" * 30, 3),
        ("a" * 70, 3),
        ("a" * 140, 4),
        ("a" * 141, 5),
    ],
)
def test_fit_when_text_grows_takes_smaller_step(name: str, step: int) -> None:
    assert fit(name, NAME_STEPS).step == step


def test_fit_when_marks_are_not_drawn_beside_letters_ignores_them() -> None:
    assert fit("e\u0301" * 20, NAME_STEPS).step == 0


def test_script_when_one_letter_is_arabic_is_right_to_left() -> None:
    assert script_of("Dr. مریم") == "arabic"
    assert fit("مریم", NAME_STEPS).direction == "rtl"
    assert fit("Maryam Мария", NAME_STEPS).direction == "ltr"


def test_outcomes_when_all_fit_are_all_printed() -> None:
    assert [line.text for line in outcomes_that_fit(["One", "Two"])] == ["One", "Two"]


@pytest.mark.parametrize("outcomes", [["x"] * 7, ["x" * 111], ["x" * 100] * 5])
def test_outcomes_when_too_much_are_all_left_out(outcomes: list[str]) -> None:
    assert outcomes_that_fit(outcomes) == []


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Ngọc Huệ",
        "Nguye\u0302\u0303n",
        "مُحَمَّدٌ أَّبُو بَكْرٍ",
        "a\u0301\u0302\u0303b\u0301\u0302\u0303",
    ],
)
def test_crowded_letters_when_marks_are_those_of_a_name_finds_none(name: str) -> None:
    assert crowded_letters(name) == []


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Zoe\u0301" + "Z\u0301" + "\u0301" * 150, ["Z"]),
        ("a\u0301\u0302\u0303\u0304 b\u200d\u0301\u200d\u0302\u0303\u0304 a\u0301\u0302\u0303\u0304", ["a", "b"]),
        ("\u00e1\u0302\u0303\u0304", ["a"]),
    ],
)
def test_crowded_letters_when_marks_are_piled_up_names_each_once(name: str, letters: list[str]) -> None:
    assert crowded_letters(name) == letters
