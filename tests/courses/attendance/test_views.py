from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.attendance.services import record_attendance
from courses.attendance.states import Presence
from courses.enrollment.services import enroll
from tests.factories.courses import make_cohort, make_course, make_session

pytestmark = pytest.mark.django_db


def test_my_learning_shows_next_sessions_with_their_link_and_what_was_attended(client: Client, make_user: Any) -> None:
    learner = make_user()
    cohort = make_cohort(make_course("Twinning"), time_zone="Asia/Tehran")
    enrollment = enroll(cohort=cohort, learner=learner, by=None)
    past = make_session(cohort, "Past", minutes=60)
    make_session(cohort, "Next", starts_at=timezone.now() + timedelta(days=1), link="https://meet.example.org/next")
    record_attendance(session=past, marks={enrollment.pk: Presence.PRESENT}, by=learner)
    client.force_login(learner)
    page = client.get(reverse("courses:learning")).content.decode()
    assert "Next" in page
    assert "https://meet.example.org/next" in page
    assert "“Twinning”: attended 1 hour of 2.5 hours (40%)." in " ".join(page.split())


def test_my_learning_without_sessions_says_nothing_of_them(client: Client, make_user: Any) -> None:
    learner = make_user()
    enroll(cohort=make_cohort(make_course()), learner=learner, by=None)
    client.force_login(learner)
    assert "my-sessions" not in client.get(reverse("courses:learning")).content.decode()
