import pytest
from django.core.exceptions import ValidationError

from courses.directory.models import validate_latin


@pytest.mark.parametrize("name", ["Anna Sokolova", "José-María O’Neill", "Gʻulom", "Nguyễn Thị Minh", "J. R. 2nd", ""])
def test_latin_name_when_all_its_letters_are_latin_is_fine(name: str) -> None:
    validate_latin(name)


@pytest.mark.parametrize("name", ["Анна", "Anna Соколова", "نیلوفر", "Νίκος", "李明"])
def test_latin_name_when_it_has_other_letters_is_refused(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_latin(name)
    assert refused.value.code == "not_latin"
