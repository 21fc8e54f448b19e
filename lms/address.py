"""The address by which Wagtail knows this site: the links for search engines and for sharing begin with it."""

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from .roles import tables_exist


def follow_base_url(**kwargs: Any) -> None:
    """Give the site the address of `BASE_URL`, unless it has a name (`post_migrate`, and each `prepare`).

    It begins as `localhost`, and the demonstration is at a number. A name was chosen, by us from an earlier `BASE_URL`
    or by an administrator: it stays, and `check --deploy` tells if it is another one.
    """
    site = default_site()
    if site is not None and not _is_named(site):
        host, port = base_address()
        # Without a signal: it would clear a cache that may not be there yet, and that forgets within the hour.
        Site.objects.filter(pk=site.pk).update(hostname=host, port=port)


def default_site() -> Site | None:
    """The site that Wagtail shows at every address; None halfway through the migrations and after a flush."""
    return Site.objects.filter(is_default_site=True).first() if tables_exist() else None


def base_address() -> tuple[str, int]:
    """Host and port of `BASE_URL`."""
    address = urlsplit(settings.BASE_URL)
    return address.hostname or "localhost", address.port or (443 if address.scheme == "https" else 80)


def _is_named(site: Site) -> bool:
    try:
        ip_address(site.hostname)
    except ValueError:
        return site.hostname != "localhost"
    return False
