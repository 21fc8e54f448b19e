"""The public pages on which anyone checks a certificate, and their JSON twin."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from certificates import conf
from certificates.awards.rules import is_token
from certificates.awards.states import PublicState

from .forms import VerifyForm
from .queries import UNKNOWN, token_of, verification_of
from .rules import Try, client_network, seconds_left
from .services import count_try, take_back_try

JSON_SECONDS = 60
LIMITED = {
    "error": "too_many_tries",
    "detail": "The address with the verification code, which the QR code holds, is never limited.",
}


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The form; a number with a fitting name, or a code, leads to the award's page."""
    if "code" not in request.GET:
        return _empty_form(request)
    form = VerifyForm(request.GET)
    if not form.is_valid():
        return _page(request, "verify", {"form": form})
    code = form.cleaned_data["normalized_code"]
    return _found(code) if is_token(code) else _by_number(request, form, code)


def _empty_form(request: HttpRequest) -> HttpResponse:
    response = _page(request, "verify", {"form": VerifyForm()})
    del response["X-Robots-Tag"]  # it names nobody: whoever looks for it may find it
    return response


def _by_number(request: HttpRequest, form: VerifyForm, code: str) -> HttpResponse:
    attempt = Try(code=code, network=_network(request), now=time.time())
    if not count_try(attempt):
        return _limited(request, form, seconds_left(attempt.now))
    token = token_of(code, form.cleaned_data["name"])
    if token is None:
        return _unknown(request, form)
    take_back_try(attempt)
    return _found(token)


def _found(token: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("certificates:verify_token", args=[token]))


@require_safe
def verify_token(request: HttpRequest, token: str) -> HttpResponse:
    """The state of one award and the facts printed on it. Unknown and malformed codes get the same answer."""
    verification = verification_of(token)
    if verification is None:
        return _unknown(request, VerifyForm(initial={"code": token}))
    if _wants_json(request):
        return _json(verification.as_json(), status=200)
    return _page(request, "result", {"verification": verification, "award": verification.award})


def _unknown(request: HttpRequest, form: VerifyForm) -> HttpResponse:
    if _wants_json(request):
        return _json(UNKNOWN, status=404)
    return _page(request, "unknown", {"form": form, "state": PublicState.UNKNOWN}, status=404)


def _limited(request: HttpRequest, form: VerifyForm, seconds: int) -> HttpResponse:
    """Too many wrong tries, whatever was typed."""
    if _wants_json(request):
        response = _for_strangers(JsonResponse(LIMITED, status=429))
    else:
        context = {"form": form, "minutes": -(-seconds // 60)}
        response = _page(request, "limited", context, status=429)
    response["Retry-After"] = str(seconds)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, f"certificates/verification/{name}.html", context, status=status)
    patch_cache_control(response, private=True, no_cache=True)
    return _for_strangers(response)


def _json(data: dict[str, Any], status: int) -> HttpResponse:
    response = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, public=True, max_age=JSON_SECONDS)
    return _for_strangers(response)


def _for_strangers(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Accept"])
    return response


def _network(request: HttpRequest) -> str:
    forwarded = request.headers.get("X-Forwarded-For", "")
    return client_network(request.META.get("REMOTE_ADDR", ""), forwarded, conf.trusted_proxies())


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
