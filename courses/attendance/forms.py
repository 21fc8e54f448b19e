"""Forms of sessions and of their rosters."""

import zoneinfo
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from courses.enrollment.models import Cohort, Enrollment

from .states import AttendanceReason, Presence


class CohortField(forms.ModelChoiceField):
    """Cohorts by the name of their course, since many are called “Autumn”."""

    def label_from_instance(self, cohort: Cohort) -> str:
        return f"{cohort.course}: {cohort}"


class SessionForm(WagtailAdminModelForm):
    """When a session begins is typed and shown on the clock of its cohort, which it keeps."""

    cohort = CohortField(label=_("Cohort"), queryset=Cohort.objects.select_related("course"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["cohort"].disabled = True
            self.initial["starts_at"] = timezone.make_naive(self.instance.starts_at, self.instance.cohort.zone)

    def full_clean(self) -> None:
        with timezone.override(self._zone()):
            super().full_clean()

    def _zone(self) -> zoneinfo.ZoneInfo | None:
        """That of the chosen cohort; whatever else was sent is refused by the field."""
        if self.instance.pk:
            return self.instance.cohort.zone
        try:
            return self.fields["cohort"].clean(self.data.get(self.add_prefix("cohort"))).zone
        except forms.ValidationError:
            return None

    def clean_starts_at(self) -> Any:
        starts_at = self.cleaned_data["starts_at"]
        if not 1900 <= starts_at.year <= 2999:
            raise forms.ValidationError(_("Write a year between 1900 and 2999."))
        return starts_at


class RosterForm(forms.Form):
    """One choice for each person. Only what was changed here counts, so that two who fill in one roster at the same
    time do not undo each other's marks."""

    reason = forms.CharField(
        label=_("Reason of a correction"),
        required=False,
        max_length=300,
        help_text=_("Needed where a mark is changed that was saved before. It stays in the history."),
    )

    def __init__(
        self, *args: Any, people: Collection[Enrollment], presences: Mapping[int, Presence], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.presences = presences
        self.names = {person.pk: f"person_{person.pk}" for person in people}
        for person in people:
            self.fields[self.names[person.pk]] = forms.ChoiceField(
                label=name_on_roster(person),
                choices=Presence.choices,
                required=False,
                initial=presences.get(person.pk, ""),
                widget=forms.RadioSelect,
                show_hidden_initial=True,
            )

    @property
    def rows(self) -> list[forms.BoundField]:
        """The choices of the people, in the order of the roster."""
        return [self[name] for name in self.names.values()]

    @property
    def marks(self) -> dict[int, Presence]:
        """What was chosen anew, by the keys of enrollments."""
        chosen = {key: self.cleaned_data.get(name) for key, name in self.names.items() if name in self.changed_data}
        return {key: Presence(presence) for key, presence in chosen.items() if presence}

    @property
    def unmarked(self) -> list[int]:
        """The keys of those whom nobody has marked, neither here nor before."""
        return [key for key in self.names if key not in self.marks and key not in self.presences]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        corrected = any(self.presences.get(key) not in (None, mark) for key, mark in self.marks.items())
        if corrected and not cleaned.get("reason", ""):
            self.add_error("reason", AttendanceReason.CORRECTION_WITHOUT_REASON.label)
        return cleaned


def name_on_roster(person: Enrollment) -> str:
    """The name of record, and what the account is called where there is none yet."""
    profile = getattr(person.learner, "learner_profile", None)
    return profile.name_of_record if profile else str(person.learner)
