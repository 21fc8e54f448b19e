"""A cohort as a picture: how many came how far, and how much of each module is done in each cohort of the course."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from courses.catalogue.models import Module
from courses.enrollment.models import Cohort
from courses.enrollment.states import HOLDING_SEAT
from courses.progress.models import CourseProgress, ModuleCompletion
from courses.progress.queries import outline_of
from courses.results.rules import heat, percent_of
from courses.results.states import FunnelStep


@dataclass(frozen=True)
class FunnelPart:
    """How many people came to a step, and which share of those who are enrolled."""

    step: FunnelStep
    number: int
    percent: int


def funnel(cohort: Cohort) -> list[FunnelPart]:
    """From enrolling to completing, for those who have a seat (one query)."""
    seated = CourseProgress.objects.filter(cohort=cohort, enrollment__state__in=HOLDING_SEAT)
    half = Q(required__gt=0, done__gte=F("required") - F("done"))
    numbers = seated.aggregate(
        enrolled=Count("pk"),
        begun=Count("pk", filter=Q(last_activity_at__isnull=False)),
        half=Count("pk", filter=half),
        completed=Count("pk", filter=Q(enrollment__completion__isnull=False)),
    )
    return [FunnelPart(step, numbers[step], percent_of(numbers[step], numbers["enrolled"])) for step in FunnelStep]


@dataclass(frozen=True)
class HeatCell:
    """How many of those who have a seat completed a module; `level` from 0 to 5 is how strong it is drawn."""

    number: int
    percent: int

    @property
    def level(self) -> int:
        return heat(self.percent)


@dataclass(frozen=True)
class HeatRow:
    cohort: Cohort
    seated: int
    cells: list[HeatCell]


@dataclass(frozen=True)
class HeatMap:
    """The cohorts of a course in the rows, its published modules in the columns."""

    modules: list[Module]
    rows: list[HeatRow]


def heat_map(course_id: UUID, cohorts: "QuerySet[Cohort]") -> HeatMap:
    """What is done in these cohorts of one course (three queries)."""
    modules, listed = outline_of(course_id), list(cohorts.filter(course=course_id).order_by("starts_on", "pk"))
    done = _completed(listed)
    rows = [
        HeatRow(cohort, cohort.seats_taken, [_cell(done[cohort.pk, module.key], cohort) for module in modules])
        for cohort in listed
    ]
    return HeatMap(modules, rows)


def _completed(cohorts: Collection[Cohort]) -> "defaultdict[tuple[int, UUID], int]":
    seated = ModuleCompletion.objects.filter(enrollment__cohort__in=cohorts, enrollment__state__in=HOLDING_SEAT)
    counted = seated.order_by().values_list("enrollment__cohort", "module").annotate(number=Count("pk"))
    numbers: defaultdict[tuple[int, UUID], int] = defaultdict(int)
    numbers.update({(cohort, module): number for cohort, module, number in counted})
    return numbers


def _cell(number: int, cohort: Cohort) -> HeatCell:
    return HeatCell(number, percent_of(number, cohort.seats_taken))
