"""Reads of upkeep: what an editor may want to look at, among the pages that she may edit."""

from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    Exists,
    F,
    Min,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Cast, Coalesce, Length, Substr
from wagtail.documents import get_document_model
from wagtail.models import Page, WorkflowMixin, WorkflowState, get_default_page_content_type
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet
from wagtail.snippets.models import get_editable_models

from courses.catalogue.models import CoursePage, ModulePage
from courses.catalogue.queries import published
from courses.enrollment.models import Cohort
from courses.enrollment.queries import STARTING_SOON, course_outlooks, joinable, local_days, starting_cohorts

from .models import Finding
from .rules import months_before
from .states import FindingKind, RunOutlook


def editable_pages(user: Any) -> "PageQuerySet[Page]":
    """The pages that this person may edit, with their language; `parent_title` is that of the page above."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return pages.select_related("locale").annotate(parent_title=_title_above("path"))


def _path_above(path: str) -> Substr:
    return Substr(OuterRef(path), 1, Length(OuterRef(path)) - Page.steplen)


def _title_above(path: str) -> Subquery:
    return Subquery(Page.objects.filter(path=_path_above(path), depth__gt=1).values("title"))


def drafts(user: Any) -> "PageQuerySet[Page]":
    """Pages with something that is not published, the latest change first."""
    pages = editable_pages(user).filter(has_unpublished_changes=True).select_related("latest_revision__user")
    return pages.order_by(F("latest_revision_created_at").desc(nulls_last=True), "pk")


def own_drafts(user: Any) -> "PageQuerySet[Page]":
    """Those of the drafts that this person began or changed last."""
    return drafts(user).filter(Q(owner=user) | Q(latest_revision__user=user))


def in_review(user: Any) -> "QuerySet[WorkflowState]":
    """The reviews under way of what this person may edit, the longest waiting first."""
    mine = Q(base_content_type=get_default_page_content_type(), object_id__in=_ids(editable_pages(user)))
    for model in get_editable_models(user):
        if issubclass(model, WorkflowMixin):
            kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
            mine |= Q(content_type=kind, object_id__in=_ids(model.objects.all()))
    states = WorkflowState.objects.active().filter(mine).order_by("created_at", "pk")
    return states.select_related("content_type", "current_task_state__task", "requested_by").prefetch_related(
        "content_object__latest_revision"
    )


def _ids(rows: "QuerySet[Model]") -> "QuerySet[Any, Any]":
    return rows.order_by().values_list(Cast("pk", output_field=CharField()), flat=True)


def _findings(user: Any, *kinds: FindingKind) -> "QuerySet[Finding]":
    findings = Finding.objects.filter(kind__in=kinds, page__in=editable_pages(user).order_by().values("pk"))
    return findings.select_related("page__locale").annotate(parent_title=_title_above("page__path"))


def due_facts(user: Any, *, months: int, today: date) -> "QuerySet[Finding]":
    """Key facts to check: those whose day to be checked has come, the longest overdue first; then, where no day is set,
    those without a date or known to be true more than so many months ago, the oldest first."""
    facts = _findings(user, FindingKind.KEY_FACT).select_related("page__latest_revision__user")
    old = Q(as_of__isnull=True) | Q(as_of__lt=months_before(today, months))
    due = Q(check_on__lte=today) | Q(old, check_on__isnull=True)
    return facts.filter(due).order_by(F("check_on").asc(nulls_last=True), F("as_of").asc(nulls_first=True), "pk")


def undescribed_pictures(user: Any) -> "QuerySet[Finding]":
    """Pictures without a text for those who cannot see them, page by page."""
    return _findings(user, FindingKind.PICTURE).order_by("page__path", "pk")


def broken_links(user: Any) -> "QuerySet[Finding]":
    """Links to pages and documents that readers do not find; `target_title` is that of a page that is not published."""
    page, document = FindingKind.PAGE_LINK, FindingKind.DOCUMENT_LINK
    links = _findings(user, page, document).annotate(
        target_title=Subquery(Page.objects.filter(pk=OuterRef("target")).values("title"))
    )
    found_page = Exists(published(Page.objects.filter(pk=OuterRef("target"))))
    documents = get_document_model().objects.annotate(key=Cast("pk", CharField()))  # on some sites it is no number
    found_document = Exists(documents.filter(key=Cast(OuterRef("target"), CharField())))
    broken = Q(~found_page, kind=page) | Q(~found_document, kind=document)
    return links.filter(broken).order_by("page__path", "pk")


def with_figures(courses: "PageQuerySet[CoursePage]", *, now: datetime) -> "PageQuerySet[CoursePage]":
    """The courses with `module_count` (below its pages in any language, drafts too), `next_run` (the first day of the
    next cohort, today where that is or later), `joinable` (whether one can enroll now) and `learner_count` (in all
    cohorts together)."""
    versions = CoursePage.objects.filter(
        translation_key=OuterRef(OuterRef("translation_key")), path=_path_above("path")
    )
    modules = ModulePage.objects.filter(Exists(versions))
    cohorts = Cohort.objects.filter(course=OuterRef("translation_key"))
    (today,) = local_days(now)
    return courses.annotate(
        module_count=Coalesce(_of_all(modules, "content_type", Count("translation_key", distinct=True)), 0),
        next_run=_of_all(cohorts.filter(starts_on__gte=today), "course", Min("starts_on")),
        joinable=Case(When(translation_key__in=joinable(course_outlooks(now)), then=True), default=False),
        learner_count=Coalesce(_of_all(cohorts, "course", Sum("seats_taken")), 0),
    )


def with_runs(outlook: RunOutlook, *, now: datetime) -> Q:
    """The condition that a course has such a run, by the clocks of its cohorts; one without days always runs."""
    (today,) = local_days(now)
    not_over = Cohort.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    cohorts = {
        RunOutlook.RUNNING: not_over.exclude(starts_on__gt=today),
        RunOutlook.SOON: starting_cohorts(now=now, days=STARTING_SOON),
        RunOutlook.NONE: not_over,
    }[outlook]
    found = Q(translation_key__in=cohorts.order_by().values("course"))
    return ~found if outlook == RunOutlook.NONE else found


def _of_all(rows: "QuerySet[Any]", shared: str, figure: Aggregate) -> Subquery:
    """One figure of all rows, which share the value of a column."""
    return Subquery(rows.order_by().values(shared).annotate(figure=figure).values("figure"))
