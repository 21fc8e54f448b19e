"""A demo of its own, in a temporary folder: it is served as `make run` serves it, and deleted afterwards."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

ROOT = Path(__file__).parents[2]
PASSWORD = "screenshots"
SECONDS = 600  # a busy machine is given time


@contextmanager
def served_demo(port: int) -> Iterator[str]:
    """Give the address as soon as the site answers; from then on models can be imported."""
    with tempfile.TemporaryDirectory(prefix="attache-screenshots-", ignore_cleanup_errors=True) as folder:
        os.environ.update(_environment(folder, port))
        django.setup()
        command = [sys.executable, "manage.py", "serve"]
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)
        try:
            _wait_for_site(process, address := f"http://127.0.0.1:{port}")
            yield address
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def _environment(folder: str, port: int) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "tests.screenshots.settings",
        "SCREENSHOTS_FOLDER": folder,
        "SCREENSHOTS_BEGAN": str(time.time()),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "STORAGE_URL": f"file://{folder}/files",
        "DEMO_PASSWORD": PASSWORD,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "BASE_URL": "https://attache.example.org",  # printed on certificates
    }


def _wait_for_site(process: subprocess.Popen[bytes], address: str) -> None:
    from lms.processes import answers  # reads settings, which are named only now

    deadline = time.monotonic() + SECONDS
    while not answers(f"{address}/healthz"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("The demo did not start; the lines above say why.")
        time.sleep(1)
