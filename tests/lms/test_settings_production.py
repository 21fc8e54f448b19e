"""Production settings refuse to start with what would be unsafe in public; each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "J7u9-random-enough-for-a-test-0123456789-abcdefghijklmnop",
    "ALLOWED_HOSTS": "courses.example.org",
    "BASE_URL": "https://courses.example.org",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587",
    "DATABASE_URL": "postgres://attache:secret@db.example.org/attache",
}
PRINT = """
import json, sys
from lms.settings import production
print(json.dumps({name: getattr(production, name) for name in sys.argv[1:]}))
"""


def load(environment: dict[str, str], *names: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", PRINT, *names],
        cwd=ROOT,
        env={**inherited, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_complete_environment_starts_safe():
    names = ["DEBUG", "ALLOWED_HOSTS", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "BASE_URL"]
    assert json.loads(load(GOOD, *names).stdout) == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["courses.example.org"],
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SESSION_COOKIE_SECURE": True,
        "BASE_URL": "https://courses.example.org",
    }


def test_debug_from_the_environment_is_ignored():
    assert json.loads(load({**GOOD, "DEBUG": "1"}, "DEBUG").stdout) == {"DEBUG": False}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be a random text"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY must be a random text"),
        ({"SECRET_KEY": "only-for-the-tests-" + "0123456789" * 4}, "SECRET_KEY must be a random text"),
        ({"ALLOWED_HOSTS": "*"}, "a wildcard is refused"),
        ({"ALLOWED_HOSTS": "courses.example.org,*"}, "a wildcard is refused"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"BASE_URL": "http://courses.example.org"}, "BASE_URL must be the public https:// address"),
        ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL must name a mail server"),
        ({"STORAGE_URL": "s3://bucket"}, "STORAGE_URL must look like file:///"),
    ],
)
def test_unsafe_value_is_refused(change, sentence):
    result = load({**GOOD, **change})
    assert result.returncode != 0
    assert sentence in result.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_URL"])
def test_missing_value_is_refused_by_name(name):
    result = load({key: value for key, value in GOOD.items() if key != name})
    assert result.returncode != 0
    assert name in result.stderr.splitlines()[-1]
