"""Wagtail's forms about people, for people who have one name and sign in with an e-mail address."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth import get_user_model
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm


class UserCreationForm(WagtailUserCreationForm):
    """An administrator adds a person; the person proves the address at the first sign-in."""

    first_name = last_name = None

    class Meta(WagtailUserCreationForm.Meta):
        fields = ["email", "name", "is_superuser", "groups"]


class UserEditForm(WagtailUserEditForm):
    """An administrator changes a person; an address that is replaced here opens nothing any more."""

    first_name = last_name = None

    class Meta(WagtailUserEditForm.Meta):
        fields = ["email", "name", "is_active", "is_superuser", "groups"]

    def save(self, commit: bool = True) -> Any:
        user = super().save(commit)
        if commit and "email" in self.changed_data:
            EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
        return user


class ProfileForm(forms.ModelForm):
    """How the site addresses me."""

    class Meta:
        model = get_user_model()
        fields = ["name"]
