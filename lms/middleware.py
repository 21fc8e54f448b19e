"""What holds for every request and every answer of the site."""

import codecs
from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.log import log_response

from . import display
from .errors import bad_request

GetResponse = Callable[[HttpRequest], HttpResponse]
UTF_8 = "utf-8"
TEXT = ("text/", "application/json", "application/xml", "image/svg+xml")


class CompressedText(GZipMiddleware):
    """Text travels compressed (docs/decisions/0012); pictures, films and PDF files are so already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "")
        return super().process_response(request, response) if kind.startswith(TEXT) else response


class PrivateResponses:
    """A shared cache never keeps an answer given to a person.

    `private, no-store` when a session or a choice of display came in as a cookie, or any cookie goes out. A view whose
    answer is the same for all says so itself: `public`. So does one that lets a person's own browser keep an answer:
    `private`, and not `no-store`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        personal = request.COOKIES.keys() & {settings.SESSION_COOKIE_NAME, *display.CHOICES} or response.cookies
        said = response.get("Cache-Control", "")
        same_for_all = "public" in said
        kept_by_one = "private" in said and "no-store" not in said
        if personal and not same_for_all and not kept_by_one:
            del response["Cache-Control"]
            patch_cache_control(response, private=True, no_store=True)
        return response


class AdminContentSecurityPolicy:
    """Wagtail's editor needs inline script and style; the relaxed policy is for its addresses alone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            relaxed = {
                "script-src": [UNSAFE_INLINE],
                "style-src": [UNSAFE_INLINE],
                "img-src": ["blob:"],
                "frame-src": [SELF],
            }
            response._csp_update = relaxed  # type: ignore[attr-defined]
        return response


class RefuseUnreadableRequests:
    """What nobody can read is the sender's mistake (400), not ours (500).

    That is text in another encoding than UTF-8, a form without its fields, and what no database can hold: the sign
    U+0000, or a number of thirty digits.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", UTF_8)
        if not is_utf8(charset):
            raise BadRequest("Requests to this site are in UTF-8.")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Acts are undone as a whole, so nothing of a refused one is kept.

        The log has the whole story all the same: a mistake of ours would look like this too.
        """
        if not isinstance(exception, DataError | OverflowError | MultiValueDictKeyError):
            return None
        response = bad_request(request, exception)
        log_response("%s: %s", type(exception).__name__, request.path, response=response, exception=exception)
        return response


def is_utf8(charset: str) -> bool:
    """Whether this is one of the names of UTF-8: `utf8`, `UTF-8`."""
    try:
        return codecs.lookup(charset).name == UTF_8
    except LookupError:
        return False
