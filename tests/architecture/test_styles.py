"""The style sheets of the site and of the apps."""

import re
from collections import Counter

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.factories.courses import make_course, make_module, publish, site_root


def linked(html: str) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)


@pytest.mark.django_db
def test_pages_of_the_site_and_of_the_apps_link_each_component_once(client: Client) -> None:
    course = make_course(modules=0)
    addresses = [
        publish(site_root()).url,
        course.url,
        course.get_parent().url,
        make_module(course).url,
        reverse("account_login"),
        reverse("certificates:verify"),
        "/no-such-page/",
    ]
    components = linked(render_to_string("courses/components/styles.html"))
    pages = {address: client.get(address).content.decode() for address in addresses}
    pages["500"] = render_to_string("500.html")
    for address, html in pages.items():
        found = Counter(linked(html))
        assert {sheet: found[sheet] for sheet in components} == dict.fromkeys(components, 1), address
        assert found.total() == len(found), address
