from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class SignupForm(AllauthSignupForm):
    """Sign-up asks how to address the person; the name on a certificate is asked for at enrollment."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("How we address you. Any script, one word or several."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1", "password2"]

    def clean_name(self) -> str:
        """On one line: mail begins with it, and a line of its own could be an address."""
        return " ".join(self.cleaned_data["name"].split())

    def try_save(self, request: HttpRequest) -> Any:
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])  # or a quick answer would tell that there is an account
        return super().try_save(request)

    def custom_signup(self, request: HttpRequest, user: Any) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
