import socket
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.urls import reverse

from lms.processes import Processes
from lms.workers import own_worker_id

WEB_SERVER = ["-m", "gunicorn", "lms.wsgi", "--worker-class", "gthread", "--threads", "8", "--timeout", "60"]
WEB_SERVER += ["--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"]
TASK_WORKER = ["manage.py", "db_worker", "--queue-name", "*", "--no-reload", "--verbosity", "0"]
DEMO_ROLES = ["learner", "officer", "editor", "reviewer", "registrar", "admin"]


class Command(BaseCommand):
    """HOST and PORT in the environment say where. Ends with 0 when told to stop, else with 1 and one sentence."""

    help = "Prepares the site, then serves it with its task worker beside it, until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        require_free_port(settings.HOST, settings.PORT)
        call_command("prepare")
        web_server = [
            *WEB_SERVER,
            "--bind",
            f"{settings.HOST}:{settings.PORT}",
            *(["--reload"] if settings.DEBUG else []),
        ]
        task_worker = [*TASK_WORKER, "--worker-id", own_worker_id()]
        processes = Processes(
            {"web server": [sys.executable, *web_server], "task worker": [sys.executable, *task_worker]}
        )
        ended = processes.run(ready_at=f"http://{local_address()}/healthz", when_ready=self.announce)
        if ended:
            raise CommandError(f"The {ended.name} ended by itself (exit code {ended.code}); everything was stopped.")
        self.stdout.write("\nStopped. Your data is kept; `make run` starts the site again.")

    def announce(self) -> None:
        """Says where the site is and who can sign in."""
        address = f"http://{local_address()}"
        lines = [
            f"The site is ready: {address}{reverse('wagtail_serve', args=[''])}",
            f"Administration:    {address}{reverse('wagtailadmin_home')}",
            *demo_sign_ins(),
            "E-mail is printed here instead of being sent." if "console" in settings.EMAIL_BACKEND else "",
            "Stop with Ctrl-C.",
        ]
        self.stdout.write("\n" + "\n".join(line for line in lines if line) + "\n")
        self.stdout.flush()
        connection.close()


def local_address() -> str:
    """Where a browser on this machine finds the site."""
    host = "127.0.0.1" if settings.HOST in ("0.0.0.0", "") else settings.HOST  # noqa: S104
    return f"{host}:{settings.PORT}"


def require_free_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Cannot serve at {host}:{port} ({error.strerror}). Choose another: make run PORT=8010"
            ) from None


def demo_sign_ins() -> list[str]:
    """The demo's people, one for each role, and their password, when the demo is loaded."""
    file = settings.VAR_DIR / "demo-password"
    if not file.exists():
        return []
    addresses = [f"{role}@example.org" for role in DEMO_ROLES]
    people = get_user_model().objects.in_bulk(addresses, field_name="email")
    shown = [f"  {address:<24}{people[address].get_full_name()}" for address in addresses if address in people]
    return [f"Demo sign-ins, all with the password {file.read_text().strip()}", *shown] if shown else []
