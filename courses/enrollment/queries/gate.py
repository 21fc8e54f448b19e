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
from courses.decisions import ALLOWED, Decision
from courses.enrollment.models import Enrollment
from courses.enrollment.rules import ModuleAccessFacts, may_open_module
from courses.enrollment.states import EnrollmentState

from .releases import Schedules, schedules, schedules_of


@dataclass(frozen=True)
class ModuleAccess:
    """The gate's answer: the decision, and the enrollment and identity it was made on.

    `staff`: no enrollment lets her in, her permission to edit the page does. `schedules`: when the
    modules of the course open; None where nothing of it counts.
    """

    decision: Decision
    enrollment: Enrollment | None
    module: Module | None
    staff: bool = False
    schedules: Schedules | None = None


def module_access(page: ModulePage, user: Any, now: datetime | None = None) -> ModuleAccess:
    """The one gate: may this reader open this module page now?

    With several cohorts of the course the first that lets her in decides, the latest enrollment otherwise.
    """
    now = now or timezone.now()
    mine = _enrollments_in(page, user)
    found = schedules(Module.objects.filter(course__modules=page.translation_key), mine)
    module = found.module(page.translation_key)
    shown = module is not None and page.live and page.draft_above is None
    answers = [_answer(one, module, user, now, shown, found) for one in [*mine, None]]
    admitting = next((answer for answer in answers if answer.decision), None)
    if admitting is not None:
        return admitting
    if not may_edit(page, user):
        return answers[0]
    return ModuleAccess(
        _decide(answers[0].enrollment, user.is_authenticated, now, shown, staff=True),
        answers[0].enrollment,
        module,
        staff=True,
    )


def _enrollments_in(page: ModulePage, user: Any) -> list[Enrollment]:
    if not user.is_authenticated:
        return []
    mine = Enrollment.objects.filter(learner=user, cohort__course__modules=page.translation_key)
    return list(
        mine.select_related("cohort", "completion", "participation", "progress__policy").order_by(
            "state", F("cohort__starts_on").desc(nulls_last=True), "-pk"
        )
    )


def _answer(
    enrollment: Enrollment | None, module: Module | None, user: Any, now: datetime, shown: bool, found: Schedules
) -> ModuleAccess:
    releases = found.decisions(enrollment, now) if enrollment else {}
    release = releases.get(module.key, ALLOWED) if module else ALLOWED
    decision = _decide(enrollment, user.is_authenticated, now, shown, release=release)
    return ModuleAccess(decision, enrollment, module, schedules=found)


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
    """The same gate for several modules, by their keys (two queries)."""
    now = now or timezone.now()
    in_course = [module.key for module in modules if module.course_id == enrollment.cohort.course_id]
    pages = published(ModulePage.objects.filter(translation_key__in=in_course))
    shown = set(pages.values_list("translation_key", flat=True))
    releases = schedules_of([enrollment]).decisions(enrollment, now)
    return {
        module.key: _decide(enrollment, True, now, module.key in shown, release=releases.get(module.key, ALLOWED))
        for module in modules
    }


def reading_access(enrollment: Enrollment, now: datetime) -> Decision:
    """The same gate for the modules that are published, whatever the schedule says of each (no query if its cohort and
    completion were read)."""
    return _decide(enrollment, True, now, True)


def _decide(
    enrollment: Enrollment | None,
    signed_in: bool,
    now: datetime,
    shown: bool,
    *,
    staff: bool = False,
    release: Decision = ALLOWED,
) -> Decision:
    cohort = enrollment.cohort if enrollment else None
    facts = ModuleAccessFacts(
        now=now,
        signed_in=signed_in,
        staff=staff,
        published=shown,
        state=EnrollmentState(enrollment.state) if enrollment else None,
        starts_at=cohort.starts_at if cohort else None,
        ends_at=cohort.ends_at if cohort else None,
        completed=enrollment is not None and hasattr(enrollment, "completion"),
        release=release,
    )
    return may_open_module(facts)
