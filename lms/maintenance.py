"""The site is closed for work while the file `MAINTENANCE_FILE` is there; it may say until when.

A file needs no database, no restart, and holds for every process at once.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from allauth.account.views import login, logout
from allauth.mfa.base.views import authenticate
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from courses.styles import styles

from .errors import in_maintenance
from .views import healthz, to_login

ALWAYS_OPEN = (healthz, styles, login, authenticate, logout, to_login)


class Maintenance:
    """Tells visitors to come back later (503). Those who may enter the administration sign in as ever and see the site:
    they look whether it is well before the others come."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        notice = _notice()
        if notice is None or view in ALWAYS_OPEN or request.session.get("may_enter_admin"):
            return None
        return in_maintenance(request, expected_end(notice))


def _notice() -> str | None:
    """What the file says; None without one. A file that cannot be read closes the site too."""
    try:
        text: str = settings.MAINTENANCE_FILE.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        return ""
    return text


def expected_end(text: str) -> datetime | None:
    """The moment that the file names (ISO 8601, in UTC unless it names another offset); None if it names none."""
    try:
        moment = parse_datetime(text.strip())
        if moment and timezone.is_naive(moment):
            moment = timezone.make_aware(moment)
        return moment and moment.astimezone(UTC)
    except (ValueError, OverflowError):  # no date, or one at the end of the calendar
        return None
