"""What a stranger types."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .rules import LONGEST_CODE


class VerifyForm(forms.Form):
    """A certificate number with the holder's name, or a verification code alone."""

    code = forms.CharField(
        label=_("Certificate number or verification code"),
        max_length=LONGEST_CODE,
        help_text=_("Printed at the foot of the certificate, for example ATT-2026-000042-69."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )
    name = forms.CharField(
        label=_("Holder's name as printed"),
        max_length=200,
        required=False,
        help_text=_("Needed only with a certificate number. The family name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "auto"}),
    )
