from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lms.workers import requeue_abandoned


class Command(BaseCommand):
    """For the service that runs a worker: call it with the worker's own name just before the worker starts."""

    help = "Puts tasks of a worker that was killed, and all that run for more than an hour, back into the queue."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--worker-id", default="", help="as given to db_worker; this worker must not be running")

    def handle(self, *args: Any, worker_id: str, **options: Any) -> None:
        self.stdout.write(f"{requeue_abandoned(worker_id=worker_id)} abandoned tasks were found.")
