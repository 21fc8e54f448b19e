"""The editor's lists: drafts, reviews, and what has aged or broken in published pages."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, DateColumn, LocaleColumn, TitleColumn
from wagtail.admin.utils import get_latest_str
from wagtail.coreutils import get_content_type_label
from wagtail.models import Page, WorkflowState

from courses.conf import facts_age_months
from courses.worklists import Desk, Worklist

from .models import Finding
from .queries import broken_links, drafts, due_facts, in_review, own_drafts, undescribed_pictures


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def place_url(finding: Finding) -> str:
    """The editing form of the page, opened at the block."""
    return f"{edit_url(finding.page)}#:w:contentpath={finding.place}"


class ContentWorklist(Worklist):
    """A list for those who may edit some page."""

    model = Page
    desk = Desk.CONTENT
    any_permission_required = ["add", "change", "publish"]


class PagesList(ContentWorklist):
    """A list of pages, with who changed them last."""

    columns = [
        TitleColumn("draft_title", label=_("Page"), get_url=edit_url, sort_key="draft_title"),
        Column("parent_title", label=_("Belongs to")),
        LocaleColumn(label=_("Language"), accessor="locale", sort_key=None),
        Column("latest_revision.user", label=_("Changed by")),
        DateColumn("latest_revision_created_at", label=_("Changed"), sort_key="latest_revision_created_at"),
    ]


class DraftsList(PagesList):
    slug = "drafts"
    page_title = _("All drafts")
    header_icon = "edit"
    explanation = _("Pages with changes that readers do not see yet, and pages that were never published.")

    def waiting(self, user: Any) -> Any:
        return drafts(user)


class OwnDraftsList(DraftsList):
    slug = "my-drafts"
    page_title = _("My drafts")
    explanation = _("Pages that you began or changed last, with changes that readers do not see yet.")

    def waiting(self, user: Any) -> Any:
        return own_drafts(user)


class ReviewTitleColumn(TitleColumn):
    """What is reviewed, as it is now, with the way to it for those who may edit it."""

    def get_value(self, instance: WorkflowState) -> str:
        return get_latest_str(instance.content_object)

    def get_link_url(self, instance: WorkflowState, parent_context: Any) -> str | None:
        return AdminURLFinder(parent_context["request"].user).get_edit_url(instance.content_object)


class InReviewList(ContentWorklist):
    slug = "in-review"
    page_title = _("In review")
    header_icon = "tasks"
    explanation = _("Pages and quizzes that somebody has handed in for review, the longest waiting first.")
    columns = [
        ReviewTitleColumn("content_object", label=_("Title")),
        Column("kind", label=_("Type"), accessor=lambda state: get_content_type_label(state.content_type)),
        Column("current_task_state.task", label=_("Waits for")),
        Column("get_status_display", label=_("State")),
        Column("requested_by", label=_("Handed in by")),
        DateColumn("created_at", label=_("Handed in")),
    ]

    def waiting(self, user: Any) -> Any:
        return in_review(user)


class FindingsList(ContentWorklist):
    """A list of what was found in published pages."""

    columns = [
        TitleColumn("page", label=_("Page"), get_url=place_url),
        Column("parent_title", label=_("Belongs to")),
        LocaleColumn(label=_("Language"), accessor="page.locale", sort_key=None),
    ]


class DueFactsList(FindingsList):
    slug = "due-facts"
    page_title = _("Key facts to check")
    header_icon = "history"
    columns = [
        TitleColumn("text", label=_("Fact"), get_url=place_url),
        Column("page", label=_("Page")),
        *FindingsList.columns[1:],
        Column("as_of", label=_("As of"), sort_key="as_of"),
        Column("check_on", label=_("Check again on"), sort_key="check_on"),
        Column("page.latest_revision.user", label=_("Changed by")),
    ]

    @property
    def explanation(self) -> str:
        months = facts_age_months()
        text = ngettext(
            "Facts in published pages whose day to be checked has come or, where none is set, whose date is missing or "
            "more than %(months)s month ago. Check each, then change its dates.",
            "Facts in published pages whose day to be checked has come or, where none is set, whose date is missing or "
            "more than %(months)s months ago. Check each, then change its dates.",
            months,
        )
        return text % {"months": months}

    def waiting(self, user: Any) -> Any:
        return due_facts(user, months=facts_age_months(), today=timezone.localdate())


class TargetColumn(Column):
    """Where a broken link leads."""

    def get_value(self, instance: Any) -> str:
        if instance.target_title:
            return gettext("“%(title)s”, which is not published") % {"title": instance.target_title}
        return gettext("A page or document that was deleted")


class BrokenLinksList(FindingsList):
    slug = "broken-links"
    page_title = _("Broken links")
    header_icon = "link"
    explanation = _(
        "Links in published pages to pages and documents that readers do not find. Open one, mend the link."
    )
    columns = [
        *FindingsList.columns,
        Column("get_kind_display", label=_("What it is")),
        TargetColumn("target", label=_("Leads to")),
    ]

    def waiting(self, user: Any) -> Any:
        return broken_links(user)


class UndescribedPicturesList(FindingsList):
    slug = "undescribed-pictures"
    page_title = _("Pictures without a description")
    header_icon = "image"
    explanation = _(
        "People who cannot see a picture hear its description. Write one, unless the picture only decorates the page."
    )
    columns = [*FindingsList.columns, Column("text", label=_("Picture"))]

    def waiting(self, user: Any) -> Any:
        return undescribed_pictures(user)


WORKLISTS = [OwnDraftsList, DraftsList, InReviewList, DueFactsList, BrokenLinksList, UndescribedPicturesList]
