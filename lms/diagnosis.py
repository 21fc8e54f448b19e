"""What the site needs of its machine, looked at one by one. Nothing here changes anything."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .libraries import APT, LIBRARIES, is_loadable

WORKER_IS_LATE = timedelta(minutes=2)


class Finding(NamedTuple):
    what: str
    ok: bool
    advice: str


def diagnose() -> Iterator[Finding]:
    """One finding for each thing the site needs; the advice says what to do when it is not there."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding(f"Python {version}", sys.version_info >= (3, 11), "Install Python 3.11 or newer.")
    for library, package in LIBRARIES.items():
        yield Finding(f"library {library}, which draws certificates", is_loadable(library), f"{APT} {package}")
    yield Finding("msgfmt, which compiles translations", shutil.which("msgfmt") is not None, f"{APT} gettext")
    yield from fonts()
    yield from database()
    yield from storages()
    errors = [message for message in checks.run_checks() if message.is_serious()]
    yield Finding("settings and models fit together", not errors, "\n        ".join(str(error) for error in errors))


def fonts() -> Iterator[Finding]:
    """Certificates use fonts that come with the app, not those of the machine."""
    shipped = list((settings.BASE_DIR / "certificates").rglob("*.[ot]tf"))
    yield Finding("fonts for certificates", bool(shipped), "They belong to the program: get a complete copy of it.")


def database() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Finding(f"database ({connection.vendor})", False, f"It does not answer; check DATABASE_URL: {error}")
        return
    yield Finding(f"database ({connection.vendor})", True, "")
    yield Finding("tables up to date", not waiting, f"{len(waiting)} migrations to do: manage.py migrate")
    if not waiting:
        late = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - WORKER_IS_LATE).exists()
        yield Finding(
            "task worker keeps up",
            not late,
            "Tasks have waited for minutes. `make run` starts the worker, or: manage.py db_worker",
        )


def storages() -> Iterator[Finding]:
    for name in ("default", "private"):
        folder = Path(settings.STORAGES[name]["OPTIONS"]["location"])
        advice = f"The user that runs the site must be able to write to {folder}."
        yield Finding(f"storage of {name} files", is_writable(folder), advice)


def is_writable(folder: Path) -> bool:
    """True when a file can be made in the folder, or in the nearest folder above it that exists."""
    while not folder.exists():
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
