"""Reads of progress: facts for the evaluator, the learner's own list, and the recount."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from courses.calendars import first_day_of_year
from courses.catalogue.models import Course, Module
from courses.catalogue.queries import number_of
from courses.decisions import Decision
from courses.enrollment.models import Cohort, Enrollment
from courses.enrollment.queries import reading_access, return_decisions
from courses.enrollment.rules import may_withdraw
from courses.enrollment.states import HOLDING_SEAT

from .models import ActivityRecord, CompletionPolicy, CourseCompletion, CourseProgress, ModuleCompletion
from .rules import ActivityFacts, Evaluation, ModuleFacts, Standing, TakenFacts, evaluate, standing
from .states import Achievement, DateKind, MissingReason


def outline_of(course_id: UUID) -> list[Module]:
    """The published modules of a course in order."""
    return list(Module.objects.filter(course_id=course_id, live=True).order_by("position"))


def module_facts(modules: Collection[Module]) -> list[ModuleFacts]:
    return [ModuleFacts(module.key, module.required, module.required_ids) for module in modules]


def activity_facts(enrollments: Collection[Enrollment]) -> dict[int, list[ActivityFacts]]:
    """What the learners did, by enrollment, as the evaluator takes it (one query)."""
    facts = defaultdict(list)
    for record in ActivityRecord.objects.filter(enrollment__in=enrollments):
        score = Fraction(100 * (record.points or 0), record.points_possible) if record.points_possible else None
        completed = record.completed_at is not None
        facts[record.enrollment_id].append(ActivityFacts(record.module_id, record.block_id, completed, score))
    return facts


def current_policy(course: Course) -> CompletionPolicy | None:
    """The policy in force: the newest version."""
    return CompletionPolicy.objects.filter(course=course).order_by("-version").first()


def completed_blocks(enrollment: Enrollment, module_key: UUID) -> set[UUID]:
    """The ids of the activities of one module that are completed."""
    records = ActivityRecord.objects.filter(enrollment=enrollment, module_id=module_key, completed_at__isnull=False)
    return set(records.values_list("block_id", flat=True))


def count_done(enrollment: Enrollment) -> int:
    """How many of the required modules published now are completed in this enrollment."""
    outline = Module.objects.filter(course=enrollment.cohort.course_id, live=True, required=True)
    return ModuleCompletion.objects.filter(enrollment=enrollment, module__in=outline).count()


def activity_records(enrollment: Enrollment, module_key: UUID) -> dict[UUID, ActivityRecord]:
    """The learner's records in one module by block id; reading is under the module's key."""
    records = ActivityRecord.objects.filter(enrollment=enrollment, module_id=module_key)
    return {record.block_id: record for record in records}


def completed_modules(enrollment: Enrollment) -> set[UUID]:
    """The keys of the modules completed in this enrollment."""
    return set(ModuleCompletion.objects.filter(enrollment=enrollment).values_list("module_id", flat=True))


def evaluation(enrollment: Enrollment, modules: Collection[Module], policy: CompletionPolicy | None) -> Evaluation:
    """The evaluator's judgement of one enrollment on these modules."""
    return evaluate(
        module_facts(modules),
        activity_facts([enrollment])[enrollment.pk],
        kept_modules=completed_modules(enrollment),
        minimum_quiz_score=policy.minimum_quiz_score if policy else 0,
    )


def evaluations(enrollments: Collection[Enrollment]) -> dict[int, Evaluation]:
    """The evaluator's judgement of several enrollments, each on its course as it is published now, by enrollment (four
    queries, none without enrollments)."""
    courses = {enrollment.cohort.course_id for enrollment in enrollments}
    outlines, minimums = _outlines(courses), _minimum_quiz_scores(courses)
    completed, activities = _completed_by_enrollment(enrollments), activity_facts(enrollments)
    return {
        enrollment.pk: evaluate(
            module_facts(outlines[enrollment.cohort.course_id]),
            activities[enrollment.pk],
            completed[enrollment.pk],
            minimums.get(enrollment.cohort.course_id, 0),
        )
        for enrollment in enrollments
    }


def missing_after_all_modules(enrollments: Collection[Enrollment]) -> dict[int, tuple[MissingReason, ...]]:
    """What keeps courses open although the counters say that all their required modules are completed, by enrollment
    (four queries, none if there is no such course)."""
    waiting = [enrollment for enrollment in enrollments if _has_all_modules(enrollment)]
    return {key: judged.missing for key, judged in evaluations(waiting).items()}


def _has_all_modules(enrollment: Enrollment) -> bool:
    progress = getattr(enrollment, "progress", None)
    return progress is not None and progress.all_done and not hasattr(enrollment, "completion")


def _minimum_quiz_scores(course_ids: Collection[UUID]) -> dict[UUID, int]:
    policies = CompletionPolicy.objects.filter(course_id__in=course_ids).order_by("version")
    return dict(policies.values_list("course_id", "minimum_quiz_score"))  # the newest version comes last


def achievement(enrollment: Enrollment, module: Module) -> Achievement | None:
    """What the latest act completed: completions carry the moment of the act that made them."""
    now = F("enrollment__progress__last_activity_at")
    if CourseCompletion.objects.filter(enrollment=enrollment, completed_at=now).exists():
        return Achievement.COURSE
    completed = ModuleCompletion.objects.filter(enrollment=enrollment, module=module, completed_at=now)
    return Achievement.MODULE if completed.exists() else None


@dataclass(frozen=True)
class LearningItem:
    """One enrollment on the learner's list. No `next_module`: all is done; no `completed_at`: not completed yet.

    `missing` is what the course still asks for when its modules are all completed. `access`: whether she may read,
    `leaving`: whether she may give her seat back, `returning`: whether she may take it again, None while she has it.
    """

    enrollment: Enrollment
    progress: CourseProgress
    next_module: Module | None
    completed_at: datetime | None
    missing: tuple[MissingReason, ...]
    access: Decision
    leaving: Decision
    returning: Decision | None

    @property
    def is_taken(self) -> bool:
        """Whether the learner has a seat and something to do there: now, or once the cohort has started."""
        return self.enrollment.holds_seat and self.completed_at is None

    @property
    def is_open(self) -> bool:
        """Whether a module waits that can be read now."""
        return self.is_taken and bool(self.access) and self.next_module is not None


@dataclass(frozen=True)
class UpcomingDate:
    """A day to come in one cohort, as the cohort counts it."""

    day: date
    kind: DateKind
    cohort: Cohort


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
    """The learner's enrollments (four queries whatever their number, four more if one has all its modules and misses
    something else, two more if she left one)."""
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
        dates=_upcoming([item.enrollment.cohort for item in items if item.is_taken], now),
        year=today,
        **_completed_since(user, first_day_of_year(today)),
    )


def _learning_items(user: Any, now: datetime) -> list[LearningItem]:
    enrollments = list(
        Enrollment.objects.filter(learner=user)
        .select_related("cohort__course", "progress", "completion")
        .order_by("-enrolled_at", "-pk")
    )
    outlines = _outlines({enrollment.cohort.course_id for enrollment in enrollments})
    completed = _completed_by_enrollment(enrollments)
    missing = missing_after_all_modules(enrollments)
    returning = return_decisions([enrollment for enrollment in enrollments if not enrollment.holds_seat], now)
    items = []
    for enrollment in enrollments:
        outline, cohort = outlines[enrollment.cohort.course_id], enrollment.cohort
        completion = getattr(enrollment, "completion", None)
        item = LearningItem(
            enrollment=enrollment,
            progress=getattr(enrollment, "progress", None) or _not_counted_yet(enrollment, outline),
            next_module=next((module for module in outline if module.key not in completed[enrollment.pk]), None),
            completed_at=completion.completed_at if completion else None,
            missing=missing.get(enrollment.pk, ()),
            access=reading_access(enrollment, now),
            leaving=may_withdraw(state=enrollment.state, ends_at=cohort.ends_at, now=now),
            returning=returning.get(enrollment.pk),
        )
        items.append(item)
    return items


def _not_counted_yet(enrollment: Enrollment, outline: Collection[Module]) -> CourseProgress:
    return CourseProgress(pk=enrollment.pk, required=sum(module.required for module in outline))


def _upcoming(cohorts: Collection[Cohort], now: datetime) -> list[UpcomingDate]:
    dates = [(one.starts_on, one.starts_at, DateKind.STARTS, one) for one in cohorts]
    dates += [(one.ends_on, one.ends_at, DateKind.ENDS, one) for one in cohorts]
    to_come = [UpcomingDate(day, kind, one) for day, moment, kind, one in dates if day and moment and moment > now]
    return sorted(to_come, key=lambda one: (one.day, one.cohort.pk))


def _completed_since(user: Any, day: date) -> dict[str, int]:
    since = datetime.combine(day, time(), timezone.get_current_timezone())
    completed = ModuleCompletion.objects.filter(enrollment__learner=user, completed_at__gte=since)
    return completed.aggregate(modules=Count("pk"), minutes=Coalesce(Sum("module__workload_minutes"), 0))


def _outlines(course_ids: Collection[UUID]) -> dict[UUID, list[Module]]:
    outlines = defaultdict(list)
    for module in Module.objects.filter(course_id__in=course_ids, live=True).order_by("position"):
        outlines[module.course_id].append(module)
    return outlines


def _completed_by_enrollment(enrollments: Collection[Enrollment]) -> dict[int, set[UUID]]:
    completed = defaultdict(set)
    rows = ModuleCompletion.objects.filter(enrollment__in=enrollments).values_list("enrollment_id", "module_id")
    for enrollment_id, module_id in rows:
        completed[enrollment_id].add(module_id)
    return completed


def course_standings(
    keys: Collection[UUID], user: Any, outlooks: Mapping[UUID, Decision], now: datetime | None = None
) -> dict[UUID, Standing]:
    """How this visitor stands with each of the courses, by their keys, where there is anything to tell; `outlooks` are
    what `course_outlooks` found (one query for somebody who is signed in, none for others)."""
    now = now or timezone.now()
    taken = _taken(keys, user) if user.is_authenticated else {}
    standings = {key: standing(taken.get(key, []), outlooks.get(key), now) for key in keys}
    return {key: found for key, found in standings.items() if found is not None}


def _taken(keys: Collection[UUID], user: Any) -> dict[UUID, list[TakenFacts]]:
    mine = Enrollment.objects.filter(learner=user, state__in=HOLDING_SEAT, cohort__course__in=keys)
    taken: dict[UUID, list[TakenFacts]] = defaultdict(list)
    for one in mine.select_related("cohort", "progress", "completion"):
        progress, cohort = getattr(one, "progress", None), one.cohort
        facts = TakenFacts(
            completed=hasattr(one, "completion"),
            percent=progress.percent if progress else 0,
            starts_at=cohort.starts_at,
            ends_at=cohort.ends_at,
        )
        taken[cohort.course_id].append(facts)
    return taken


def unfinished_module(enrollment: Enrollment) -> Module | None:
    """The first published module that is not completed."""
    completed = completed_modules(enrollment)
    outline = outline_of(enrollment.cohort.course_id)
    return next((module for module in outline if module.key not in completed), None)


def next_module(enrollment: Enrollment) -> Module | None:
    """Where to resume: the first published module that is not completed, else the first one."""
    return unfinished_module(enrollment) or next(iter(outline_of(enrollment.cohort.course_id)), None)


def quiet_enrollments(*, now: datetime, days: int) -> "QuerySet[Enrollment]":
    """Who takes part in a running cohort, has not completed the course and has done nothing for so many days, counted
    from the last activity, the enrollment or the cohort's first day; the longest silence first."""
    since = now - timedelta(days=days)
    cohort_runs = Q(cohort__starts_on=None) | Q(cohort__starts_on__lt=since.date())
    not_over = Q(cohort__ends_on=None) | Q(cohort__ends_on__gte=now.date())
    silent = Q(progress__last_activity_at=None) | Q(progress__last_activity_at__lt=since)
    enrollments = Enrollment.objects.filter(
        cohort_runs, not_over, silent, state__in=HOLDING_SEAT, completion=None, enrolled_at__lt=since
    )
    return enrollments.order_by(F("progress__last_activity_at").asc(nulls_first=True), "enrolled_at", "pk")


def counter_drift() -> QuerySet[Any]:
    """Progress rows whose stored counters differ from a recount, with `counted_done` and `counted_required`
    (one set-based query)."""
    done = ModuleCompletion.objects.filter(enrollment=OuterRef("pk"), module__live=True, module__required=True).filter(
        module__course=F("enrollment__cohort__course")
    )
    required = Module.objects.filter(course=OuterRef("enrollment__cohort__course"), live=True, required=True)
    return CourseProgress.objects.annotate(
        counted_done=number_of(done, "enrollment"), counted_required=number_of(required, "course")
    ).exclude(Q(done=F("counted_done")) & Q(required=F("counted_required")))


@dataclass(frozen=True)
class Unrecorded:
    """What the evaluator judges completed in an enrollment although no row says so."""

    enrollment: Enrollment
    modules: frozenset[UUID]
    course: bool


def unrecorded_completions(enrollments: Collection[Enrollment]) -> list[Unrecorded]:
    """Where an outline or a policy has changed and nobody has judged again; a course counts only for who has not left
    (five queries). The enrollments come with their cohorts and completions."""
    judgements, recorded = evaluations(enrollments), _completed_by_enrollment(enrollments)
    found = [
        Unrecorded(
            enrollment,
            modules=judgements[enrollment.pk].completed_modules - recorded[enrollment.pk],
            course=judgements[enrollment.pk].completed
            and enrollment.holds_seat
            and not hasattr(enrollment, "completion"),
        )
        for enrollment in enrollments
    ]
    return [one for one in found if one.modules or one.course]
