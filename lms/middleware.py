"""Response headers that hold for the whole site."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

GetResponse = Callable[[HttpRequest], HttpResponse]


class PrivateResponses:
    """A shared cache never keeps an answer given to a person.

    `private, no-store` when a session cookie came in or any cookie goes out; public pictures are the same for all.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        personal = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
        if personal and not request.path.startswith(settings.MEDIA_URL):
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
