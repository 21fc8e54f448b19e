from datetime import UTC, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from courses.desk import HistoryLine
from courses.enrollment.services import enroll
from tests.factories.courses import make_cohort, make_course, make_learner


def test_history_when_a_record_is_inspected_tells_what_happened_in_the_zone_of_its_cohort(
    client: Client, admin_user: Any
) -> None:
    cohort = make_cohort(make_course(modules=1), time_zone="Europe/Volgograd")
    learner = make_learner("ana@example.org", name="Ana")
    enrollment = enroll(cohort=cohort, learner=learner, by=learner)
    enrollment.events.update(at=datetime(2026, 11, 22, 22, 30, tzinfo=UTC))
    client.force_login(admin_user)
    response = client.get(reverse("enrollments:inspect", args=[enrollment.pk]))
    event = enrollment.events.get()
    assert response.context["history"] == [HistoryLine(event.at, "Enrolled", learner, "")]
    page = response.content.decode()
    assert "When (Europe/Volgograd)" in page
    assert "23 November 2026, 01:30" in page
