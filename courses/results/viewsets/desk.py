"""What the pages of this desk have in common: who may see them, and the way to them."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from courses.desk import LimitedPolicy
from courses.enrollment.models import Cohort
from courses.progress.models import CourseProgress
from courses.results.queries import open_cohorts
from courses.worklists import MOST_DIGITS

POLICY = LimitedPolicy(CourseProgress, {"view"})


def may_see_results(user: Any) -> bool:
    """Whether this desk is open to somebody: for all cohorts, or for those that she facilitates."""
    return POLICY.user_has_permission(user, "view")


def open_cohort(user: Any, key: int) -> Cohort:
    """The cohort, if it is open to this person; not found otherwise, as if there were none."""
    cohort = open_cohorts(user).filter(pk=key).first() if len(str(key)) <= MOST_DIGITS else None
    if cohort is None:
        raise Http404
    return cohort


class ResultsPage(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A page about one cohort."""

    permission_policy = POLICY
    permission_required = "view"
    header_icon = "table"
    kwargs: dict[str, Any]
    request: Any

    @cached_property
    def cohort(self) -> Cohort:
        return open_cohort(self.request.user, self.kwargs["cohort_id"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("gradebooks:index"), "label": _("Gradebooks")},
            *self.way(),
            {"url": "", "label": self.get_header_title()},
        ]

    def way(self) -> list[dict[str, Any]]:
        """From the list of gradebooks to this page."""
        return [{"url": reverse("gradebooks:cohort", args=[self.cohort.pk]), "label": str(self.cohort)}]
