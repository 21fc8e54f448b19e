"""How long browsers and caches keep an answer of ours."""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

YEAR = 365 * 24 * 60 * 60  # seconds


def keep_by_digest(response: HttpResponse, *, is_current: bool, public: bool = True) -> None:
    """For an answer whose address ends in a digest of it: kept for a year, since another answer has another address.

    At an old address, in a page that somebody kept, it is the answer of today and is not kept. One that is not for
    everybody (`public`) only the reader's own browser keeps.
    """
    if is_current:
        patch_cache_control(response, **{"public" if public else "private": True}, immutable=True, max_age=YEAR)
    else:
        patch_cache_control(response, no_cache=True)
