"""People and browser sessions of the journeys."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from tests.journeys.accounts import PASSWORD

PATIENCE = 30_000  # milliseconds: a wait ends as soon as what is waited for is there; only a failure takes this long
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def open_session(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """`open_session(**options)`: a page in a browser session without cookies; `options` as of Playwright's context."""
    contexts = []

    def open_page(**options: Any) -> Any:
        desk = {"base_url": address, "locale": "en-US", "viewport": {"width": 1280, "height": 900}}
        context = browser.new_context(**{**desk, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(autouse=True)
def renditions_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail leaves the temporary file of each rendition open, which is a warning; in memory nothing is left open."""
    monkeypatch.setattr("wagtail.images.models.SpooledTemporaryFile", lambda max_size: BytesIO())


@pytest.fixture
def page(open_session: Callable[..., Any]) -> Any:
    """A page at a desk."""
    return open_session()


@pytest.fixture
def make_staff(make_user: Callable[..., Any]) -> Callable[[str, str], Any]:
    """`make_staff("editor@example.org", "Course editors")`: somebody with the role that the migrations made."""

    def make(email: str, role: str) -> Any:
        user = make_user(email, PASSWORD, name=role)
        user.groups.add(Group.objects.get(name=role))
        return user

    return make
