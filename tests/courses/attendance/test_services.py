from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from courses.attendance.services import AttendanceRefused, record_attendance
from courses.attendance.states import AttendanceReason, Presence
from courses.enrollment.services import enroll, withdraw
from courses.models import Attendance, AttendanceEvent
from courses.signals import attendance_recorded
from tests.factories.courses import make_cohort, make_course, make_learner, make_session

pytestmark = pytest.mark.django_db
PRESENT, ABSENT = Presence.PRESENT, Presence.ABSENT


@pytest.fixture
def registrar() -> Any:
    return make_learner("registrar@example.org")


def recorded() -> list[tuple[int, str]]:
    return list(Attendance.objects.order_by("enrollment_id").values_list("enrollment_id", "presence"))


def events() -> list[tuple[str, str, str]]:
    return list(AttendanceEvent.objects.values_list("before", "after", "reason"))


def test_marks_are_recorded_with_who_and_when(registrar: Any) -> None:
    cohort = make_cohort(make_course())
    ana, ben = (enroll(cohort=cohort, learner=make_learner(), by=None) for _learner in range(2))
    session, now = make_session(cohort), timezone.now()
    marks = {ben.pk: ABSENT, ana.pk: PRESENT}
    assert record_attendance(session=session, marks=marks, by=registrar, now=now) == 2
    assert recorded() == [(ana.pk, "present"), (ben.pk, "absent")]
    assert set(AttendanceEvent.objects.values_list("by", "at")) == {(registrar.pk, now)}


def test_same_mark_again_records_nothing(registrar: Any) -> None:
    cohort = make_cohort(make_course())
    ana, session = enroll(cohort=cohort, learner=make_learner(), by=None), make_session(cohort)
    for number in (1, 0):
        assert record_attendance(session=session, marks={ana.pk: PRESENT}, by=registrar) == number
    assert events() == [("", "present", "")]


def test_correction_keeps_its_reason(registrar: Any) -> None:
    cohort = make_cohort(make_course())
    ana, session = enroll(cohort=cohort, learner=make_learner(), by=None), make_session(cohort)
    record_attendance(session=session, marks={ana.pk: ABSENT}, by=registrar, reason="not needed, not kept")
    record_attendance(session=session, marks={ana.pk: PRESENT}, by=registrar, reason="She came by a later train.")
    assert recorded() == [(ana.pk, "present")]
    assert events() == [("", "absent", ""), ("absent", "present", "She came by a later train.")]


def test_one_refused_mark_keeps_all_from_being_recorded(registrar: Any) -> None:
    cohort = make_cohort(make_course())
    ana, session = enroll(cohort=cohort, learner=make_learner(), by=None), make_session(cohort)
    stranger = enroll(cohort=make_cohort(make_course("Another")), learner=make_learner(), by=None)
    with pytest.raises(AttendanceRefused) as refusal:
        record_attendance(session=session, marks={ana.pk: PRESENT, stranger.pk: PRESENT}, by=registrar)
    assert refusal.value.decision.reason == AttendanceReason.NOT_ENROLLED
    assert recorded() == []


def test_attendance_before_the_session_is_refused(registrar: Any) -> None:
    cohort = make_cohort(make_course())
    ana = enroll(cohort=cohort, learner=make_learner(), by=None)
    session = make_session(cohort, starts_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(AttendanceRefused) as refusal:
        record_attendance(session=session, marks={ana.pk: PRESENT}, by=registrar)
    assert refusal.value.decision.reason == AttendanceReason.NOT_BEGUN


def test_who_left_is_not_marked_anew_but_can_be_corrected(registrar: Any) -> None:
    cohort = make_cohort(make_course())
    ana, ben = (enroll(cohort=cohort, learner=make_learner(), by=None) for _learner in range(2))
    session = make_session(cohort)
    record_attendance(session=session, marks={ana.pk: ABSENT}, by=registrar)
    for one in (ana, ben):
        withdraw(enrollment=one, by=one.learner)
    record_attendance(session=session, marks={ana.pk: PRESENT}, by=registrar, reason="The list was wrong.")
    with pytest.raises(AttendanceRefused):
        record_attendance(session=session, marks={ben.pk: PRESENT}, by=registrar)
    assert recorded() == [(ana.pk, "present")]


def test_recording_tells_strangers_after_the_commit(
    registrar: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    cohort = make_cohort(make_course())
    ana, session = enroll(cohort=cohort, learner=make_learner(), by=None), make_session(cohort)
    told: list[int] = []

    def listen(enrollment_id: int, **kwargs: Any) -> None:
        told.append(enrollment_id)

    attendance_recorded.connect(listen)
    try:
        for _time in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                record_attendance(session=session, marks={ana.pk: PRESENT}, by=registrar)
    finally:
        attendance_recorded.disconnect(listen)
    assert told == [ana.pk]
