"""The cache that `CACHE_URL` names. It also counts wrong passwords."""

from typing import Any

import environ

ENTRIES = 100_000
BOUNDED = ("locmem.LocMemCache", "db.DatabaseCache", "filebased.FileBasedCache")


def cache_from_url(url: str) -> dict[str, Any]:
    """An entry of `CACHES`. Django's own caches keep 300 entries unless told otherwise: strangers' requests would push
    the counters out; here they keep 100,000."""
    cache: dict[str, Any] = environ.Env.cache_url_config(url)
    if cache["BACKEND"].endswith(BOUNDED):
        cache["OPTIONS"] = {"MAX_ENTRIES": ENTRIES, **cache.get("OPTIONS", {})}
    return cache
