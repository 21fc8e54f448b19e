"""What every test may use: people, the task worker, programs of the machine, a real browser on a live server.

Databases: `db` for ordinary tests; tests on a live server, or with threads, see committed data and start from the
data of the migrations each time. `DATABASE_URL` chooses the database; the default is SQLite in a file.
With `CI=true` a skipped test is a failed test.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.live_server_helper import LiveServer

# A slow machine is no fault of the code: examples are judged by their result, not by their time.
hypothesis_settings.register_profile("attache", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("attache")

IN_CI = os.environ.get("CI", "").lower() == "true"
FIGURE = "figure"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark by what a test uses, and leave out what the database at hand cannot show."""
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    kept = []
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        database = item.get_closest_marker("django_db")
        if "browser" in fixtures:
            item.add_marker("journey")
        if (
            "live_server" in fixtures
            or "transactional_db" in fixtures
            or (database and database.kwargs.get("transaction"))
        ):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)
        if not item.get_closest_marker(other):
            kept.append(item)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped although CI=true: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was measured stands together at the end, also when other processes ran the tests."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    figures = [value for report in reports for name, value in report.user_properties if name == FIGURE]
    if figures:
        terminalreporter.section("figures")
        for figure in sorted(figures):
            terminalreporter.write_line(figure)


@pytest.fixture
def tell_figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """`tell_figure("module ru: page 96.1 KB")`: a line for the end of the run."""
    return lambda line: record_property(FIGURE, line)


@pytest.fixture(autouse=True)
def _fresh_start() -> None:
    """Cached values and the language of the last request are not for the next test, whose rows have the same keys."""
    cache.clear()
    translation.deactivate()


@pytest.fixture
def make_user(db: None) -> Callable[..., Any]:
    """`make_user("ana@example.org", name="Ana")`: a person with a confirmed address, password "correct horse"."""
    from allauth.account.models import EmailAddress
    from django.contrib.auth import get_user_model

    def make(email: str = "ana@example.org", password: str = "correct horse", **fields: Any) -> Any:
        user = get_user_model().objects.create_user(email, password, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    return make


@pytest.fixture
def admin_user(make_user: Callable[..., Any]) -> Any:
    return make_user("admin@example.org", name="Admin", is_superuser=True)


@pytest.fixture
def client_factory() -> type[Client]:
    """`client_factory()`: one more browser session, beside `client`."""
    return Client


@pytest.fixture
def run_tasks() -> Callable[[], int]:
    """Runs the queued background tasks, and those they queue, as the worker does; returns how many.

    A task that fails makes the test fail. In a test without transactions of its own, wrap what enqueues in
    `django_capture_on_commit_callbacks(execute=True)` first: nothing is enqueued before the commit.
    """
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="tests", excluded_queue_names=[],
    )  # fmt: skip

    def run() -> int:
        count = 0
        while task := DBTaskResult.objects.ready().first():
            task.claim("tests")
            worker.run_task(task)
            task.refresh_from_db()
            assert task.status == "SUCCESSFUL", task.traceback
            count += 1
        return count

    return run


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """`program("pdftotext")`: the path of a program of this machine; without it the test is skipped (in CI: fails)."""

    def find(*names: str) -> str:
        for name in names:
            if path := shutil.which(name):
                return path
        pytest.skip(f"{names[0]} is not installed; `make test` installs it.")

    return find


@pytest.fixture(scope="session")
def chromium(program: Callable[..., str]) -> str:
    """The path of the browser: $CHROMIUM, or the one that the system has."""
    return os.environ.get("CHROMIUM") or program(*CHROMIUM_NAMES)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """A running browser for the whole session; a test opens `browser.new_context()` or uses `page`.

    Playwright keeps an event loop in this thread while it runs, which makes Django refuse the database and open
    another connection. Nothing here runs at the same time as that loop, so the refusal is lifted as long as the
    browser lives, and the connection stays the one that knows the data of the migrations.
    """
    from playwright.sync_api import sync_playwright

    before = connections[DEFAULT_DB_ALIAS]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        connections[DEFAULT_DB_ALIAS] = before
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(live_server: LiveServer, settings: Any) -> str:
    """The address of the live server, also for links in mails and on certificates."""
    settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    return live_server.url


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page in a fresh browser session; relative addresses are those of the live server."""
    context = browser.new_context(base_url=address, locale="en-US", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
