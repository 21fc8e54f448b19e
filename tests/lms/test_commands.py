import socket
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from lms import diagnosis
from lms.management.commands.serve import demo_sign_ins


@pytest.fixture
def var(settings, tmp_path) -> Path:
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


def test_serve_at_a_taken_port_says_so_in_one_sentence(settings):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings.HOST, settings.PORT = "127.0.0.1", other.getsockname()[1]
        with pytest.raises(CommandError, match=r"^Cannot serve at 127\.0\.0\.1:\d+ .* make run PORT=8010$"):
            call_command("serve")


def test_prepare_leaves_a_site_with_people_alone(db, var, make_user, capsys):
    make_user()
    call_command("prepare")
    assert capsys.readouterr().out == ""
    assert (var / "static").is_dir()


def test_sign_ins_are_shown_when_the_demo_is_there(db, var, make_user):
    make_user("learner@example.org", name="Lerato Learner")
    make_user("admin@example.org", name="Ada Admin")
    make_user("other@example.org", name="Other")
    make_user("someone@elsewhere.example", name="Someone")
    assert demo_sign_ins() == []
    (var / "demo-password").write_text("pale-river\n")
    assert demo_sign_ins() == [
        "Demo sign-ins, all with the password pale-river",
        "  learner@example.org     Lerato Learner",
        "  admin@example.org       Ada Admin",
    ]


@pytest.fixture
def what_is_missing(db):
    return lambda: [finding.what for finding in diagnosis.diagnose() if not finding.ok]


def test_doctor_finds_nothing_on_this_machine(db, capsys):
    call_command("doctor")
    assert capsys.readouterr().out.endswith("Everything is there.\n")


def test_doctor_names_a_missing_library_and_its_package(db, monkeypatch, capsys):
    monkeypatch.setattr(diagnosis, "LIBRARIES", {"libnowhere.so.0": "libnowhere0"})
    with pytest.raises(CommandError, match=r"^1 of \d+ things are missing\.$"):
        call_command("doctor")
    assert "install --no-install-recommends libnowhere0" in capsys.readouterr().out


@task
def wait() -> None:
    """Something to do in the background."""


def test_doctor_sees_tasks_that_nobody_runs(what_is_missing):
    wait.enqueue()
    assert what_is_missing() == []
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=3))
    assert what_is_missing() == ["task worker keeps up"]


def test_doctor_sees_a_storage_that_cannot_be_written(what_is_missing, settings, tmp_path):
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder")
    private = {"OPTIONS": {"location": f"{blocked}/private", "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": {**settings.STORAGES["private"], **private}}
    assert what_is_missing() == ["storage of private files"]
