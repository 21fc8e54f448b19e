"""Counts wrong tries at a certificate by its number, so that names cannot be guessed."""

import hashlib
from contextlib import suppress

from django.core.cache import cache

from .rules import TRIES_PER_ADDRESS, TRIES_PER_NUMBER, WINDOW, Try


def count_try(attempt: Try) -> bool:
    """Count a try as a wrong one; whether it may be answered.

    It is counted before it is answered, so that many tries at once are no way around the limit.
    """
    of_number, of_address = _keys(attempt)
    if _increased(of_address) > TRIES_PER_ADDRESS:
        return False  # and no entry for one more number: a flood must not push the counters of others out of the cache
    return _increased(of_number) <= TRIES_PER_NUMBER


def take_back_try(attempt: Try) -> None:
    """This try, which was counted, was right."""
    for key in _keys(attempt):
        with suppress(ValueError):  # the cache has dropped it
            cache.decr(key)


def _keys(attempt: Try) -> list[str]:
    window, texts = int(attempt.now) // WINDOW, (f"number {attempt.code}", f"address {attempt.network}")
    return [f"certificates:tries:{window}:{hashlib.sha256(text.encode()).hexdigest()}" for text in texts]


def _increased(key: str) -> int:
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # the cache has dropped it, or keeps nothing
        return 1
