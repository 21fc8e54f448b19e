"""Counts wrong tries at a certificate by its number, so that names cannot be guessed."""

from django.db.models import F
from django.utils.crypto import salted_hmac

from .models import TryCount
from .rules import Limit, Try, limits_on, window_of


def count_try(attempt: Try) -> bool:
    """Count a try as a wrong one; whether it may be answered.

    It is counted before it is answered, so that many tries at once are no way around a limit.
    """
    return all(_counted(limit, window_of(attempt.now)) for limit in limits_on(attempt))


def take_back_try(attempt: Try) -> None:
    """This try, which was counted, was right."""
    keys = [_key(limit) for limit in limits_on(attempt)]
    counts = TryCount.objects.filter(key__in=keys, window=window_of(attempt.now), count__gt=0)
    counts.update(count=F("count") - 1)


def _counted(limit: Limit, window: int) -> bool:
    """Count one more unless the limit is reached. One statement does both, so tries at once are counted exactly."""
    count, is_new = TryCount.objects.get_or_create(key=_key(limit), window=window)
    if is_new:
        _forget_before(window)
    below = TryCount.objects.filter(pk=count.pk, count__lt=limit.most)
    return below.update(count=F("count") + 1) == 1


def _forget_before(window: int) -> None:
    """Whoever adds a row takes old ones away. The last window stays: a try of its last second may still be counting."""
    TryCount.objects.filter(window__lt=window - 1).delete()


def _key(limit: Limit) -> str:
    return salted_hmac("certificates.verification", limit.counted, algorithm="sha256").hexdigest()
