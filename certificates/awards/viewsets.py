"""The registrar's desk: certificates, what waits for one, and the rules by which they are issued."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from django_filters import DateFromToRangeFilter
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from courses.desk import ActView, DayColumn, HistoryLine, RelatedIndexView, TrainingViewSet

from .forms import ReissueForm, RevokeForm
from .models import Award, AwardDefinition
from .queries import completions_without_award, explained, printed_now, undrawn
from .services import AwardRefused, issue_award, reissue_award, revoke_award
from .states import AwardState, EventKind, RefusalReason, RevocationReason
from .tasks import states_of_issuing

PENDING_PER_PAGE = 50


def _certificates() -> dict[str, Any]:
    return {"url": reverse("awards:index"), "label": capfirst(Award._meta.verbose_name_plural)}


class AwardFilterSet(WagtailFilterSet):
    issued_at = DateFromToRangeFilter(label=_("Issued"), widget=DateRangePickerWidget)

    class Meta:
        model = Award
        fields = ["state", "issued_at", "course"]


class AwardIndexView(RelatedIndexView):
    """All certificates, with the way to what waits for one."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Waiting for a certificate"), reverse("awards:pending"), icon_name="history")]


class AwardInspectView(InspectView):
    """Facts, document and history of one award, with the acts open to this person."""

    any_permission_required = ["view"]
    template_name = "certificates/admin/award_inspect.html"

    def get_object(self, queryset: Any = None) -> Award:
        awards = Award.objects.select_related("superseded_by", "supersedes").prefetch_related("files")
        return get_object_or_404(awards, pk=self.pk)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        award, buttons = self.object, []
        if award.pdf:
            url = reverse("certificates:download", args=[award.uuid])
            buttons.append(HeaderButton(_("Download"), url, icon_name="download"))
        if award.state == AwardState.ISSUED and self.user_has_permission("revoke"):
            buttons.append(HeaderButton(_("Revoke"), reverse("awards:revoke", args=[award.pk]), icon_name="cross"))
        if not hasattr(award, "superseded_by") and self.user_has_permission("issue"):
            url = reverse("awards:reissue", args=[award.pk])
            buttons.append(HeaderButton(_("Issue again"), url, icon_name="rotate"))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = self.object.events.select_related("actor")
        undrawable = any(event.kind == EventKind.NOT_DRAWN for event in events)
        return super().get_context_data(**kwargs) | {
            "history": [HistoryLine(event.at, event.get_kind_display(), event.actor, event.why) for event in events],
            "not_drawn_because": RefusalReason.DOES_NOT_FIT.label if undrawable else "",
        }


class AwardActView(ActView):
    """One act on one award, back to the award."""

    model = Award
    template_name = "certificates/admin/award_act.html"
    record_url_name = "awards:inspect"

    def find_record(self) -> Award:
        return get_object_or_404(Award, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        award = {"url": self.record_url, "label": self.record.serial}
        return [*super().get_breadcrumbs_items(), _certificates(), award, {"url": "", "label": self.page_title}]


class RevokeView(AwardActView):
    permission_required = "revoke"
    form_class = RevokeForm
    page_title = _("Revoke certificate")
    explanation = _(
        "The certificate stays on record. Everyone who verifies it is told that it was revoked, when and why."
    )
    submit_label = _("Revoke certificate")
    done_message = _("The certificate is revoked.")

    def act(self, data: dict[str, Any]) -> Award:
        return revoke_award(
            award=self.record,
            by=self.request.user,
            reason=RevocationReason(data["reason"]),
            public_reason=data["public_reason"],
            private_note=data["private_note"],
        )


class ReissueView(AwardActView):
    permission_required = "issue"
    form_class = ReissueForm
    page_title = _("Issue certificate again")
    explanation = _(
        "A new certificate with a new number is issued from what is on record now: name, course, issuer, signatory. "
        "The day until which it is valid stays the same. The old one points to it."
    )
    submit_label = _("Issue again")
    done_message = _("The certificate is issued again. Its document follows in a minute.")

    def get_initial(self) -> dict[str, Any]:
        return {"seen": self.record.state}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        profile = getattr(self.record.learner, "learner_profile", None)
        return super().get_context_data(**kwargs) | {"printed_now": printed_now(self.record), "profile": profile}

    def act(self, data: dict[str, Any]) -> Award:
        seen = AwardState(data["seen"])
        return reissue_award(award=self.record, by=self.request.user, reason=data["reason"], seen=seen)


class PendingView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Completions without an award and awards without a document, each with the reason."""

    model = Award
    any_permission_required = ["view"]
    template_name = "certificates/admin/pending.html"
    page_title = _("Waiting for a certificate")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), _certificates(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = Paginator(completions_without_award(), PENDING_PER_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        completion_ids = list(page.object_list)
        return super().get_context_data(**kwargs) | {
            "page": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "pending": explained(completion_ids, states_of_issuing(completion_ids)),
            "may_issue": self.user_has_permission("issue"),
            "undrawn": undrawn()[:PENDING_PER_PAGE],
            "not_drawn_because": RefusalReason.DOES_NOT_FIT.label,
        }


class IssueView(PermissionCheckedMixin, View):
    """Issue the award of one completion at once, then back to what waits."""

    model = Award
    permission_required = "issue"

    def post(self, request: HttpRequest, completion_id: int) -> HttpResponse:
        try:
            award = issue_award(completion_id=completion_id, by=request.user)
        except AwardRefused as refused:
            messages.error(request, refused.text)
        else:
            text = gettext("Certificate %(serial)s is issued. Its document follows in a minute.")
            button = messages.button(reverse("awards:inspect", args=[award.pk]), gettext("Open"))
            messages.success(request, text % {"serial": award.serial}, buttons=[button])
        return HttpResponseRedirect(reverse("awards:pending"))


class AwardViewSet(TrainingViewSet):
    model = Award
    name = "awards"
    url_prefix = "training/certificates"
    icon = "certificate"
    menu_label = _("Certificates")
    menu_order = 60
    add_to_reference_index = False
    index_view_class = AwardIndexView
    inspect_view_class = AwardInspectView
    inspect_view_enabled = True
    inspect_view_fields = ["serial"]
    form_fields: list[str] = []
    list_display = [
        "serial",
        "holder_name",
        "course",
        Column("state", accessor="public_state.label", label=_("State"), sort_key="state"),
        DayColumn("issued_on", label=_("Issued"), sort_key="issued_at"),
    ]
    list_related = ["course"]
    filterset_class = AwardFilterSet
    search_fields = ["serial", "holder_name", "snapshot__holder__name_latin"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = [f"{view}_url_name" for view in ("add", "edit", "delete", "history", "usage")]
        return super().get_common_view_kwargs(**dict.fromkeys(absent), **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("pending/", self.construct_view(PendingView), name="pending"),
            path("issue/<int:completion_id>/", self.construct_view(IssueView), name="issue"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("revoke/<int:pk>/", self.construct_view(RevokeView), name="revoke"),
            path("reissue/<int:pk>/", self.construct_view(ReissueView), name="reissue"),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no edit view to find."""


class AwardDefinitionViewSet(TrainingViewSet):
    model = AwardDefinition
    name = "award_definitions"
    url_prefix = "training/certificate-rules"
    icon = "cog"
    menu_label = _("Certificate rules")
    menu_order = 70
    form_fields = ["course", "issuer", "signatory", "place", "validity_months"]
    list_display = ["__str__", "issuer", "signatory", "place", "validity_months"]
    list_related = ["course", "issuer", "signatory"]
