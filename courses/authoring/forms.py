"""Forms of authoring: a new course, and its first cohort."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from courses.catalogue.models import CatalogPage, CoursePage
from courses.enrollment.forms import CohortForm
from courses.enrollment.models import Cohort

from .queries import writable
from .rules import Outline, read_outline
from .services import CoursePlan


class TitleForm(forms.Form):
    """The title of a page that will be made; its address is made of it."""

    title = forms.CharField(label=_("Title"), max_length=CoursePage._meta.get_field("title").max_length)

    key = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)

    def clean_key(self) -> UUID:
        """A button that is pressed twice hands in the same key twice."""
        return self.cleaned_data["key"] or uuid4()

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if not any(sign.isalnum() for sign in title):
            raise forms.ValidationError(_("Write the title in letters."))
        return title


class NewCourseForm(TitleForm):
    """What a course is called, what it is for, and its modules as an outline."""

    lead = CoursePage._meta.get_field("lead").formfield(widget=forms.Textarea(attrs={"rows": 3}))
    outline = forms.CharField(
        label=_("Modules"),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "true"}),
        help_text=_(
            "One module a line; you can paste a list. A line that is indented or begins with “-” becomes a section "
            "heading in the text of the module above it. A time at the end, like (45 min) or: 2 h, is the workload."
        ),
        error_messages={"required": _("Write at least one module.")},
    )

    def clean_outline(self) -> Outline:
        outline = read_outline(self.cleaned_data["outline"])
        if outline.problems:
            raise forms.ValidationError([problem.text for problem in outline.problems])
        return outline

    @property
    def plan(self) -> CoursePlan:
        """What was decided; call it when the form is valid."""
        return CoursePlan(**self.cleaned_data)


class FirstCohortForm(CohortForm):
    """The first cohort of a course that is not made yet. Without a title there is none."""

    opens_now = forms.BooleanField(
        label=_("Enrollment is open from now on"),
        required=False,
        initial=True,
        help_text=_("Otherwise it opens with the first day."),
    )

    field_order = ["title", "starts_on", "ends_on", "time_zone", "seats", "opens_now"]

    class Meta:
        model = Cohort
        fields = ["title", "starts_on", "ends_on", "time_zone", "seats"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        del self.fields["public_page"]  # every first cohort gets one

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("title") and any(cleaned.get(name) for name in ("starts_on", "ends_on", "seats")):
            self.add_error("title", _("Give the cohort a title, or leave its dates and seats empty."))
        if cleaned.get("title") and not cleaned["opens_now"] and not cleaned.get("starts_on"):
            self.add_error("starts_on", _("Write the first day, with which enrollment opens, or let it open now."))
        return cleaned

    @property
    def cohort(self) -> Cohort | None:
        """The cohort to make, if one is wanted; call it when the form is valid."""
        if not self.cleaned_data["title"]:
            return None
        self.instance.enrollment_opens_at = None if self.cleaned_data["opens_now"] else self.instance.starts_at
        return self.instance


class CopyForm(TitleForm):
    """What the copy is called, and below which catalog or course it is made."""

    below = forms.ModelChoiceField(CatalogPage.objects.none(), label=_("Below"), empty_label=None)

    field_order = ["title", "below"]

    def __init__(self, data: Any = None, *, page: Page, user: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        parent = page.get_parent()
        self.initial = {"title": gettext("%(title)s (copy)") % {"title": page.title}, "below": parent.pk}
        below: Any = self.fields["below"]
        below.queryset = writable(parent.specific_class, user)
