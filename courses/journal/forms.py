"""Forms of the journal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import JournalEntry

LONGEST = 20_000  # characters, some ten pages


class EntryForm(forms.Form):
    """What a learner thinks. `version` tells which state of the entry she began from."""

    template_name = "courses/components/form.html"
    text = forms.CharField(
        label=_("Your thoughts"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        help_text=_(
            "This site shows it to nobody else. In your journal you can change it, take it with you and delete it."
        ),
        error_messages={"required": _("Write something first: one sentence is enough.")},
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @classmethod
    def for_entry(cls, entry: JournalEntry | None, data: Any = None) -> "EntryForm":
        """The form with what is kept already."""
        kept = {"text": entry.text, "version": entry.version} if entry else {"version": 0}
        return cls(data, initial=kept)
