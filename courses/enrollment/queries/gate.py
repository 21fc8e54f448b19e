"""The one gate to a module, for a page and for an act."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Page

from courses.catalogue.models import Module, ModulePage
from courses.catalogue.queries import published
from courses.decisions import ALLOWED, Decision
from courses.enrollment.models import Cohort, Enrollment, ModuleOpening
from courses.enrollment.rules import ModuleAccessFacts, is_met, may_open_module
from courses.enrollment.states import EnrollmentState

from .releases import Schedules, schedules, schedules_of


@dataclass(frozen=True)
class ModuleAccess:
    """The gate's answer: the decision, and the enrollment and identity it was made on.

    `staff`: no enrollment lets her in, her permission to edit the page does. `schedules`: when the
    modules of the course open; None where nothing of it counts. `at` is the moment it was made for, `done` what
    somebody imagined has completed; None for who learns.
    """

    decision: Decision
    enrollment: Enrollment | None
    module: Module | None
    staff: bool = False
    schedules: Schedules | None = None
    at: datetime = field(default_factory=timezone.now)
    done: frozenset[UUID] | None = None


def module_access(page: ModulePage, user: Any, now: datetime | None = None) -> ModuleAccess:
    """The one gate: may this reader open this module page now?

    With several cohorts of the course the first that lets her in decides, the latest enrollment otherwise.
    """
    now = now or timezone.now()
    mine = _enrollments_in(page, user)
    found = schedules(Module.objects.filter(course__modules=page.translation_key), mine)
    module = found.module(page.translation_key)
    shown = module is not None and page.live and page.draft_above is None
    answers = [_answer(one, module, user.is_authenticated, now, shown, found) for one in [*mine, None]]
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
    enrollment: Enrollment | None, module: Module | None, signed_in: bool, now: datetime, shown: bool, found: Schedules
) -> ModuleAccess:
    releases = found.decisions(enrollment, now) if enrollment else {}
    release = releases.get(module.key, ALLOWED) if module else ALLOWED
    decision = _decide(enrollment, signed_in, now, shown, release=release)
    return ModuleAccess(decision, enrollment, module, schedules=found, at=now)


@dataclass(frozen=True)
class Imagined:
    """A learner whom staff looks through the eyes of: in this cohort, at this moment, with these modules completed. She
    is in no table, so nothing can be recorded of her."""

    cohort: Cohort
    at: datetime
    done: frozenset[UUID] = frozenset()

    @property
    def enrollment(self) -> Enrollment:
        """One that began now, or before the moment that is looked at."""
        began = min(self.at, timezone.now())
        return Enrollment(pk=0, cohort=self.cohort, state=EnrollmentState.ACTIVE, enrolled_at=began)

    @cached_property
    def schedules(self) -> Schedules:
        """When the modules open to her: those whose condition she has met are hers (one query)."""
        found = schedules_of([self.enrollment])
        scores = dict.fromkeys(self.done, Fraction(100))
        met = [key for key, one in found.conditions(self.cohort).items() if one and is_met(one, self.done, scores)]
        return replace(found, openings={(0, key): ModuleOpening(module_id=key) for key in met})

    def access(self, module: Module) -> ModuleAccess:
        """The gate's answer to her, by the rules that judge everybody."""
        return replace(_answer(self.enrollment, module, True, self.at, True, self.schedules), done=self.done)


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
