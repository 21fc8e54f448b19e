"""The addresses of the site, and one for each page that only something gone wrong would show."""

from datetime import UTC, datetime
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from lms import errors
from lms.urls import handler400, handler403, handler404, handler500
from lms.urls import urlpatterns as addresses

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
OPEN_AGAIN = datetime(2026, 11, 24, 18, tzinfo=UTC)


def wrong(request: HttpRequest, state: int) -> HttpResponse:
    """The page of this state."""
    if state == HTTPStatus.FORBIDDEN:
        raise PermissionDenied
    if state == HTTPStatus.SERVICE_UNAVAILABLE:
        return errors.in_maintenance(request, OPEN_AGAIN)
    return errors.server_error(request)


urlpatterns = [path("wrong/<int:state>/", wrong), path("fa/wrong/<int:state>/", wrong), *addresses]
