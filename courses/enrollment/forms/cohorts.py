"""Forms of enrollment."""

import operator
import zoneinfo
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from courses.conf import default_time_zone
from courses.enrollment.models import Cohort
from courses.enrollment.queries import may_facilitate
from courses.enrollment.services import make_cohort_page, save_cohort
from courses.enrollment.zones import zone_choices
from courses.zones import zone_names


class WithdrawForm(forms.Form):
    template_name = "courses/components/form.html"
    reason = forms.CharField(
        label=_("Why are you leaving? (optional)"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the organizers of the course read this."),
    )


class CohortForm(WagtailAdminModelForm):
    """The editor's form of a cohort; it can make the public page in the same step."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        widget=forms.Select(attrs={"class": "w-w-full"}),  # on a telephone too
        initial=default_time_zone,
        help_text=_("Days and times of the cohort are meant there. Type the name of a city to find it."),
        error_messages={"invalid_choice": _("“%(value)s” is not a time zone; choose one of the list.")},
    )
    public_page = forms.BooleanField(
        label=_("Make a public page for this cohort below its course"),
        required=False,
        initial=True,
        help_text=_(
            "An address of its own to send to people; the dates and the enroll button are on the course page anyway."
        ),
    )

    moments = ("enrollment_opens_at", "enrollment_closes_at")
    ends = (  # as the constraints of the cohort have them, told at the field
        ("ends_on", operator.lt, "starts_on", _("The last day is before the first day.")),
        ("enrollment_closes_at", operator.le, "enrollment_opens_at", _("Enrollment closes before it opens.")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zone_choices(self.initial.get("time_zone", self.instance.time_zone))
        if "facilitators" in self.fields:
            self.fields["facilitators"].queryset = may_facilitate()
        if self.instance.pk:
            self.fields["public_page"].initial = False
            self.fields["course"].disabled = self.instance.enrollments.exists()
            if self.instance.pages.exists():
                del self.fields["public_page"]
        for name in self.moments:
            moment = self.initial.get(name)
            if moment is not None:
                self.initial[name] = timezone.make_naive(moment, self.instance.zone)

    def full_clean(self) -> None:
        """Moments are typed and shown in the cohort's own time zone."""
        name = self.data.get(self.add_prefix("time_zone")) or self.instance.time_zone
        known = name in zone_names()
        with timezone.override(zoneinfo.ZoneInfo(name) if known else None):
            super().full_clean()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for name in ("starts_on", "ends_on", *self.moments):
            if cleaned.get(name) and not 1900 <= cleaned[name].year <= 2999:
                self.add_error(name, _("Write a year between 1900 and 2999."))
        for end, is_wrong, start, problem in self.ends:
            if cleaned.get(end) and cleaned.get(start) and is_wrong(cleaned[end], cleaned[start]):
                self.add_error(end, problem)
        return cleaned

    def save(self, commit: bool = True) -> Cohort:
        cohort: Cohort = save_cohort(cohort=self.instance)
        if "facilitators" in self.cleaned_data:
            cohort.facilitators.set(self.cleaned_data["facilitators"])
        if self.cleaned_data.get("public_page"):
            make_cohort_page(cohort=cohort, by=self.for_user)
        return cohort
