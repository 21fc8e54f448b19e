"""Sessions and their rosters in the real admin."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.enrollment.services import enroll
from courses.models import Attendance, AttendanceEvent, Enrollment, Session
from tests.factories.courses import make_cohort, make_course, make_learner, make_session

pytestmark = pytest.mark.django_db


def take_seats(cohort: Any, number: int) -> list[Enrollment]:
    return [enroll(cohort=cohort, learner=make_learner(), by=None) for _seat in range(number)]


def address(session: Session) -> str:
    return reverse("rosters:roster", args=[session.pk])


def sent(before: dict[Enrollment, str], **after: str) -> dict[str, str]:
    """What a browser sends of a roster: what it showed, and what is chosen now."""
    shown = {f"initial-person_{one.pk}": presence for one, presence in before.items()}
    kept = {f"person_{one.pk}": presence for one, presence in before.items() if presence}
    return {**shown, **kept, "reason": "", **after}


def presences() -> dict[int, str]:
    return dict(Attendance.objects.values_list("enrollment_id", "presence"))


def test_add_session_reads_its_begin_on_the_clock_of_the_cohort(admin_client: Client) -> None:
    cohort = make_cohort(make_course(), time_zone="Asia/Tehran")
    form = {"cohort": str(cohort.pk), "topic": "Protocol", "starts_at": "2027-03-21 09:00", "minutes": "90"}
    response = admin_client.post(reverse("sessions:add"), form)
    session = Session.objects.get()
    assert session.starts_at == datetime(2027, 3, 21, 5, 30, tzinfo=UTC)
    assert response.headers["Location"] == f"{reverse('sessions:index')}?cohort={cohort.pk}"
    edit = admin_client.get(reverse("sessions:edit", args=[session.pk])).content.decode()
    assert 'value="2027-03-21 09:00"' in edit


@pytest.mark.parametrize("cohort", ["", "0", "x", "9" * 30, "\x00"])
def test_add_session_without_a_cohort_says_so(admin_client: Client, cohort: str) -> None:
    form = {"cohort": cohort, "topic": "Protocol", "starts_at": "2027-03-21 09:00", "minutes": "90"}
    response = admin_client.post(reverse("sessions:add"), form)
    assert list(response.context["form"].errors) == ["cohort"]


@pytest.mark.parametrize(
    ("field", "value"), [("minutes", "0"), ("minutes", "721"), ("starts_at", "0001-01-01 00:00"), ("topic", "")]
)
def test_add_session_with_a_wrong_value_says_so_at_the_field(admin_client: Client, field: str, value: str) -> None:
    cohort = make_cohort(make_course())
    form = {"cohort": str(cohort.pk), "topic": "Protocol", "starts_at": "2027-03-21 09:00", "minutes": "90"}
    response = admin_client.post(reverse("sessions:add"), {**form, field: value})
    assert list(response.context["form"].errors) == [field]
    assert not Session.objects.exists()


def test_session_keeps_its_cohort_when_it_is_edited(admin_client: Client) -> None:
    session, other = make_session(make_cohort(make_course())), make_cohort(make_course("Other"))
    form = {"cohort": str(other.pk), "topic": "Renamed", "starts_at": "2027-03-21 09:00", "minutes": "60"}
    admin_client.post(reverse("sessions:edit", args=[session.pk]), form)
    before = session.cohort
    session.refresh_from_db()
    assert (session.topic, session.cohort) == ("Renamed", before)


def test_roster_records_what_was_chosen_and_leaves_the_others(admin_client: Client) -> None:
    session = make_session(make_cohort(make_course()))
    ana, ben, cem = take_seats(session.cohort, 3)
    chosen = {f"person_{ana.pk}": "present", f"person_{ben.pk}": "absent"}
    response = admin_client.post(address(session), sent({ana: "", ben: "", cem: ""}, **chosen), follow=True)
    assert "The attendance is saved." in response.content.decode()
    assert presences() == {ana.pk: "present", ben.pk: "absent"}


def test_roster_saved_with_the_others_absent_marks_who_has_no_mark(admin_client: Client) -> None:
    session = make_session(make_cohort(make_course()))
    ana, ben, cem = take_seats(session.cohort, 3)
    admin_client.post(address(session), sent({ana: "", ben: "", cem: ""}, **{f"person_{ana.pk}": "present"}))
    form = sent({ana: "present", ben: "", cem: ""}, **{f"person_{ben.pk}": "present", "others": "absent"})
    admin_client.post(address(session), form)
    assert presences() == {ana.pk: "present", ben.pk: "present", cem.pk: "absent"}


def test_roster_correction_without_a_reason_is_asked_for_one_and_keeps_the_choices(admin_client: Client) -> None:
    session = make_session(make_cohort(make_course()))
    ana, ben = take_seats(session.cohort, 2)
    admin_client.post(address(session), sent({ana: "", ben: ""}, **{f"person_{ana.pk}": "absent"}))
    chosen = {f"person_{ana.pk}": "present", f"person_{ben.pk}": "present"}
    response = admin_client.post(address(session), sent({ana: "absent", ben: ""}, **chosen))
    assert list(response.context["form"].errors) == ["reason"]
    assert response.content.decode().count("checked") == 2
    assert presences() == {ana.pk: "absent"}
    corrected = sent({ana: "absent", ben: ""}, **chosen, reason="She came late.")
    page = admin_client.post(address(session), corrected, follow=True).content.decode()
    assert presences() == {ana.pk: "present", ben.pk: "present"}
    assert "She came late." in page
    assert AttendanceEvent.objects.exclude(reason="").count() == 1


def test_roster_filled_in_by_two_at_once_keeps_both_marks(admin_client: Client) -> None:
    session = make_session(make_cohort(make_course()))
    ana, ben = take_seats(session.cohort, 2)
    for one in (ana, ben):  # both opened the page before the other one saved
        admin_client.post(address(session), sent({ana: "", ben: ""}, **{f"person_{one.pk}": "present"}))
    assert presences() == {ana.pk: "present", ben.pk: "present"}


def test_roster_before_the_session_tells_when_it_can_be_filled_in(admin_client: Client) -> None:
    session = make_session(make_cohort(make_course()), starts_at=timezone.now() + timedelta(days=1))
    (ana,) = take_seats(session.cohort, 1)
    page = admin_client.get(address(session)).content.decode()
    assert "from the first minute of the session on" in page
    admin_client.post(address(session), sent({ana: ""}, **{f"person_{ana.pk}": "present"}))
    assert presences() == {}


@pytest.mark.parametrize(("group", "status"), [("Registrars", 200), ("Course editors", 302)])
def test_roster_is_for_registrars(client: Client, make_user: Any, group: str, status: int) -> None:
    user = make_user()
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert client.get(address(make_session(make_cohort(make_course())))).status_code == status


def test_cohort_leads_to_its_sessions_and_a_session_in_use_stays(admin_client: Client) -> None:
    session = make_session(make_cohort(make_course()))
    (ana,) = take_seats(session.cohort, 1)
    admin_client.post(address(session), sent({ana: ""}, **{f"person_{ana.pk}": "present"}))
    cohort_page = admin_client.get(reverse("cohorts:inspect", args=[session.cohort_id])).content.decode()
    assert f"{reverse('sessions:index')}?cohort={session.cohort_id}" in cohort_page
    assert "1 / 1" in admin_client.get(reverse("sessions:index")).content.decode()
    response = admin_client.post(reverse("sessions:delete", args=[session.pk]), follow=True)
    assert "is in use and cannot be deleted" in response.content.decode()
