"""Error pages in the language of the one who reads them.

An address says its language (`/fa/...`); one that does not leaves it to the cookie and to what the browser asks for. A
request may break before, or long after, the language of a page is chosen, and a thread still speaks the language of the
request before: so it is chosen here anew.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request, override
from django.views import csrf, defaults

ErrorView = Callable[..., HttpResponse]


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


bad_request = _error_page(defaults.bad_request)
permission_denied = _error_page(defaults.permission_denied)
page_not_found = _error_page(defaults.page_not_found)
server_error = _error_page(defaults.server_error)
csrf_failure = _error_page(csrf.csrf_failure)
