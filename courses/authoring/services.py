"""The writes of authoring: a course made of its outline, and copies of courses and modules."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page

from courses.catalogue.models import CatalogPage, CoursePage, ModulePage
from courses.catalogue.queries import free_slug
from courses.catalogue.services import record_course
from courses.decisions import Refused, refused
from courses.enrollment.models import Cohort
from courses.enrollment.services import make_cohort_page, save_cohort
from courses.registry import activity_types

from .models import PageCopy
from .queries import copy_progress, original
from .rules import Outline, PlannedModule, may_try_again
from .states import MOVES, CopyReason, CopyState

# What a copied page begins with: no lock and no timetable.
_CLEAN = {
    "locked": False,
    "locked_by": None,
    "locked_at": None,
    "go_live_at": None,
    "expire_at": None,
    "expired": False,
}


@dataclass(frozen=True)
class CoursePlan:
    """What a person decided of a new course, with the key that it will have; the outline has no problems."""

    title: str
    lead: str
    outline: Outline
    key: UUID = field(default_factory=uuid4)


@transaction.atomic
def make_course(
    *, catalog: CatalogPage, plan: CoursePlan, cohort: Cohort | None = None, publish: bool = False, by: Any
) -> CoursePage:
    """Make a course and its modules below `catalog`, as drafts or published, and its first cohort with a public page.

    The same plan again, as of a button that was pressed twice, makes nothing. The caller has asked whether `by` may add
    pages there, publish them and add cohorts.
    """
    below = CatalogPage.objects.select_for_update(of=("self",)).get(pk=catalog.pk)
    made = CoursePage.objects.filter(translation_key=plan.key).first()
    if made is not None:
        return made
    course = CoursePage(title=plan.title, lead=plan.lead, translation_key=plan.key)
    _add(course, below=below, publish=publish, by=by)
    for planned in plan.outline.modules:
        _add(_module(planned), below=course, publish=publish, by=by)
    if cohort is not None:
        record_course(key=course.translation_key)
        cohort.course_id = course.translation_key
        make_cohort_page(cohort=save_cohort(cohort=cohort), by=by)
    return CoursePage.objects.get(pk=course.pk)


def _module(planned: PlannedModule) -> ModulePage:
    body = [("heading", {"text": heading}) for heading in planned.sections]
    return ModulePage(title=planned.title, workload_minutes=planned.minutes, body=body)


def _add(page: Page, *, below: Page, publish: bool, by: Any) -> None:
    page.locale, page.owner, page.live = below.locale, by, False
    page.slug = free_slug(below, page.title, page._meta.model_name)
    below.add_child(instance=page)
    revision = page.save_revision(user=by)
    if publish:
        revision.publish(user=by)


class CopyRefused(Refused):
    """A copy cannot be made or tried again; `decision.reason` is a `CopyReason`."""


def ask_for_copy(*, page: Page, below: Page, title: str, by: Any, key: UUID | None = None) -> PageCopy:
    """Remember that `by` wants a copy of a course or module; `copy_next_page` makes it.

    With the `key` of a copy that was asked for already, as by a button that was pressed twice, it is that one.
    """
    facts = {"source_key": page.translation_key, "parent_key": below.translation_key, "title": title, "by": by}
    return PageCopy.objects.get_or_create(key=key or uuid4(), defaults=facts)[0]


@transaction.atomic
def copy_next_page(*, key: UUID, now: datetime | None = None) -> bool:
    """Copy the first page of a copy that is not there yet, with its quizzes, as a draft; whether more are left.

    Two workers at one copy take turns, and a worker that was killed is followed by one that goes on. Raises
    `CopyRefused`.
    """
    copy = PageCopy.objects.select_for_update().get(key=key)
    if not copy.is_unfinished:
        return False
    progress = copy_progress(copy)
    if not progress.pages:
        raise CopyRefused(refused(CopyReason.SOURCE_GONE))
    for page in progress.missing[:1]:
        _copy_page(copy, page, first=page == progress.pages[0])
    _move(copy, CopyState.RUNNING if progress.missing[1:] else CopyState.DONE, now=now)
    return copy.state == CopyState.RUNNING


def _copy_page(copy: PageCopy, page: Page, *, first: bool) -> None:
    below = original(copy.parent_key if first else copy.key_of(copy.source_key))
    if below is None:
        raise CopyRefused(refused(CopyReason.PLACE_GONE))
    draft = page.specific.get_latest_revision_as_object()
    if isinstance(draft, ModulePage):
        _place_own_activities(draft, copy)
    # The address is not left to Wagtail, which finds one for the page but not for its draft: it could never be saved.
    named = {"title": copy.title, "slug": free_slug(below, copy.title, page.slug)} if first else {}
    attributes = {**_CLEAN, **named, "translation_key": copy.key_of(page.translation_key)}
    action = CopyPageAction(
        draft, to=below, update_attrs=attributes, copy_revisions=False, keep_live=False, user=copy.by
    )
    try:
        action.execute()
    except PermissionDenied as error:
        raise CopyRefused(refused(CopyReason.NOT_PERMITTED)) from error


def _place_own_activities(draft: ModulePage, copy: PageCopy) -> None:
    for index, raw in enumerate(draft.body.raw_data):
        kind = activity_types.get(raw["type"])
        if kind is not None and draft.body[index].value is not None:
            child = draft.body[index]
            draft.body[index] = (child.block_type, kind.copied(child.value, key=copy.key, by=copy.by), child.id)


@transaction.atomic
def fail_copy(*, key: UUID, reason: CopyReason, now: datetime | None = None) -> None:
    """Say that a copy is given up, and why; what was copied stays."""
    copy = PageCopy.objects.select_for_update().get(key=key)
    if copy.is_unfinished:
        _move(copy, CopyState.FAILED, reason=reason, now=now)


@transaction.atomic
def try_copy_again(*, key: UUID, now: datetime | None = None) -> PageCopy:
    """Let a copy that failed or stands still begin again where it ended. Raises `CopyRefused`."""
    now = now or timezone.now()
    copy = PageCopy.objects.select_for_update().get(key=key)
    decision = may_try_again(state=copy.state, moved_at=copy.moved_at, now=now)
    if not decision:
        raise CopyRefused(decision)
    _move(copy, CopyState.WAITING, now=now)
    return copy


def _move(copy: PageCopy, state: CopyState, *, reason: CopyReason | None = None, now: datetime | None = None) -> None:
    before = CopyState(copy.state)
    if before != state and (before, state) not in MOVES:
        raise ValueError(f"A copy cannot move from {before} to {state}.")
    copy.state, copy.reason, copy.moved_at = state, reason or "", now or timezone.now()
    copy.save()
