"""Whose pages our content checker judges."""

from typing import Any

import pytest
from django.test import RequestFactory
from wagtail import hooks
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem
from wagtail.models import Page

from courses.models import CatalogPage, CohortPage, CoursePage, ModulePage
from courses.upkeep.content_checks import CourseContentChecker
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db


class OwnChecker(ContentCheckerItem):
    """One that a site made for itself."""


def checkers(page: Any, item: ContentCheckerItem) -> list[type]:
    items: list[Any] = [item]
    for construct in hooks.get_hooks("construct_wagtail_userbar"):
        construct(RequestFactory().get("/"), items, page)
    return [type(item) for item in items]


@pytest.mark.parametrize("kind", [CatalogPage, CoursePage, ModulePage, CohortPage, HomePage, StandardPage])
def test_checker_of_our_pages_is_ours_unless_the_site_has_its_own(kind: type[Page]) -> None:
    assert checkers(kind(), AccessibilityItem()) == [CourseContentChecker]
    assert checkers(kind(), OwnChecker()) == [OwnChecker]


@pytest.mark.parametrize("page", [Page, lambda: None])
def test_checker_of_other_pages_stays_as_it_was(page: Any) -> None:
    assert checkers(page(), AccessibilityItem()) == [AccessibilityItem]
