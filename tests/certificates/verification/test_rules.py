import pytest

from certificates.verification.rules import name_fits, normalized_code

PRINTED = ["مریم السادات کریمی‌نژاد", "Maryam Alsadat Karimi-Nejad"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ATT-2026-000042-69", "att202600004269"),
        (" att 2026 000042 69 ", "att202600004269"),
        ("ATT–2026–000042–69", "att202600004269"),
        ("ATT-۲۰۲۶-۰۰۰۰۴۲-۶۹", "att202600004269"),
        ("ATT-٢٠٢٦-٠٠٠٠٤٢-٦٩", "att202600004269"),
        ("\u200fATT-2026-000042-69\u200e", "att202600004269"),
        ("K5QX 3ZJ7", "k5qx3zj7"),
        ("https://attache.example.org/ru/verify/k5qx3zj7/", "k5qx3zj7"),
        ("", ""),
        ("///", ""),
        ("<script>", "script"),
    ],
)
def test_code_when_typed_by_people_is_read(typed: str, code: str) -> None:
    assert normalized_code(typed) == code


@pytest.mark.parametrize(
    "typed",
    ["Karimi-Nejad", "karimi", "NEJAD", "Maryam Karimi-Nejad", "مریم", "مريم", "كريمی", "کریمی نژاد", "maryam m."],
)
def test_name_when_a_word_of_it_is_typed_fits(typed: str) -> None:
    assert name_fits(typed, PRINTED)


@pytest.mark.parametrize("typed", ["", " ", "m", "a k", "Kar", "Sokolova", "Maryam Sokolova", "-", "%"])
def test_name_when_another_or_too_short_does_not_fit(typed: str) -> None:
    assert not name_fits(typed, PRINTED)


@pytest.mark.parametrize("typed", ["Sokolova", "соколова", "СОКОЛОВА", "Алёна", "алена"])
def test_name_when_script_or_accent_differs_fits(typed: str) -> None:
    assert name_fits(typed, ["Алёна Соколова", ""])


def test_name_when_accents_are_left_out_fits() -> None:
    assert name_fits("muller", ["José Müller", ""])


def test_name_when_it_is_one_letter_never_fits() -> None:
    assert not name_fits("X", ["X", ""])
