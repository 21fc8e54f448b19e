"""The list of pages for search engines."""

import re

import pytest
from django.test import Client
from wagtail.models import Site

from tests.factories.courses import make_course, make_module, site_root, translate

pytestmark = pytest.mark.django_db
URL = re.compile(r"<url><loc>([^<]+)</loc>(.*?)</url>", re.DOTALL)
LINK = re.compile(r'<xhtml:link rel="alternate" hreflang="([\w-]+)" href="([^"]+)"/>')


def listed(client: Client) -> dict[str, list[tuple[str, str]]]:
    text = client.get("/sitemap.xml").content.decode().replace(Site.objects.get().root_url, "")
    return {address: LINK.findall(rest) for address, rest in URL.findall(text)}


def test_sitemap_lists_the_pages_of_all_languages_each_with_its_translations(client: Client) -> None:
    course = make_course("Twinning")
    translate(course, slug="twinning")
    make_course("Law")
    found = listed(client)
    both = [
        ("en", "/courses/twinning/"),
        ("x-default", "/courses/twinning/"),
        ("fa", "/fa/courses/twinning/"),
    ]
    assert found["/courses/twinning/"] == found["/fa/courses/twinning/"] == both
    assert found["/courses/law/"] == []
    assert set(found) == {
        "/", "/courses/", "/courses/twinning/", "/courses/law/", "/fa/", "/fa/courses/", "/fa/courses/twinning/",
    }  # fmt: skip


def test_sitemap_leaves_out_modules_and_what_is_below_a_page_that_is_not_published(client: Client) -> None:
    course = make_course("Twinning", modules=0)
    make_module(course, "Beginnings")
    assert "/courses/twinning/" in listed(client)
    course.get_parent().specific.unpublish()
    assert list(listed(client)) == ["/"]
    assert site_root().live
