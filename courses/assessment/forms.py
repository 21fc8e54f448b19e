"""Forms of assessment. That of an attempt is made from the questions as asked and never contains the key."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Course
from courses.registry import QuestionType, question_types

from .models import Attempt
from .queries import quizzes_of
from .rules import points_of


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
    """One required field for each question, made by its type from what may be shown.

    It begins with the answers that the attempt has kept.
    """

    template_name = "courses/components/form.html"

    def __init__(self, attempt: Attempt, data: Any = None) -> None:
        super().__init__(data, prefix="answer")
        for question in attempt.questions:
            kind = question_types.get(question["type"])
            if kind is not None:
                self.fields[question["id"]] = _field(kind, question, attempt.answers.get(question["id"]))

    def answers(self) -> dict[str, Any]:
        """What was answered by question id, of the questions that are answered; call it when the form was validated."""
        return self.cleaned_data


def _field(kind: QuestionType, question: dict[str, Any], kept: Any) -> forms.Field:
    field = kind.form_field(kind.shown(question))
    field.label, field.initial = question["text"], kept
    hint = {"hint": field.help_text, "points": points_of(question), "picture": question.get("picture")}
    field.help_text = render_to_string("courses/components/question_hint.html", hint).strip()
    return field
