"""Start-up checks: what would lose enrollments or leak files is refused before the first request."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from .address import base_address, default_site

SQLITE_ADVICE = "Use the options in lms/settings/databases.py (SQLITE_OPTIONS)."


@register()
def check_sqlite_options(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """SQLite answers simultaneous enrollments with errors unless each transaction waits for its turn."""
    config = settings.DATABASES["default"]
    if not config["ENGINE"].endswith("sqlite3"):
        return []
    options = config.get("OPTIONS", {})
    errors: list[CheckMessage] = []
    pragmas = str(options.get("init_command", "")).replace(" ", "").upper()
    if str(options.get("transaction_mode", "")).upper() != "IMMEDIATE":
        errors.append(Error("SQLite must use transaction_mode IMMEDIATE.", hint=SQLITE_ADVICE, id="lms.E001"))
    if int(options.get("timeout", 5)) < 20:
        errors.append(Error("SQLite must wait at least 20 seconds for its turn.", hint=SQLITE_ADVICE, id="lms.E002"))
    if "JOURNAL_MODE=WAL" not in pragmas or "SYNCHRONOUS=FULL" not in pragmas:
        errors.append(Error("SQLite must use WAL with synchronous=FULL.", hint=SQLITE_ADVICE, id="lms.E003"))
    return errors


@register(Tags.caches, deploy=True)
def check_shared_cache(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Limits on sign-in count attempts in the cache: with a cache per process they hold per process only."""
    if settings.CACHES["default"]["BACKEND"].endswith(("LocMemCache", "DummyCache")):
        hint = "Set CACHE_URL, for example dbcache://cache (and run createcachetable) or rediscache://127.0.0.1:6379/1."
        return [checks.Warning("Each process of the site has a cache of its own.", hint=hint, id="lms.W001")]
    return []


@register(deploy=True)
def check_address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Search engines and shared links must not lead to an address that is another one, or none."""
    try:
        site = default_site()
    except DatabaseError:  # other checks and commands say so
        return []
    if site is None or (site.hostname, site.port) == base_address():
        return []
    text = f"Links for search engines and for sharing lead to {site.root_url}, BASE_URL is {settings.BASE_URL}."
    hint = "Correct BASE_URL, or host name and port under Settings, Sites in the administration."
    return [checks.Warning(text, hint=hint, id="lms.W002")]


@register()
def check_private_storage(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Private files must not lie below the public media folder."""
    location = settings.STORAGES.get("private", {}).get("OPTIONS", {}).get("location")
    public = Path(settings.MEDIA_ROOT).resolve()
    if location and Path(location).resolve().is_relative_to(public):
        return [Error(f"The private storage lies inside the public folder {public}.", id="lms.E004")]
    return []
