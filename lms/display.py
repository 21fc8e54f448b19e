"""How a visitor wants to see pages: their colors, and with pictures or without. Kept in cookies, it needs no account
and no script."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from courses.caching import YEAR

# By the name of the cookie, which is also that of the field and of the variable in templates. The first holds without
# a choice: colors are as the system says, and nothing is left out.
CHOICES = {"theme": ("system", "light", "dark"), "text_only": ("", "yes")}
UNCHOSEN = {name: values[0] for name, values in CHOICES.items()}


def display(request: HttpRequest) -> dict[str, str]:
    """Context processor: `theme` is "light", "dark" or "system"; `text_only` is "yes" or empty."""
    return {name: _chosen(request.COOKIES.get(name), values) for name, values in CHOICES.items()}


def _chosen(value: str | None, values: tuple[str, ...]) -> str:
    return value if value in values else values[0]


@csrf_exempt  # a token in the foot of every page would set a cookie for every visitor; the choice is no secret
@require_POST
def choose_display(request: HttpRequest) -> HttpResponse:
    """Keeps one choice for a year and leads back to the page it was made on."""
    name = next((name for name in CHOICES if name in request.POST), "")
    chosen, after = request.POST.get(name), request.POST.get("next")
    if chosen not in CHOICES.get(name, ()):
        raise BadRequest("There is no such choice.")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        after = None
    response = HttpResponseRedirect(after or reverse("wagtail_serve", args=[""]))
    if chosen == CHOICES[name][0]:
        response.delete_cookie(name)
    else:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(name, chosen, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    return response
