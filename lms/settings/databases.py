"""Database settings from `DATABASE_URL`, with the engine options each database needs to be safe here."""

from typing import Any

import environ

# An acknowledged enrollment is a promise: WAL with synchronous=FULL survives power loss. IMMEDIATE makes every
# transaction wait for its turn instead of failing when it turns from reading to writing.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; "
        "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;"
    ),
}
# Seconds and milliseconds as PostgreSQL reads them: a request never waits longer for a lock than a person would.
POSTGRESQL_SERVER_OPTIONS = "-c statement_timeout=15s -c lock_timeout=3s -c idle_in_transaction_session_timeout=30s"


def database_from_url(url: str) -> dict[str, Any]:
    """The `DATABASES["default"]` entry for one `DATABASE_URL` (`sqlite:///path` or `postgres://...`)."""
    config: dict[str, Any] = dict(environ.Env.db_url_config(url))
    options = config.setdefault("OPTIONS", {})
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {**SQLITE_OPTIONS, **options}
        config["CONN_MAX_AGE"] = None
    else:
        options.setdefault("options", POSTGRESQL_SERVER_OPTIONS)
        options.setdefault("connect_timeout", 5)  # seconds: then people are told that the database is away
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config
