"""Forms of assessment. That of an attempt is made from the questions as asked and never contains the key."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Course

from .models import Attempt
from .queries import quizzes_of

TRUE_FALSE = {"true": _("True"), "false": _("False")}


class AllowAttemptForm(forms.Form):
    """Why a learner gets one more attempt."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("For example: the connection broke. It is kept with your name.")
    )


class UseFilterForm(forms.Form):
    """Beside the search of a chooser: only the quizzes of one course."""

    course = forms.ModelChoiceField(
        label=_("Used in"),
        queryset=Course.objects.all(),
        required=False,
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )

    def filter(self, quizzes: Any) -> Any:
        course = self.cleaned_data.get("course")
        chosen = quizzes.filter(translation_key__in=quizzes_of(course)) if course else quizzes
        return super().filter(chosen)  # type: ignore[misc]


class AttemptForm(forms.Form):
    """One required field for each question: radio buttons for one answer, check boxes for several.

    It begins with the answers that the attempt has kept.
    """

    template_name = "courses/components/form.html"

    def __init__(self, attempt: Attempt, data: Any = None) -> None:
        super().__init__(data, prefix="answer")
        for question in attempt.questions:
            self.fields[question["id"]] = _field(question, attempt.answers.get(question["id"], []))

    def answers(self) -> dict[str, list[str]]:
        """Chosen option ids by question id, of the questions that are answered; call it when the form was validated."""
        return {key: [value] if isinstance(value, str) else value for key, value in self.cleaned_data.items()}


def _field(question: dict[str, Any], kept: list[str]) -> forms.Field:
    choices = [(option["id"], TRUE_FALSE.get(option["id"]) or option["text"]) for option in question["options"]]
    missing = {"required": _("Choose an answer to this question.")}
    if question["type"] == "multiple_choice":
        return forms.MultipleChoiceField(
            label=question["text"],
            choices=choices,
            initial=kept,
            widget=forms.CheckboxSelectMultiple,
            error_messages=missing,
            help_text=_("Several answers may be right."),
        )
    return forms.ChoiceField(
        label=question["text"],
        choices=choices,
        initial=kept[0] if kept else None,
        widget=forms.RadioSelect,
        error_messages=missing,
    )
