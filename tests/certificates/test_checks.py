from typing import Any

import pytest

from certificates.checks import check_settings


def test_checks_when_settings_are_right_find_nothing() -> None:
    assert check_settings(None) == []


@pytest.mark.parametrize("prefix", ["", "A", "att", "ATT1", "ABCDEFGHI"])
def test_checks_when_prefix_is_malformed_say_so(settings: Any, prefix: str) -> None:
    settings.LMS_CERTIFICATE_PREFIX = prefix
    assert [error.id for error in check_settings(None)] == ["certificates.E001"]


def test_checks_when_storage_or_address_is_missing_say_so(settings: Any) -> None:
    settings.LMS_PRIVATE_STORAGE = "nowhere"
    settings.WAGTAILADMIN_BASE_URL = ""
    assert [error.id for error in check_settings(None)] == ["certificates.E002", "certificates.E003"]
