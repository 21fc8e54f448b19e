"""The desk of results: gradebooks, a cohort as a picture, and one learner's results."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from courses.enrollment.models import Cohort

from .desk import may_see_results
from .gradebook import GradebooksView, GradebookView
from .learner import LearnerResultsView, OverrideView, TakeBackView
from .picture import PictureView

__all__ = ["GradebookViewSet", "gradebook_buttons"]


def gradebook_buttons(cohort: Cohort, user: Any) -> list[HeaderButton]:
    """The way from a cohort's page to its gradebook, for who may see it."""
    if not (may_see_results(user) and user.has_perm("courses.view_enrollment")):
        return []
    return [HeaderButton(_("Gradebook"), reverse("gradebooks:cohort", args=[cohort.pk]), icon_name="table")]


class GradebooksMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return may_see_results(request.user)


class GradebookViewSet(ViewSet):
    name = "gradebooks"
    url_prefix = "training/gradebooks"
    icon = "table"
    menu_label = _("Gradebooks")
    menu_order = 35
    menu_hook = "register_training_menu_item"
    menu_item_class = GradebooksMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        activity = "enrollments/<int:enrollment_id>/<uuid:module_key>/<uuid:block_id>/"
        names = {"index_url_name": "gradebooks:index", "index_results_url_name": "gradebooks:index_results"}
        return [
            path("", GradebooksView.as_view(**names), name="index"),
            path("results/", GradebooksView.as_view(**names, results_only=True), name="index_results"),
            path("<int:cohort_id>/", GradebookView.as_view(), name="cohort"),
            path("<int:cohort_id>/progress/", PictureView.as_view(), name="picture"),
            path("enrollments/<int:enrollment_id>/", LearnerResultsView.as_view(), name="learner"),
            path(f"{activity}override/", OverrideView.as_view(), name="override"),
            path(f"{activity}take-back/", TakeBackView.as_view(), name="take_back"),
        ]
