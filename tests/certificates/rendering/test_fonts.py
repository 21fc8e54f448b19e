import pytest

from certificates.rendering import missing_letters


@pytest.mark.parametrize("text", ["Anna Müller-Nguyễn", "Жанна Қасымова", "مریم کریمی‌نژاد", "O’Brien · 12.5", ""])
def test_missing_letters_when_script_is_covered_finds_none(text: str) -> None:
    assert missing_letters(text) == []


def test_missing_letters_when_script_is_not_covered_names_each_once() -> None:
    assert missing_letters("Li 李明李") == ["李", "明"]
