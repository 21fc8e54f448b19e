from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


class AccountAdapter(DefaultAccountAdapter):
    """django-allauth with this site's rules: an account is a person with an e-mail address and a name."""

    def populate_username(self, request: HttpRequest, user: object) -> None:
        """There are no user names here."""

    def is_safe_url(self, url: str | None) -> bool:
        """Only pages of this host are followed after sign-in; what is no address at all is not (allauth fails then)."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={current.request.get_host()})

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None) -> Any:
        context = {**context, "site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.BASE_URL}
        return super().render_mail(template_prefix, email, context, headers)
