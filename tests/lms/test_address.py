"""The site in Wagtail follows `BASE_URL` until somebody gives it a name."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Site

from lms.address import base_address, follow_base_url

pytestmark = pytest.mark.django_db


def move_to(hostname: str, port: int = 80) -> None:
    site = Site.objects.get()
    site.hostname, site.port = hostname, port
    site.save()


def address() -> tuple[str, int]:
    return Site.objects.values_list("hostname", "port").get()


@pytest.mark.parametrize(
    ("base_url", "found"),
    [
        ("https://courses.example.org", ("courses.example.org", 443)),
        ("http://127.0.0.1:8010", ("127.0.0.1", 8010)),
        ("http://courses.test", ("courses.test", 80)),
    ],
)
def test_address_of_a_base_url_is_its_host_and_port(settings: Any, base_url: str, found: tuple[str, int]) -> None:
    settings.BASE_URL = base_url
    assert base_address() == found


@pytest.mark.parametrize("hostname", ["localhost", "127.0.0.1", "192.168.1.7", "::1"])
def test_site_without_a_name_gets_the_address_of_the_base_url(settings: Any, hostname: str) -> None:
    settings.BASE_URL = "https://courses.example.org"
    move_to(hostname, 8000)
    follow_base_url()
    assert address() == ("courses.example.org", 443)


def test_site_that_somebody_named_keeps_its_name(settings: Any) -> None:
    settings.BASE_URL = "https://courses.example.org"
    move_to("lectures.example.org", 443)
    follow_base_url()
    assert address() == ("lectures.example.org", 443)


def test_canonical_link_and_sitemap_after_migrating_begin_with_the_base_url(client: Client, settings: Any) -> None:
    settings.BASE_URL = "https://courses.example.org"
    call_command("migrate", verbosity=0)
    assert '<link rel="canonical" href="https://courses.example.org/">' in client.get("/").content.decode()
    assert "<loc>https://courses.example.org/</loc>" in client.get("/sitemap.xml").content.decode()


@pytest.mark.usefixtures("transactional_db")
def test_site_that_is_served_at_another_port_moves_there(settings: Any, tmp_path: Path, make_user: Any) -> None:
    settings.BASE_URL, settings.STATIC_ROOT = "http://127.0.0.1:8010", tmp_path
    make_user()  # without people it would be time to load the demonstration
    call_command("prepare")
    assert address() == ("127.0.0.1", 8010)
