"""What people tell about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import LearnerProfile


class NameOfRecordForm(forms.ModelForm[LearnerProfile]):
    """The name that certificates will print: asked when a seat is taken, and corrected on the account page."""

    template_name = "courses/components/form.html"

    class Meta:
        model = LearnerProfile
        fields = ["name_of_record", "name_latin"]
        labels = {"name_of_record": _("Your name on the certificate")}
        widgets = {"name_of_record": forms.TextInput(attrs={"autocomplete": "name"})}

    @classmethod
    def for_user(cls, user: Any, data: Any = None) -> "NameOfRecordForm":
        """The form with what is known of the person."""
        profile = LearnerProfile.objects.filter(user=user).first()
        known = getattr(user, "get_full_name", str)  # a host's people may have no names
        initial = {} if profile else {"name_of_record": known()}
        return cls(data, instance=profile or LearnerProfile(user=user), initial=initial)
