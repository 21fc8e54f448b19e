"""Several people at once: threads with database connections of their own, for tests with `transaction=True`."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, transaction


def in_threads(act: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """Call `act` with each value, all at the same moment; what it gave, in the order of the values."""
    ready = Barrier(len(values))

    def run(value: Any) -> Any:
        try:
            connection.ensure_connection()
            ready.wait()
            return act(value)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(values)) as pool:
        return list(pool.map(run, values))


def behind_lock(*, lock: Callable[[], Any], act: Callable[[], Any], change: Callable[[], Any]) -> Any:
    """Begin `act` while somebody else holds `lock`, who makes a `change` and lets go; what `act` gave or raised."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lock()
            waiting = pool.submit(in_threads, lambda _value: act(), [None])
            time.sleep(0.5)  # the other one has come as far as it can
            change()
        return waiting.result()[0]
