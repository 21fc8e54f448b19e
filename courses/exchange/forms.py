"""Forms of exchange: a file is chosen, then its text is carried to where it is confirmed."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.assessment.models import Quiz
from courses.calendars import written_number

from .rules import NotReadable, text_of

LARGEST_FILE = 500  # kilobytes: more than a thousand questions


class QuizTitleForm(forms.Form):
    """What a new quiz is called."""

    title = forms.CharField(label=_("Title"), max_length=Quiz._meta.get_field("title").max_length)


class FileForm(forms.Form):
    """A file with questions; valid, it is text."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("A text file in Moodle GIFT or Aiken, in UTF-8, up to 500 kB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.gift,text/plain"}),
    )

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE * 1000:
            size = {"size": written_number(file.size // 1000), "most": written_number(LARGEST_FILE)}
            raise forms.ValidationError(
                gettext("The file has %(size)s kB, and at most %(most)s kB are taken. Divide it.") % size
            )
        try:
            return text_of(file.read())
        except NotReadable as error:
            told = {"line": written_number(error.remark.line), "fault": error.remark.code.label}
            raise forms.ValidationError(gettext("Line %(line)s: %(fault)s") % told) from error


class TextForm(forms.Form):
    """The text of the file that was looked at, for the act that takes it."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LARGEST_FILE * 1000)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_text(self) -> str:
        text: Any = self.cleaned_data["text"]
        return text_of(text.encode())
