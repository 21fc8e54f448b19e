"""“My learning”: all that one person learns, sorted by what she can do there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from courses.calendars import first_day_of_year
from courses.catalogue.models import Module
from courses.decisions import Decision
from courses.enrollment.models import Cohort, Enrollment
from courses.enrollment.queries import reading_access, return_decisions, schedules_of
from courses.enrollment.rules import may_withdraw
from courses.progress.models import CourseProgress, ModuleCompletion
from courses.progress.states import DateKind

from .checklists import Checklist, checklists
from .records import completed_by_enrollment
from .releases import Lock, locks_of

RELEASES_SHOWN = 3  # of each cohort


@dataclass(frozen=True)
class UpcomingDate:
    """A day to come in one cohort, as the cohort counts it; `module` is the one that opens then."""

    day: date
    kind: DateKind
    cohort: Cohort
    module: Module | None = None


@dataclass(frozen=True)
class LearningItem:
    """One enrollment on the learner's list. `next_module` can be read now; where there is none, `waiting_module` is the
    next one that her schedule keeps closed, and `lock` says why. Without both all is done. No `completed_at`: not
    completed yet.

    `checklists` tell what the course asks for and what is done of it. `access`: whether she may read, `leaving`:
    whether she may give her seat back, `returning`: whether she may take it again, None while she has it.
    """

    enrollment: Enrollment
    progress: CourseProgress
    next_module: Module | None
    waiting_module: Module | None
    lock: Lock | None
    releases: list[UpcomingDate]
    completed_at: datetime | None
    checklists: list[Checklist]
    access: Decision
    leaving: Decision
    returning: Decision | None

    @property
    def is_taken(self) -> bool:
        """Whether the learner has a seat and something to do there: now, or once the cohort has started."""
        return self.enrollment.holds_seat and self.completed_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether all modules are done and something else is missing."""
        return self.is_taken and self.progress.all_done

    @property
    def is_open(self) -> bool:
        """Whether a module waits that can be read now."""
        return self.is_taken and bool(self.access) and self.next_module is not None


@dataclass(frozen=True)
class MyLearning:
    """What somebody learns: where to go on, the other courses, days to come, and what was done this year.

    `year` is any day of the reader's current year; `minutes` is the workload of the `modules` completed in it.
    """

    current: LearningItem | None
    others: list[LearningItem]
    completed: list[LearningItem]
    left: list[LearningItem]
    dates: list[UpcomingDate]
    year: date
    modules: int
    minutes: int


def my_learning(user: Any, now: datetime | None = None) -> MyLearning:
    """The learner's enrollments (four queries whatever their number, two more if she left one)."""
    now = now or timezone.now()
    items = _learning_items(user, now)
    waiting = [item for item in items if item.is_open]
    current = max(waiting, key=lambda item: item.progress.last_activity_at or item.enrollment.enrolled_at, default=None)
    today = timezone.localdate(now)
    return MyLearning(
        current=current,
        others=[item for item in items if item.is_taken and item is not current],
        completed=[item for item in items if item.completed_at is not None],
        left=[item for item in items if not item.is_taken and item.completed_at is None],
        dates=_upcoming([item for item in items if item.is_taken], now),
        year=today,
        **_completed_since(user, first_day_of_year(today)),
    )


def _learning_items(user: Any, now: datetime) -> list[LearningItem]:
    enrollments = list(
        Enrollment.objects.filter(learner=user)
        .select_related("cohort__course", "progress__policy", "participation", "completion")
        .order_by("-enrolled_at", "-pk")
    )
    found = schedules_of(enrollments)
    completed = completed_by_enrollment(enrollments)
    returning = return_decisions([enrollment for enrollment in enrollments if not enrollment.holds_seat], now)
    items = []
    for enrollment in enrollments:
        cohort = enrollment.cohort
        outline, locks = found.outline(cohort.course_id), locks_of(enrollment, found, completed[enrollment.pk], now)
        left = [module for module in outline if module.key not in completed[enrollment.pk]]
        next_module = next((module for module in left if module.key not in locks), None)
        waiting = left[0] if left and next_module is None else None
        completion = getattr(enrollment, "completion", None)
        item = LearningItem(
            enrollment=enrollment,
            progress=getattr(enrollment, "progress", None) or _not_counted_yet(enrollment, outline),
            next_module=next_module,
            waiting_module=waiting,
            lock=locks.get(waiting.key) if waiting else None,
            releases=_releases(outline, locks, cohort),
            completed_at=completion.completed_at if completion else None,
            checklists=checklists(enrollment),
            access=reading_access(enrollment, now),
            leaving=may_withdraw(state=enrollment.state, ends_at=cohort.ends_at, now=now),
            returning=returning.get(enrollment.pk),
        )
        items.append(item)
    return items


def _not_counted_yet(enrollment: Enrollment, outline: Collection[Module]) -> CourseProgress:
    return CourseProgress(pk=enrollment.pk, required=sum(module.required for module in outline))


def _releases(outline: Collection[Module], locks: Mapping[UUID, Lock], cohort: Cohort) -> list[UpcomingDate]:
    """The next days on which a module opens after the cohort has started."""
    by_date = [(locks[module.key].opens_at, module) for module in outline if module.key in locks]
    later = [
        (when, module) for when, module in by_date if when and (cohort.starts_at is None or when > cohort.starts_at)
    ]
    dates = [
        UpcomingDate(when.astimezone(cohort.zone).date(), DateKind.OPENS, cohort, module) for when, module in later
    ]
    return sorted(dates, key=attrgetter("day"))[:RELEASES_SHOWN]


def _upcoming(items: Collection[LearningItem], now: datetime) -> list[UpcomingDate]:
    cohorts = [item.enrollment.cohort for item in items]
    dates = [(one.starts_on, one.starts_at, DateKind.STARTS, one) for one in cohorts]
    dates += [(one.ends_on, one.ends_at, DateKind.ENDS, one) for one in cohorts]
    to_come = [UpcomingDate(day, kind, one) for day, moment, kind, one in dates if day and moment and moment > now]
    to_come += [opening for item in items for opening in item.releases]
    return sorted(to_come, key=lambda one: (one.day, one.cohort.pk))


def _completed_since(user: Any, day: date) -> dict[str, int]:
    since = datetime.combine(day, time(), timezone.get_current_timezone())
    completed = ModuleCompletion.objects.filter(enrollment__learner=user, completed_at__gte=since)
    return completed.aggregate(modules=Count("pk"), minutes=Coalesce(Sum("module__workload_minutes"), 0))
