"""Sessions to come, the roster of a session, and what was attended."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from courses.enrollment.models import Cohort, Enrollment
from courses.enrollment.states import HOLDING_SEAT

from .models import Attendance, Session
from .rules import Attended
from .states import Presence

SOON = 5  # sessions on the learner's page


def roster(session: Session) -> "QuerySet[Enrollment]":
    """Who takes part in the session's cohort, and who left after her attendance was recorded."""
    expected = Q(state__in=HOLDING_SEAT) | Q(attendances__session=session)
    people = Enrollment.objects.filter(expected, cohort=session.cohort_id).distinct()
    return people.select_related("learner__learner_profile").order_by("learner__learner_profile__name_of_record", "pk")


def presences(session: Session) -> dict[int, Presence]:
    """What is recorded of a session so far, by enrollment."""
    rows = Attendance.objects.filter(session=session).values_list("enrollment_id", "presence")
    return {enrollment_id: Presence(presence) for enrollment_id, presence in rows}


def attended(enrollments: Collection[Enrollment]) -> dict[int, Attended]:
    """What several enrollments have attended of their cohorts' sessions, by enrollment (two queries)."""
    cohorts = {enrollment.cohort_id for enrollment in enrollments}
    offered = _minutes(Session.objects.filter(cohort__in=cohorts), "cohort_id", "minutes")
    present = Attendance.objects.filter(enrollment__in=enrollments, presence=Presence.PRESENT)
    minutes = _minutes(present, "enrollment_id", "session__minutes")
    return {
        enrollment.pk: Attended(minutes.get(enrollment.pk, 0), offered.get(enrollment.cohort_id, 0))
        for enrollment in enrollments
    }


def attended_in_course(course_id: UUID) -> Callable[[int, int], Attended]:
    """What was attended, by the keys of an enrollment of this course and of its cohort (two queries in all)."""
    offered = _minutes(Session.objects.filter(cohort__course=course_id), "cohort_id", "minutes")
    present = Attendance.objects.filter(session__cohort__course=course_id, presence=Presence.PRESENT)
    minutes = _minutes(present, "enrollment_id", "session__minutes")
    return lambda enrollment, cohort: Attended(minutes.get(enrollment, 0), offered.get(cohort, 0))


def _minutes(rows: "QuerySet[Any]", owner: str, minutes: str) -> dict[int, int]:
    return dict(rows.order_by().values(owner).annotate(total=Sum(minutes)).values_list(owner, "total"))


@dataclass(frozen=True)
class MySessions:
    """The learner's next sessions, and what she has attended in each of her cohorts that has sessions."""

    upcoming: list[Session]
    attended: list[tuple[Cohort, Attended]]


def my_sessions(learner: Any, now: datetime) -> MySessions:
    """For the cohorts that the learner has a seat in and that are not over (one query, two if there are sessions); a
    session that goes on is still to come."""
    mine = Session.objects.filter(cohort__enrollments__learner=learner, cohort__enrollments__state__in=HOLDING_SEAT)
    sessions = [
        session
        for session in mine.select_related("cohort__course", "facilitator")
        if session.cohort.ends_at is None or now < session.cohort.ends_at
    ]
    return MySessions(
        upcoming=[session for session in sessions if now < session.ends_at][:SOON],
        attended=_attended_by(learner, sessions) if sessions else [],
    )


def _attended_by(learner: Any, sessions: Collection[Session]) -> list[tuple[Cohort, Attended]]:
    offered = Counter[Cohort]()
    for session in sessions:
        offered[session.cohort] += session.minutes
    present = Attendance.objects.filter(enrollment__learner=learner, presence=Presence.PRESENT)
    minutes = _minutes(present, "session__cohort_id", "session__minutes")
    return [(cohort, Attended(minutes.get(cohort.pk, 0), total)) for cohort, total in offered.items()]
