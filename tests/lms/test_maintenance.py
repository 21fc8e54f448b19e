"""The file that closes the site for work."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from courses.styles import style_sheet
from lms.maintenance import expected_end

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(settings: Any, tmp_path: Path) -> Path:
    """Where the file is looked for; it is not there yet."""
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    return settings.MAINTENANCE_FILE


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24 18:30+03:00\n", datetime(2026, 11, 24, 15, 30, tzinfo=UTC)),
        ("2026-11-24T18:30", datetime(2026, 11, 24, 18, 30, tzinfo=UTC)),
        ("", None),
        ("tonight", None),
        ("2026-13-41 18:30", None),
        ("9999-12-31T23:59:59-14:00", None),
    ],
)
def test_expected_end_is_the_moment_that_the_file_names(text: str, moment: datetime | None) -> None:
    assert expected_end(text) == moment


@pytest.mark.parametrize(
    ("address", "language"), [("/", "en"), ("/ru/accounts/signup/", "ru"), ("/fa/learning/", "fa")]
)
def test_site_while_the_file_is_there_is_closed_in_the_language_of_the_address(
    client: Client, notice: Path, address: str, language: str
) -> None:
    assert client.get(address).status_code in (200, 302)
    notice.touch()
    response = client.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "600")
    assert response["Content-Language"] == language
    notice.unlink()
    assert client.get(address).status_code in (200, 302)


def test_notice_says_until_when_and_tells_programs_too(client: Client, notice: Path) -> None:
    until = timezone.now() + timedelta(hours=2)
    notice.write_text(until.isoformat())
    response = client.get("/")
    assert f"open again on {until.day} {until:%B} {until.year}, {until:%H:%M} UTC." in response.content.decode()
    assert 7190 <= int(response["Retry-After"]) <= 7200


def test_notice_when_its_time_is_over_promises_nothing(client: Client, notice: Path) -> None:
    notice.write_text("2020-01-01 12:00")
    response = client.get("/")
    assert "It is closed for maintenance and will be open again soon." in response.content.decode()
    assert response["Retry-After"] == "600"


def test_form_while_the_site_is_closed_changes_nothing(client: Client, notice: Path) -> None:
    notice.touch()
    answer = client.post("/display/", {"theme": "dark"})
    assert (answer.status_code, "theme" in answer.cookies) == (503, False)


def test_file_that_cannot_be_read_closes_the_site_too(client: Client, notice: Path) -> None:
    notice.write_bytes("открыто".encode("cp1251"))
    assert client.get("/").status_code == 503
    notice.unlink()
    notice.mkdir()
    assert client.get("/").status_code == 503


def test_people_of_the_administration_sign_in_while_the_site_is_closed_and_learners_stay_outside(
    client_factory: Any, notice: Path, make_user: Any
) -> None:
    make_user("learner@example.org")
    make_user("editor@example.org").groups.add(Group.objects.get(name="Course editors"))
    notice.touch()
    for name, answer in (("learner", 503), ("editor", 200)):
        person = client_factory()
        assert person.get("/admin/login/").status_code == 302
        assert person.get("/ru/accounts/login/").status_code == 200
        person.post("/accounts/login/", {"login": f"{name}@example.org", "password": "correct horse"})
        assert person.get("/learning/").status_code == answer


def test_learner_may_sign_out_while_the_site_is_closed(client: Client, notice: Path, make_user: Any) -> None:
    client.force_login(make_user())
    notice.write_text("")
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_load_balancer_and_the_look_of_the_notice_are_answered_as_ever(client: Client, notice: Path) -> None:
    notice.touch()
    assert client.get("/healthz").status_code == 200
    assert client.get(f"/styles/{style_sheet().digest}.css").status_code == 200


def test_people_of_the_administration_see_the_site_and_learners_do_not(
    client: Client, client_factory: Any, notice: Path, make_user: Any
) -> None:
    learner, staff = client_factory(), client
    make_user("learner@example.org")
    make_user("editor@example.org").groups.add(Group.objects.get(name="Course editors"))
    for person, name in ((learner, "learner"), (staff, "editor")):
        person.post("/accounts/login/", {"login": f"{name}@example.org", "password": "correct horse"})
    notice.touch()
    assert (learner.get("/learning/").status_code, staff.get("/learning/").status_code) == (503, 200)
    assert staff.get("/admin/").status_code == 200
