"""Reads of enrollment: runs of a course for a visitor, and the gate to a module."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from courses.catalogue.kept import kept
from courses.catalogue.models import CohortPage, CoursePage, Module, ModulePage
from courses.catalogue.queries import listed_courses, published
from courses.conf import main_language
from courses.decisions import Decision

from .models import Cohort, Enrollment
from .rules import EnrollmentFacts, ModuleAccessFacts, best_outlook, may_enroll, may_open_module
from .states import EnrollmentState


def course_is_published(key: UUID) -> bool:
    """Whether the course has a published page in any language: that is what makes it open."""
    return published(CoursePage.objects.filter(translation_key=key)).exists()


def readable_modules() -> "QuerySet[Module]":
    """The modules that have a published page in any language."""
    return Module.objects.filter(key__in=published(ModulePage.objects.all()).values("translation_key"))


def course_is_readable(key: UUID) -> bool:
    """Whether there is anything to read in the course for those who are enrolled."""
    return readable_modules().filter(course=key).exists()


def course_outlooks(now: datetime | None = None) -> dict[UUID, Decision]:
    """What each course holds for somebody who is not enrolled (see `best_outlook`), by its key; `when` is on the clock
    of the cohort. Courses that hold nothing are left out (one query)."""
    now = now or timezone.now()
    by_course: dict[UUID, list[Decision]] = defaultdict(list)
    for cohort in _not_closed(now).order_by("starts_on", "pk"):
        by_course[cohort.course_id].append(_outlook(cohort, now))
    outlooks = {key: best_outlook(decisions) for key, decisions in by_course.items()}
    return {key: outlook for key, outlook in outlooks.items() if outlook is not None}


def _of_readable_courses() -> "QuerySet[Cohort]":
    return Cohort.objects.filter(course__in=readable_modules().values("course"))


def _not_closed(now: datetime) -> "QuerySet[Cohort]":
    not_closed = Q(enrollment_closes_at__isnull=True) | Q(enrollment_closes_at__gt=now)
    return _of_readable_courses().filter(not_closed)


def _outlook(cohort: Cohort, now: datetime) -> Decision:
    decision = may_enroll(enroll_facts(cohort, None, now, published=True, readable=True))
    return replace(decision, when=decision.when and decision.when.astimezone(cohort.zone))


def joinable(outlooks: Mapping[UUID, Decision]) -> frozenset[UUID]:
    """Keys of the courses in which one can take a seat now."""
    return frozenset(key for key, outlook in outlooks.items() if outlook)


def joinable_cohorts(now: datetime | None = None) -> "QuerySet[Cohort]":
    """The cohorts of published courses in which one can take a seat now, the soonest first."""
    now = now or timezone.now()
    published_courses = published(CoursePage.objects.all()).values("translation_key")
    with_a_seat = [cohort.pk for cohort in _not_closed(now) if _outlook(cohort, now)]
    cohorts = Cohort.objects.filter(pk__in=with_a_seat, course_id__in=published_courses)
    return cohorts.order_by(F("starts_on").asc(nulls_first=True), "pk")


def starting_cohorts(*, today: date, days: int) -> "QuerySet[Cohort]":
    """The cohorts whose first day is today or one of the next `days` days, the soonest first."""
    cohorts = Cohort.objects.filter(starts_on__range=(today, today + timedelta(days=days)))
    return cohorts.order_by("starts_on", "pk")


@dataclass(frozen=True)
class Start:
    """A cohort that starts soon, with the page of its course."""

    cohort: Cohort
    course_page: CoursePage
    decision: Decision


def next_starts(catalog: Page, limit: int, now: datetime | None = None) -> list[Start]:
    """The next cohorts of the catalog's courses that have not begun where they are (three queries)."""
    now = now or timezone.now()
    courses = listed_courses(catalog)
    # No zone is so far behind that an earlier day could still be to come there.
    days = Q(starts_on__gte=now.astimezone(UTC).date(), course__in=courses.values("translation_key"))
    to_come = _of_readable_courses().filter(days).order_by("starts_on", "pk")
    cohorts = list(islice((cohort for cohort in to_come if cohort.starts_at and cohort.starts_at > now), limit))
    pages = {
        page.translation_key: page for page in courses.filter(translation_key__in=[one.course_id for one in cohorts])
    }
    return [Start(one, pages[one.course_id], _outlook(one, now)) for one in cohorts]


@dataclass(frozen=True)
class Run:
    """One cohort as a visitor sees it: whether she may enroll, her enrollment with what the gate says of its modules
    (None without one), and the address of its page if it has one."""

    cohort: Cohort
    decision: Decision
    enrollment: Enrollment | None
    access: Decision | None
    url: str | None


def runs_of_course(course_page: CoursePage, request: HttpRequest, now: datetime | None = None) -> list[Run]:
    """The cohorts of a course that have not ended, soonest first, and ended ones that the visitor took part in.

    The addresses of their pages are `kept`; everything else is read anew.
    """
    now = now or timezone.now()
    of_course = Cohort.objects.filter(course_id=course_page.translation_key)
    cohorts = list(of_course.order_by(F("starts_on").asc(nulls_last=True), "pk"))
    mine = _enrollments_by_cohort(cohorts, request.user)
    keys = [cohort.pk for cohort in cohorts]
    addresses = kept(request, "cohort-pages", [course_page.path, *keys], partial(_cohort_pages, keys, course_page))
    course = course_page.translation_key
    readable = kept(request, "course-is-readable", [course], partial(course_is_readable, course))
    runs = []
    for cohort in cohorts:
        enrollment = mine.get(cohort.pk)
        if enrollment is None and cohort.ends_at and now >= cohort.ends_at:
            continue
        facts = enroll_facts(cohort, enrollment, now, published=course_page.live, readable=readable)
        access = reading_access(enrollment, now) if enrollment else None
        runs.append(Run(cohort, may_enroll(facts), enrollment, access, addresses.get(cohort.pk)))
    return runs


def _enrollments_by_cohort(cohorts: Collection[Cohort], user: Any) -> dict[int, Enrollment]:
    if not user.is_authenticated:
        return {}
    mine = Enrollment.objects.filter(learner=user, cohort__in=cohorts).select_related("cohort", "completion")
    return {enrollment.cohort_id: enrollment for enrollment in mine}


def _cohort_pages(keys: Collection[int], course_page: CoursePage) -> dict[int, str | None]:
    """The addresses of the cohorts' pages by the cohorts' primary keys."""
    languages = (main_language(), course_page.locale.language_code)
    pages = published(CohortPage.objects.filter(cohort__in=keys, locale__language_code__in=languages))
    own_last = sorted(pages, key=lambda page: page.locale_id == course_page.locale_id)
    for page in own_last:
        page.shown_below = course_page if page.locale_id != course_page.locale_id else None
    return {page.cohort_id: page.get_url() for page in own_last}


def run_of_cohort(cohort: Cohort, user: Any, now: datetime | None = None) -> Run:
    """One cohort as this visitor sees it."""
    now = now or timezone.now()
    enrollment = _enrollments_by_cohort([cohort], user).get(cohort.pk)
    access = reading_access(enrollment, now) if enrollment else None
    return Run(cohort, may_enroll(gather_facts(cohort, enrollment, now)), enrollment, access, None)


def gather_facts(cohort: Cohort, enrollment: Enrollment | None, now: datetime) -> EnrollmentFacts:
    """What `may_enroll` decides on, with the course as it is now (two queries)."""
    key = cohort.course_id
    return enroll_facts(cohort, enrollment, now, published=course_is_published(key), readable=course_is_readable(key))


def enroll_facts(
    cohort: Cohort, enrollment: Enrollment | None, now: datetime, *, published: bool, readable: bool
) -> EnrollmentFacts:
    """The same for a cohort and an enrollment as they were read, when the course is known."""
    return EnrollmentFacts(
        now=now,
        state=enrollment.state if enrollment else None,
        published=published,
        readable=readable,
        opens_at=cohort.enrollment_opens_at,
        closes_at=cohort.enrollment_closes_at,
        ends_at=cohort.ends_at,
        seats=cohort.seats,
        seats_taken=cohort.seats_taken,
    )


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


def return_decisions(enrollments: Collection[Enrollment], now: datetime) -> dict[int, Decision]:
    """Whether people who left may take a seat again, by enrollment (two queries, none without enrollments)."""
    keys = {enrollment.cohort.course_id for enrollment in enrollments}
    pages = published(CoursePage.objects.filter(translation_key__in=keys))
    shown = set(pages.values_list("translation_key", flat=True))
    readable = set(readable_modules().filter(course__in=keys).values_list("course", flat=True))
    return {
        enrollment.pk: may_enroll(
            enroll_facts(
                enrollment.cohort,
                enrollment,
                now,
                published=enrollment.cohort.course_id in shown,
                readable=enrollment.cohort.course_id in readable,
            )
        )
        for enrollment in enrollments
    }


def _enrollments_in(module: Module | None, user: Any) -> list[Enrollment]:
    if module is None or not user.is_authenticated:
        return []
    mine = Enrollment.objects.filter(learner=user, cohort__course_id=module.course_id)
    return list(
        mine.select_related("cohort", "completion", "progress").order_by(
            "state", F("cohort__starts_on").desc(nulls_last=True), "-pk"
        )
    )


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
