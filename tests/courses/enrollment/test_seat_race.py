"""Many people for few seats at once, over HTTP. The control shows that the test can find an oversold cohort."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.enrollment.models import Cohort, Enrollment
from courses.enrollment.services import seats
from tests.factories.courses import make_cohort, make_course, make_learner

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, SEATS = 24, 6


def session_of(learner: Any) -> str:
    client = Client()
    client.force_login(learner)
    return client.cookies["sessionid"].value


def rush(address: str, cohort: Cohort) -> Counter[int]:
    """All press the button at once; the answers by HTTP status."""
    import http.client
    from urllib.parse import urlencode, urlsplit

    sessions = [session_of(make_learner()) for _person in range(PEOPLE)]
    path, token = reverse("courses:enroll", args=[cohort.pk]), "a" * 32
    body = urlencode({"name_of_record": "Ana", "name_latin": "", "csrfmiddlewaretoken": token})

    def press(session: str) -> int:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.status

    with ThreadPoolExecutor(PEOPLE) as pool:
        return Counter(pool.map(press, sessions))


@pytest.fixture
def slow_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some work between looking and writing, as on a busy machine."""
    may_enroll = seats.may_enroll

    def slow(facts: Any) -> Any:
        time.sleep(0.02)
        return may_enroll(facts)

    monkeypatch.setattr(seats, "may_enroll", slow)


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort(make_course(), seats=SEATS)


@pytest.mark.usefixtures("slow_decision")
def test_rush_for_seats_takes_exactly_the_seats_without_an_error(live_server: Any, cohort: Cohort) -> None:
    answers = rush(live_server.url, cohort)
    cohort.refresh_from_db()
    assert answers == {302: PEOPLE}
    assert (Enrollment.objects.filter(state="active").count(), cohort.seats_taken) == (SEATS, SEATS)


@pytest.mark.usefixtures("slow_decision")
def test_rush_for_seats_with_the_lock_off_oversells(
    live_server: Any, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def unlocked(cohort_id: int) -> Iterator[Cohort]:
        yield Cohort.objects.get(pk=cohort_id)

    monkeypatch.setattr(seats, "seats_locked", unlocked)
    monkeypatch.setattr(seats, "_store_seats", lambda cohort, taken: None)
    rush(live_server.url, cohort)
    assert Enrollment.objects.filter(state="active").count() > SEATS
