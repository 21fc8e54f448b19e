from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from courses.api import add_html

WANTED = "wanted_page"  # the session's key


class AccountAdapter(DefaultAccountAdapter):
    """django-allauth with this site's rules: an account is a person with an e-mail address and a name."""

    def populate_username(self, request: HttpRequest, user: object) -> None:
        """There are no user names here."""

    def is_safe_url(self, url: str | None) -> bool:
        """Only pages of this host are followed after sign-in; what is no address at all is not (allauth fails then)."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={current.request.get_host()})

    def pre_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse | None:
        """Where somebody wants to go is kept in the session: before she is there she may leave, confirm her address
        and sign in anew. allauth has checked that it is a page of this host."""
        if facts["redirect_url"]:
            request.session[WANTED] = facts["redirect_url"]
        return super().pre_login(request, user, **facts)

    def post_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse:
        wanted = request.session.pop(WANTED, None)
        return super().post_login(request, user, **{**facts, "redirect_url": facts["redirect_url"] or wanted})

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None) -> Any:
        message = super().render_mail(template_prefix, email, {**context, "site_url": settings.BASE_URL}, headers)
        add_html(message)
        return message
