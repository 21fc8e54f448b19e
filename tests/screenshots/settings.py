"""The settings of `make run`, with a folder of its own for what is kept, and a clock that begins at a fixed time."""

import os
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone

from lms.settings.dev import *  # noqa: F403

ROOT_URLCONF = "tests.screenshots.urls"
VAR_DIR = Path(os.environ["SCREENSHOTS_FOLDER"])
BEGAN = datetime.fromtimestamp(float(os.environ["SCREENSHOTS_BEGAN"]), UTC)
PICTURED = datetime(2026, 11, 24, 12, tzinfo=UTC)


def now() -> datetime:
    """The time since the demo was started, after a day that never changes: pictures look the same next month."""
    return datetime.now(UTC) - BEGAN + PICTURED


timezone.now = now
