"""Several programs run side by side: all start together, and when one ends the others are stopped."""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from types import FrameType
from typing import NamedTuple

from django.conf import settings

SECONDS_TO_STOP = 15


class Ended(NamedTuple):
    name: str
    code: int


class Processes:
    """`commands` are the programs by name, for people. They are not reached by Ctrl-C themselves; we pass it on."""

    def __init__(self, commands: Mapping[str, list[str]]) -> None:
        self.commands = commands
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.told_to_stop = False

    def run(self, *, ready_at: str, when_ready: Callable[[], None]) -> Ended | None:
        """Runs until told to stop (None) or until one program ends by itself (which one, and its exit code).

        `when_ready` is called once, as soon as the address `ready_at` answers with 200.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop_soon)
        try:
            for name, command in self.commands.items():
                self.running[name] = subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603
            return self.watch(ready_at, when_ready)
        finally:
            self.stop()

    def stop_soon(self, number: int, frame: FrameType | None) -> None:
        self.told_to_stop = True

    def watch(self, ready_at: str, when_ready: Callable[[], None]) -> Ended | None:
        ready = False
        while not self.told_to_stop:
            for name, process in self.running.items():
                if (code := process.poll()) is not None:
                    return Ended(name, code)
            if not ready and answers(ready_at):
                ready = True
                when_ready()
            time.sleep(0.2)
        return None

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for process in self.running.values():
            try:
                process.wait(timeout=max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        sys.stdout.flush()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:  # noqa: S310  our own address, http
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
