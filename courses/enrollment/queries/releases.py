"""When the modules of a course open to learners: the schedule of their cohorts, and what is open to each of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet

from courses.catalogue.models import Module
from courses.decisions import Decision
from courses.enrollment.models import Cohort, Enrollment, ModuleOpening, ModuleRelease
from courses.enrollment.rules import Condition, Release, Step, condition_of, locked_forever, moment_of, released
from courses.enrollment.states import EnrollmentReason, ReleaseKind


@dataclass(frozen=True)
class Schedules:
    """The modules of courses in order, also those that are not published, with what opens them: `releases` by cohort
    and module, `openings` by enrollment and module."""

    modules: Mapping[UUID, Sequence[Module]]
    releases: Mapping[tuple[int, UUID], Release]
    openings: Mapping[tuple[int, UUID], ModuleOpening]

    def outline(self, course: UUID) -> list[Module]:
        """The published modules of a course in order."""
        return [module for module in self.modules.get(course, ()) if module.live]

    def module(self, key: UUID) -> Module | None:
        return next((module for modules in self.modules.values() for module in modules if module.key == key), None)

    def release(self, cohort: Cohort, key: UUID) -> Release:
        """How the module opens in the cohort: by its own row, else as the cohort's modules do."""
        return self.releases.get((cohort.pk, key)) or default_release(cohort.in_order)

    def conditions(self, cohort: Cohort) -> dict[UUID, Condition | None]:
        """What each published module of the cohort's course asks learners to do first."""
        outline = steps(self.outline(cohort.course_id))
        return {step.key: condition_of(self.release(cohort, step.key), step.key, outline) for step in outline}

    def decisions(self, enrollment: Enrollment, now: datetime) -> dict[UUID, Decision]:
        """What the schedule of the enrollment's cohort says of each published module now."""
        cohort = enrollment.cohort
        return {
            key: self._decision(enrollment, key, condition, now) for key, condition in self.conditions(cohort).items()
        }

    def open_modules(self, enrollment: Enrollment, now: datetime) -> frozenset[UUID]:
        """The modules that the schedule keeps from this learner no more."""
        return frozenset(key for key, decision in self.decisions(enrollment, now).items() if decision)

    def with_releases(self, cohort: Cohort, releases: Mapping[UUID, Release]) -> "Schedules":
        """The same modules and openings with another schedule of the cohort."""
        others = {place: release for place, release in self.releases.items() if place[0] != cohort.pk}
        return replace(self, releases=others | {(cohort.pk, key): release for key, release in releases.items()})

    def _decision(self, enrollment: Enrollment, key: UUID, condition: Condition | None, now: datetime) -> Decision:
        opening = self.openings.get((enrollment.pk, key))
        release = self.release(enrollment.cohort, key)
        return released(
            release=release,
            condition=condition,
            at=moment_in(release, enrollment),
            opened=opening is not None and opening.holds(now),
            now=now,
        )


def default_release(in_order: bool) -> Release:
    """How a module opens that has no row of its own."""
    return Release(ReleaseKind.ORDER if in_order else ReleaseKind.FREE)


def as_release(row: ModuleRelease) -> Release:
    """A stored row as the rules take it."""
    after = tuple(UUID(key) for key in row.after)
    return Release(row.kind, row.opens_on, row.days, after, row.needed, row.minimum)


def moment_in(release: Release, enrollment: Enrollment) -> datetime | None:
    """When a module with this release opens by date to one learner."""
    cohort = enrollment.cohort
    return moment_of(release, starts_on=cohort.starts_on, enrolled_at=enrollment.enrolled_at, zone=cohort.zone)


def steps(outline: Collection[Module]) -> list[Step]:
    """Published modules as the rules take them."""
    return [Step(module.key, module.required, bool(module.graded_ids)) for module in outline]


def schedules(modules: "QuerySet[Module]", enrollments: Collection[Enrollment] = ()) -> Schedules:
    """The schedules of these modules for these enrollments (one query: a module comes once for each row that tells when
    it opens)."""
    found: dict[UUID, dict[UUID, Module]] = defaultdict(dict)
    releases, openings = {}, {}
    for module in _with_what_opens_them(modules, enrollments).order_by("course", "position"):
        found[module.course_id].setdefault(module.key, module)
        release, opening = getattr(module, "release", None), getattr(module, "opening", None)
        if release is not None:
            releases[release.cohort_id, module.key] = as_release(release)
        if opening is not None:
            openings[opening.enrollment_id, module.key] = opening
    return Schedules({course: list(rows.values()) for course, rows in found.items()}, releases, openings)


def _with_what_opens_them(modules: "QuerySet[Module]", enrollments: Collection[Enrollment]) -> "QuerySet[Module]":
    if not enrollments:
        return modules
    cohorts = {enrollment.cohort_id for enrollment in enrollments}
    own = {enrollment.pk for enrollment in enrollments}
    annotated: Any = modules.annotate(
        release=FilteredRelation("releases", condition=Q(releases__cohort__in=cohorts)),
        opening=FilteredRelation("openings", condition=Q(openings__enrollment__in=own)),
    )
    return annotated.select_related("release", "opening")


def schedules_of(enrollments: Collection[Enrollment]) -> Schedules:
    """The schedules of the courses that are taken in these enrollments (one query)."""
    courses = {enrollment.cohort.course_id for enrollment in enrollments}
    return schedules(Module.objects.filter(course__in=courses), enrollments)


def own_releases(cohort: Cohort) -> dict[UUID, Release]:
    """The releases that a cohort has of its own, by module (one query)."""
    return {row.module_id: as_release(row) for row in cohort.releases.all()}


def schedule_faults(
    cohort: Cohort, *, in_order: bool, releases: Mapping[UUID, Release]
) -> dict[UUID, EnrollmentReason]:
    """What is wrong with a schedule that the cohort is to have, by the module it is about (one query)."""
    outline = list(Module.objects.filter(course=cohort.course_id, live=True).order_by("position"))
    graded = {module.key for module in outline if module.graded_ids}
    default = default_release(in_order)
    faults = {
        key: EnrollmentReason.NO_SCORE_THERE
        for key, release in releases.items()
        if release.kind == ReleaseKind.SCORE and not graded.issuperset(release.after)
    }
    of_steps = steps(outline)
    conditions = {step.key: condition_of(releases.get(step.key, default), step.key, of_steps) for step in of_steps}
    return dict.fromkeys(locked_forever(conditions), EnrollmentReason.LOCKED_FOREVER) | faults
