"""allauth's views where they leave people without a way on."""

from typing import Any

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.account.views import ConfirmEmailView as AllauthConfirmEmailView
from django.core import signing
from django.http import Http404, HttpResponse


class ConfirmEmailView(AllauthConfirmEmailView):
    """Confirms an address; a link that was used says so, each link that does not work says what to do."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(*args, **kwargs)
        except Http404:
            return self.get(*args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "is_confirmed": self.object is None and is_used(self.kwargs["key"])}


def is_used(key: str) -> bool:
    """Whether this key of a confirmation link confirmed its address, however long ago."""
    try:
        address = signing.loads(key, salt=app_settings.SALT)
    except signing.BadSignature:
        return False
    return EmailAddress.objects.filter(pk=address, verified=True).exists()
