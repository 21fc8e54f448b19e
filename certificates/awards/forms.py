"""What the registrar fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .states import AwardState, RevocationReason


class RevokeForm(forms.Form):
    """Why an award is withdrawn: for everyone, and for staff."""

    reason = forms.ChoiceField(
        label=_("Kind of reason"),
        choices=[("", "---------"), *RevocationReason.choices],
        help_text=_("Everyone who verifies the certificate reads this too."),
    )
    public_reason = forms.CharField(
        label=_("Public explanation"),
        max_length=300,
        help_text=_("Everyone who verifies the certificate reads this."),
    )
    private_note = forms.CharField(
        label=_("Private note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only staff read this."),
    )
    confirmed = forms.BooleanField(label=_("I understand that revoking cannot be undone."))


class ReissueForm(forms.Form):
    """Why an award is issued again, and the state in which it was when the form was opened."""

    seen = forms.ChoiceField(choices=AwardState.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("For example: name corrected. It is kept in the history.")
    )
