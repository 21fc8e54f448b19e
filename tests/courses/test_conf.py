from typing import Any

import pytest
from wagtail.models import Locale

from courses.conf import main_language


@pytest.mark.django_db
def test_main_language_when_the_code_of_the_site_names_a_region_is_that_of_the_content(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en-us"
    assert main_language() == "en" == Locale.get_default().language_code
