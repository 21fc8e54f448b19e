"""What a stranger types."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from certificates.awards.rules import is_token, parse_serial

from .rules import LONGEST_CODE, normalized_code

EXAMPLE = '<bdi class="serial" dir="ltr">ATT-2026-000042-69</bdi>'


class VerifyForm(forms.Form):
    """A certificate number with the holder's name, or a verification code alone."""

    template_name = "courses/components/form.html"
    code = forms.CharField(
        label=_("Certificate number or verification code"),
        max_length=LONGEST_CODE,
        help_text=format_lazy(_("Printed at the foot of the certificate, for example {number}."), number=EXAMPLE),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )
    name = forms.CharField(
        label=_("Holder’s name as printed"),
        max_length=200,
        required=False,
        help_text=_("Needed with a certificate number: two words of the name, for example given and family name."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        """A number needs the name; a verification code does not."""
        data = super().clean() or self.cleaned_data
        code = normalized_code(data.get("code", ""))
        if "code" in data and not is_token(code) and data.get("name") == "":
            if parse_serial(code):
                self.add_error("name", _("Type the holder’s name too: a number alone opens no certificate."))
            else:
                self.add_error(
                    "code", _("This is neither a certificate number nor a verification code. Check it again.")
                )
        return {**data, "normalized_code": code}
