"""Error pages in the language of the one who reads them.

An address says its language (`/fa/...`); one that does not leaves it to the cookie and to what the browser asks for. A
request may break before, or long after, the language of a page is chosen, and a thread still speaks the language of the
request before: so it is chosen here anew.
"""

import secrets
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from itertools import accumulate
from typing import Any

from django.db import Error as DatabaseProblem
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language_from_request, override
from django.views import csrf, defaults
from wagtail.models import Page, Site

from courses.api import contact_email

from .databases import database_answers
from .display import display

ErrorView = Callable[..., HttpResponse]
SOON, LATER = timedelta(minutes=1), timedelta(minutes=10)


def _error_page(view: ErrorView) -> ErrorView:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        setattr(request, "csrf_processing_done", True)  # noqa: B010  else Django looks for a token in the form
        language = get_language_from_request(request, check_path=True)
        with override(language):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        return response

    return answer


def _bare_page(request: HttpRequest, state: HTTPStatus, **facts: Any) -> HttpResponse:
    """A page that is drawn without a session or a database."""
    context = {**display(request), "contact": contact_email(), **facts}
    return HttpResponse(render_to_string(f"{state}.html", context), status=state)


@_error_page
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _bare_page(request, HTTPStatus.BAD_REQUEST)


@_error_page
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _was_taken_down(request):
        return render(request, "410.html", status=HTTPStatus.GONE)
    return defaults.page_not_found(request, exception)


def _was_taken_down(request: HttpRequest) -> bool:
    """Whether a page that everybody could see was here, or above: editors unpublished it, or its time was over.

    A page that was deleted leaves no address behind, so nobody knows.
    """
    match, site = request.resolver_match, Site.find_for_request(request)
    if match is None or match.view_name != "wagtail_serve" or site is None:
        return False
    start = site.root_page.localized.url_path
    paths = [start + path for path in accumulate(f"{part}/" for part in match.args[0].split("/") if part)]
    return Page.objects.filter(url_path__in=paths, live=False, first_published_at__isnull=False).public().exists()


@_error_page
def server_error(request: HttpRequest) -> HttpResponse:
    """A mistake of ours, under a reference; or, when the database is gone, nobody's.

    Django writes the reason phrase of the answer to the log, before the traceback: there the reference is found.
    """
    if isinstance(sys.exception(), DatabaseProblem) and not database_answers():
        return _unavailable(request, SOON)
    reference = secrets.token_hex(4)
    response = _bare_page(request, HTTPStatus.INTERNAL_SERVER_ERROR, reference=reference)
    response.reason_phrase = f"{response.reason_phrase} {reference}"
    return response


@_error_page
def in_maintenance(request: HttpRequest, until: datetime | None) -> HttpResponse:
    """The site is closed for work; `until` (aware) is when it should be open again, if somebody said so."""
    left = until - timezone.now() if until else timedelta()
    if left <= timedelta():
        return _unavailable(request, LATER, maintenance=True)
    return _unavailable(request, left, maintenance=True, until=until)


def _unavailable(request: HttpRequest, left: timedelta, **facts: Any) -> HttpResponse:
    response = _bare_page(request, HTTPStatus.SERVICE_UNAVAILABLE, **facts)
    response.headers["Retry-After"] = str(round(left.total_seconds()))
    return response


permission_denied = _error_page(defaults.permission_denied)
csrf_failure = _error_page(csrf.csrf_failure)
