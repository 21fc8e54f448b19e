import os
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks import TaskContext, task
from django_tasks_db.models import DBTaskResult

from certificates.awards.tasks import deliver
from courses.api import enroll, record_name
from courses.models import CourseCompletion
from lms import diagnosis
from lms.management.commands.serve import demo_sign_ins
from lms.workers import own_worker_id
from tests.factories.certificates import make_award, make_award_definition
from tests.factories.courses import make_cohort, make_course, take_course


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


def test_any_command_without_a_library_that_draws_says_what_to_type(settings, tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    command = [sys.executable, settings.BASE_DIR / "manage.py", "doctor"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    result = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    line = "A library that draws certificates is missing. Type: sudo apt-get install --no-install-recommends"
    assert (result.returncode, result.stdout, result.stderr.strip()) == (1, "", line)


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


@pytest.fixture
def begun(db):
    """`begun("serve a", minutes=5)`: a task that these workers began, the last of them so long ago."""

    def begin(*workers: str, minutes: int = 0) -> DBTaskResult:
        wait.enqueue()
        begun = DBTaskResult.objects.latest("enqueued_at")
        for worker in workers:
            begun.claim(worker)
        DBTaskResult.objects.filter(pk=begun.pk).update(started_at=timezone.now() - timedelta(minutes=minutes))
        return begun

    return begin


def test_prepare_puts_back_what_the_killed_worker_had_begun(
    transactional_db, var, begun, make_user, run_tasks, settings
):
    settings.HOST, settings.PORT = "127.0.0.1", 8010
    make_user()
    mine, other = begun("serve 127.0.0.1:8010"), begun("worker-1")
    call_command("prepare")
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.status, mine.started_at, other.status) == ("READY", None, "RUNNING")
    assert run_tasks() == 1
    mine.refresh_from_db()
    assert mine.status == "SUCCESSFUL"


class Killed(BaseException):
    """Nothing of ours runs any more."""


def test_prepare_lets_a_mail_go_on_whose_worker_was_killed_while_it_was_sent(
    transactional_db, var, make_user, run_tasks, monkeypatch
):
    learner = make_user("ana@example.org", name="Ana")
    record_name(user=learner, name_of_record="Ana", language="en")
    make_award_definition()
    take_course(enroll(cohort=make_cohort(make_course()), learner=learner, by=learner))
    award = make_award(CourseCompletion.objects.get())
    task = DBTaskResult.objects.get(task_path=deliver.module_path)
    task.claim(own_worker_id())

    def die(self):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMessage, "send", die)
        with pytest.raises(Killed):
            deliver.call(TaskContext(task_result=task.task_result), award.pk)
    call_command("prepare")
    run_tasks()
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]


def test_requeue_tasks_finds_those_of_the_named_worker_and_the_oldest(begun, capsys):
    tasks = [begun("worker-1"), begun("worker-1", "worker-2"), begun("worker-2", minutes=61)]
    call_command("requeue_tasks", worker_id="worker-1")
    assert capsys.readouterr().out == "2 abandoned tasks were found.\n"
    for one in tasks:
        one.refresh_from_db()
    assert [one.status for one in tasks] == ["READY", "RUNNING", "READY"]


def test_task_that_was_abandoned_three_times_fails(begun):
    task = begun("worker-1", "worker-1", "worker-1")
    call_command("requeue_tasks", worker_id="worker-1")
    task.refresh_from_db()
    assert (task.status, task.exception_class_path) == ("FAILED", "builtins.RuntimeError")


def test_doctor_sees_a_storage_that_cannot_be_written(what_is_missing, settings, tmp_path):
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder")
    private = {"OPTIONS": {"location": f"{blocked}/private", "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": {**settings.STORAGES["private"], **private}}
    assert what_is_missing() == ["storage of private files"]
