"""The learner's sessions."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from .queries import my_sessions


def learning_part(request: HttpRequest) -> str:
    """The next sessions and the share attended, for the page My learning; "" for who has none."""
    sessions = my_sessions(request.user, timezone.now())
    if not sessions.upcoming and not sessions.attended:
        return ""
    return render_to_string("courses/attendance/my_sessions.html", {"sessions": sessions})
