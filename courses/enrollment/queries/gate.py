"""The one gate to a module, for a page and for an act."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from courses.catalogue.models import Module, ModulePage
from courses.catalogue.queries import published
from courses.decisions import Decision
from courses.enrollment.models import Enrollment
from courses.enrollment.rules import ModuleAccessFacts, may_open_module
from courses.enrollment.states import EnrollmentState


@dataclass(frozen=True)
class ModuleAccess:
    """The gate's answer: the decision, and the enrollment and identity it was made on.

    `staff`: no enrollment lets her in, her permission to edit the page does.
    """

    decision: Decision
    enrollment: Enrollment | None
    module: Module | None
    staff: bool = False


def module_access(page: ModulePage, user: Any, now: datetime | None = None) -> ModuleAccess:
    """The one gate: may this reader open this module page now?

    With several cohorts of the course the first that lets her in decides, the latest enrollment otherwise.
    """
    now = now or timezone.now()
    module = Module.objects.filter(key=page.translation_key).first()
    shown = module is not None and page.live and page.draft_above is None
    enrollments = [*_enrollments_in(module, user), None]
    signed_in = user.is_authenticated
    decisions = [may_open_module(_access_facts(one, signed_in, now, shown, staff=False)) for one in enrollments]
    admitting = next((index for index, decision in enumerate(decisions) if decision), None)
    if admitting is not None:
        return ModuleAccess(decisions[admitting], enrollments[admitting], module)
    if not may_edit(page, user):
        return ModuleAccess(decisions[0], enrollments[0], module)
    facts = _access_facts(enrollments[0], signed_in, now, shown, staff=True)
    return ModuleAccess(may_open_module(facts), enrollments[0], module, staff=True)


def _enrollments_in(module: Module | None, user: Any) -> list[Enrollment]:
    if module is None or not user.is_authenticated:
        return []
    mine = Enrollment.objects.filter(learner=user, cohort__course_id=module.course_id)
    return list(
        mine.select_related("cohort", "completion", "progress").order_by(
            "state", F("cohort__starts_on").desc(nulls_last=True), "-pk"
        )
    )


def may_edit(page: Page, user: Any) -> bool:
    """Whether this person works on the page in the administration, and so may see it before others."""
    return bool(
        user.is_active and user.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(user).can_edit()
    )


def enrollment_access(enrollment: Enrollment, module: Module, now: datetime | None = None) -> Decision:
    """The same gate for an act in one enrollment (marking as read, a quiz) instead of a page."""
    return access_to_modules(enrollment, [module], now)[module.key]


def access_to_modules(
    enrollment: Enrollment, modules: Collection[Module], now: datetime | None = None
) -> dict[UUID, Decision]:
    """The same gate for several modules, by their keys (one query)."""
    now = now or timezone.now()
    in_course = [module.key for module in modules if module.course_id == enrollment.cohort.course_id]
    pages = published(ModulePage.objects.filter(translation_key__in=in_course))
    shown = set(pages.values_list("translation_key", flat=True))
    return {
        module.key: may_open_module(_access_facts(enrollment, True, now, module.key in shown, staff=False))
        for module in modules
    }


def reading_access(enrollment: Enrollment, now: datetime) -> Decision:
    """The same gate for the modules that are published (no query if its cohort and completion were read)."""
    return may_open_module(_access_facts(enrollment, True, now, True, staff=False))


def _access_facts(
    enrollment: Enrollment | None, signed_in: bool, now: datetime, shown: bool, staff: bool
) -> ModuleAccessFacts:
    cohort = enrollment.cohort if enrollment else None
    return ModuleAccessFacts(
        now=now,
        signed_in=signed_in,
        staff=staff,
        published=shown,
        state=EnrollmentState(enrollment.state) if enrollment else None,
        starts_at=cohort.starts_at if cohort else None,
        ends_at=cohort.ends_at if cohort else None,
        completed=enrollment is not None and hasattr(enrollment, "completion"),
    )
