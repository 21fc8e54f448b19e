"""Light colors, dark ones, or as the system says: kept in a cookie, it needs no account and no script."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

COOKIE = "theme"
CHOSEN = ("light", "dark")
SYSTEM = "system"
YEAR = 365 * 24 * 60 * 60  # seconds


def theme(request: HttpRequest) -> dict[str, str]:
    """Context processor: `theme` is "light", "dark" or "system"."""
    chosen = request.COOKIES.get(COOKIE, SYSTEM)
    return {"theme": chosen if chosen in CHOSEN else SYSTEM}


@csrf_exempt  # a token in the foot of every page would set a cookie for every visitor; the colors are no secret
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keeps the choice for a year and leads back to the page it was made on."""
    chosen, after = request.POST.get("theme"), request.POST.get("next")
    if chosen not in (*CHOSEN, SYSTEM):
        raise BadRequest("There are no such colors.")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        after = None
    response = HttpResponseRedirect(after or reverse("wagtail_serve", args=[""]))
    if chosen == SYSTEM:
        response.delete_cookie(COOKIE)
    else:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, chosen, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    return response
