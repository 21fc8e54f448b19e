from typing import Any

from courses.checks import check_page_model


def test_check_on_a_site_with_the_page_model_of_wagtail_finds_nothing() -> None:
    assert check_page_model(None) == []


def test_check_on_a_site_with_a_page_model_of_its_own_says_so(settings: Any) -> None:
    settings.WAGTAIL_PAGE_MODEL = "museum.Page"
    assert [error.id for error in check_page_model(None)] == ["courses.E001"]
