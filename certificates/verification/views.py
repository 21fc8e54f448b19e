"""The public pages on which anyone checks a certificate, and their JSON twin."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from .forms import VerifyForm
from .queries import UNKNOWN, token_for, verification_of

JSON_SECONDS = 60


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The form; a number with a fitting name, or a code, leads to the award's page."""
    form = VerifyForm(request.GET) if "code" in request.GET else VerifyForm()
    if not form.is_valid():
        return _page(request, "verify", {"form": form})
    token = token_for(form.cleaned_data["code"], form.cleaned_data["name"])
    if token is None:
        return _unknown(request)
    return HttpResponseRedirect(reverse("certificates:verify_token", args=[token]))


@require_safe
def verify_token(request: HttpRequest, token: str) -> HttpResponse:
    """The state of one award and the facts printed on it. Unknown and malformed codes get the same answer."""
    verification = verification_of(token)
    if verification is None:
        return _unknown(request)
    if _wants_json(request):
        return _json(verification.as_json(), status=200)
    return _page(request, "result", {"verification": verification, "award": verification.award})


def _unknown(request: HttpRequest) -> HttpResponse:
    if _wants_json(request):
        return _json(UNKNOWN, status=404)
    return _page(request, "unknown", {"form": VerifyForm()}, status=404)


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


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
