"""Programs side by side: all are stopped when we are told to stop, or when one ends by itself."""

import http.server
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from lms.processes import Ended, Processes

NOWHERE = "http://127.0.0.1:9/healthz"


def program(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.fixture(autouse=True)
def keep_signal_handlers():
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.fixture
def healthy_address():
    class Ok(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Ok) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_one_that_ends_stops_the_others_and_is_named():
    processes = Processes({"long": program("import time; time.sleep(60)"), "short": program("raise SystemExit(3)")})
    assert processes.run(ready_at=NOWHERE, when_ready=pytest.fail) == Ended("short", 3)
    assert processes.running["long"].returncode == -signal.SIGTERM


def test_ready_is_said_once_and_a_signal_stops_all(healthy_address):
    said = []

    def when_ready():
        said.append("ready")
        threading.Timer(0.6, os.kill, [os.getpid(), signal.SIGTERM]).start()

    processes = Processes({"a": program("import time; time.sleep(60)"), "b": program("import time; time.sleep(60)")})
    assert processes.run(ready_at=healthy_address, when_ready=when_ready) is None
    assert said == ["ready"]
    assert {process.returncode for process in processes.running.values()} == {-signal.SIGTERM}


def test_one_that_does_not_listen_is_killed(monkeypatch):
    monkeypatch.setattr("lms.processes.SECONDS_TO_STOP", 0.5)
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    )
    processes = Processes({})
    processes.running["deaf"] = process = subprocess.Popen(program(deaf), stdout=subprocess.PIPE)
    with process.stdout as said:
        assert said.readline() == b"deaf\n"
    started = time.monotonic()
    processes.stop()
    assert process.returncode == -signal.SIGKILL
    assert time.monotonic() - started < 10
