from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lms.address import follow_base_url
from lms.workers import own_worker_id, requeue_abandoned


class Command(BaseCommand):
    """The first half of `make run`; a second time it finds everything done, changes nothing and answers at once."""

    help = "Compiles translations, migrates the database, and loads the demo when the site has no people yet."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        if any(settings.BASE_DIR.glob("*/locale/*/LC_MESSAGES/*.po")):
            call_command("compilemessages", ignore_patterns=[".venv", "node_modules"], verbosity=0)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database ...")
            call_command("migrate", interactive=False, verbosity=0)
        follow_base_url()
        if not get_user_model().objects.exists():
            self.stdout.write("Loading the demo ...")
            call_command("load_demo")
        else:  # what a worker that was killed left undone
            requeue_abandoned(worker_id=own_worker_id())
            call_command("issue_certificates", stdout=StringIO())
        connection.close()
