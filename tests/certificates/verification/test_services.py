from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from certificates.models import TryCount
from certificates.verification.rules import WINDOW, Try
from certificates.verification.services import count_try, take_back_try

NOW = 1_800_000_000.0


def attempt(code: str = "att202600004269", network: str = "203.0.113.9", now: float = NOW) -> Try:
    return Try(code=code, network=network, now=now)


def counted() -> list[int]:
    return sorted(TryCount.objects.values_list("count", flat=True))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("make", "tries", "answered", "counts"),
    [
        (lambda number: attempt(code=f"att{number}"), 60, 30, [1] * 60 + [30]),
        (lambda number: attempt(), 60, 10, [10, 10, 30]),
        (lambda number: attempt(network=f"network {number}"), 240, 200, [1] * 480 + [200]),
    ],
    ids=["one network, many numbers", "one network, one number", "many networks, one number"],
)
def test_tries_when_made_at_the_same_time_are_answered_up_to_the_limit_and_counted_exactly(
    make: Callable[[int], Try], tries: int, answered: int, counts: list[int]
) -> None:
    def run(number: int) -> bool:
        try:
            return count_try(make(number))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(run, range(tries))) == answered
    assert counted() == counts


@pytest.mark.django_db
def test_try_when_it_was_right_is_taken_back_and_never_below_none() -> None:
    count_try(attempt())
    for _ in range(2):
        take_back_try(attempt())
    assert counted() == [0, 0, 0]


@pytest.mark.django_db
def test_counts_when_a_new_window_begins_are_of_two_windows_at_most() -> None:
    windows = []
    for hour in range(4):
        count_try(attempt(now=NOW + hour * WINDOW))
        windows.append(len(set(TryCount.objects.values_list("window", flat=True))))
    assert windows == [1, 2, 2, 2]
    assert TryCount.objects.count() == 6


@pytest.mark.django_db
def test_rows_tell_neither_number_nor_network_and_are_others_with_another_key(settings: object) -> None:
    count_try(attempt())
    keys = set(TryCount.objects.values_list("key", flat=True))
    assert {len(key) for key in keys} == {64}
    settings.SECRET_KEY = "another-" + "0" * 50  # type: ignore[attr-defined]
    count_try(attempt())
    assert len(keys | set(TryCount.objects.values_list("key", flat=True))) == 6
