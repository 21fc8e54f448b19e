"""The registrar's form of a cohort's schedule: one row for each module of the course."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from courses.catalogue.models import Module
from courses.enrollment.models import Cohort
from courses.enrollment.queries import Imagined, own_releases, schedule_faults
from courses.enrollment.rules import Release, first_day_of
from courses.enrollment.states import ReleaseKind

MISSING: dict[str, tuple[str, Any]] = {
    ReleaseKind.DATE: ("day", _("Choose the day on which the module opens.")),
    ReleaseKind.DAYS: ("days", _("Write after how many days the module opens; 0 is the first day.")),
    ReleaseKind.MODULES: ("after", _("Choose the modules to complete first.")),
    ReleaseKind.SCORE: ("minimum", _("Write the score in percent, from 1 to 100.")),
}


class ReleaseForm(forms.Form):
    """When one module opens; each kind reads its own fields only."""

    kind = forms.ChoiceField(label=_("Opens"), required=False)
    day = forms.DateField(label=_("Day"), required=False, widget=AdminDateInput)
    days = forms.IntegerField(label=_("Days"), required=False, min_value=0, max_value=1000)
    after = forms.MultipleChoiceField(label=_("Modules"), required=False, widget=forms.CheckboxSelectMultiple)
    needed = forms.IntegerField(
        label=_("How many of them"), required=False, min_value=1, max_value=100, help_text=_("Empty: all of them.")
    )
    graded = forms.ChoiceField(label=_("Module"), required=False)
    minimum = forms.IntegerField(label=_("Score in percent"), required=False, min_value=1, max_value=100)

    def __init__(self, cohort: Cohort, module: Module, others: Collection[Module], release: Release | None, data: Any):
        super().__init__(data, prefix=module.key.hex, initial=_initial(release))
        self.cohort, self.module = cohort, module
        choices = [(str(one.key), one.title) for one in others if one.key != module.key]
        _offer(self.fields["kind"], [("", _("As the cohort")), *ReleaseKind.choices])
        _offer(self.fields["after"], choices)
        _offer(self.fields["graded"], choices)
        self.release = release

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("kind", "")
        field, problem = MISSING.get(kind, ("", ""))
        if field and field not in self.errors and cleaned.get(field) in (None, []):
            self.add_error(field, problem)
        if kind == ReleaseKind.MODULES and (cleaned.get("needed") or 0) > len(cleaned.get("after", [])):
            self.add_error("needed", _("So many modules are not chosen."))
        self.release = self._release(cleaned) if kind and not self.errors else None
        if self.opens_on and self.cohort.ends_on and self.opens_on > self.cohort.ends_on:
            self.add_error("day" if kind == ReleaseKind.DATE else "days", _("The cohort has ended by then."))
        return cleaned

    def _release(self, cleaned: dict[str, Any]) -> Release:
        match kind := ReleaseKind(cleaned["kind"]):
            case ReleaseKind.DATE:
                return Release(kind, opens_on=cleaned["day"])
            case ReleaseKind.DAYS:
                return Release(kind, days=cleaned["days"])
            case ReleaseKind.MODULES:
                after = tuple(UUID(key) for key in cleaned["after"])
                return Release(kind, after=after, needed=cleaned["needed"] or len(after))
            case ReleaseKind.SCORE:
                return Release(kind, after=(UUID(cleaned["graded"]),), minimum=cleaned["minimum"])
        return Release(kind)

    @property
    def opens_on(self) -> date | None:
        """The day on which the module opens for everybody; None where it differs from learner to learner."""
        return first_day_of(self.release, self.cohort.starts_on) if self.release else None


def _offer(field: Any, choices: list[tuple[str, Any]]) -> None:
    field.choices = choices


def _initial(release: Release | None) -> dict[str, Any]:
    if release is None:
        return {}
    keys = [str(key) for key in release.after]
    return {
        "kind": release.kind,
        "day": release.opens_on,
        "days": release.days,
        "after": keys,
        "needed": release.needed,
        "graded": next(iter(keys), ""),
        "minimum": release.minimum,
    }


class ScheduleForm(forms.Form):
    """When the modules of a cohort open, and a row for each module that has a rule of its own."""

    in_order = forms.BooleanField(
        label=_("Modules open in order"),
        required=False,
        help_text=_("Each one after the required modules before it. A module with a rule of its own follows that one."),
    )

    def __init__(self, cohort: Cohort, data: Any = None) -> None:
        super().__init__(data, initial={"in_order": cohort.in_order})
        self.cohort = cohort
        releases = own_releases(cohort)
        modules = list(Module.objects.filter(course=cohort.course_id, live=True).order_by("position"))
        self.rows = [ReleaseForm(cohort, module, modules, releases.get(module.key), data) for module in modules]

    def is_valid(self) -> bool:
        """Whether the rows are right, each by itself and all together."""
        if not all([super().is_valid(), *(row.is_valid() for row in self.rows)]):
            return False
        faults = schedule_faults(self.cohort, in_order=self.cleaned_data["in_order"], releases=self.releases)
        for row in self.rows:
            if row.module.key in faults:
                row.add_error("kind", faults[row.module.key].label)
        return not faults

    @property
    def releases(self) -> dict[UUID, Release]:
        """What was chosen, by module."""
        return {row.module.key: row.release for row in self.rows if row.release is not None}


class CopyScheduleForm(forms.Form):
    """From which other cohort of the course a schedule is taken."""

    source = forms.ModelChoiceField(label=_("Cohort"), queryset=Cohort.objects.none())

    def __init__(self, cohort: Cohort, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["source"]
        field.queryset = Cohort.objects.filter(course=cohort.course_id).exclude(pk=cohort.pk)


class CloseModuleForm(forms.Form):
    """Why a module that staff had opened to a learner is closed again."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("It is kept with your name."))


class OpenModuleForm(CloseModuleForm):
    """Why a module is opened to one learner, and how long."""

    until = forms.DateField(
        label=_("Last day"), required=False, widget=AdminDateInput, help_text=_("Empty: the module stays open.")
    )

    def __init__(self, cohort: Cohort, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.cohort = cohort

    def clean_until(self) -> datetime | None:
        """The moment after the last day where the cohort is."""
        day: date | None = self.cleaned_data["until"]
        if day is None:
            return None
        if not timezone.localdate(timezone=self.cohort.zone) <= day <= date(2999, 12, 31):
            raise forms.ValidationError(_("Choose today or a later day."))
        return datetime.combine(day + timedelta(days=1), time(), self.cohort.zone)


class PreviewForm(forms.Form):
    """Who looks when: a learner who enrolls now or has enrolled by then, and has completed some modules."""

    at = forms.DateTimeField(label=_("Moment"), widget=AdminDateTimeInput, help_text=_("On the clock of the cohort."))
    done = forms.MultipleChoiceField(
        label=_("The learner has completed"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, cohort: Cohort, modules: Collection[Module], data: Any = None) -> None:
        super().__init__(data, initial={"at": timezone.localtime(timezone=cohort.zone).replace(second=0)})
        self.cohort = cohort
        _offer(self.fields["done"], [(str(module.key), module.title) for module in modules])

    def full_clean(self) -> None:
        """The moment is typed on the cohort's clock."""
        with timezone.override(self.cohort.zone):
            super().full_clean()

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if not 1900 <= at.year <= 2999:
            raise forms.ValidationError(_("Write a year between 1900 and 2999."))
        return at

    @cached_property
    def learner(self) -> Imagined:
        """Who is meant; somebody who has done nothing and comes now, where the form is not filled in rightly."""
        if self.is_valid():
            return Imagined(self.cohort, **self.cleaned_data)
        return Imagined(self.cohort, timezone.now())

    def clean_done(self) -> frozenset[UUID]:
        return frozenset(UUID(key) for key in self.cleaned_data["done"])
