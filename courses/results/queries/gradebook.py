"""A page of the gradebook: so many learners of a cohort, and what each did in every activity.

Its cost does not grow with the cohort: learners are found by an index of `CourseProgress`, behind the last one of the
page before, and only their records are read.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Func, Lookup, Q, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

from courses.catalogue.rules import fold
from courses.enrollment.models import Cohort
from courses.enrollment.states import HOLDING_SEAT, EnrollmentState
from courses.progress.models import ActivityRecord, CourseProgress
from courses.progress.rules import Grade
from courses.results.rules import activity_state
from courses.results.states import ActivityState, GradebookOrder, LearnerState

from .outline import PlacedModule

PAGE = 50
EXPORTED_AT_ONCE = 500


@dataclass(frozen=True)
class Cell:
    """What one learner did in one activity; `overridden`: staff set it."""

    state: ActivityState
    percent: int | None = None
    overridden: bool = False


OPEN = Cell(ActivityState.OPEN)


@dataclass(frozen=True)
class Row:
    """One learner, with a cell for each activity of the shown modules."""

    progress: CourseProgress
    cells: list[Cell]

    @property
    def name(self) -> str:
        learner = self.progress.enrollment.learner
        profile = getattr(learner, "learner_profile", None)
        return profile.name_of_record if profile else str(learner)

    @property
    def state(self) -> LearnerState:
        enrollment = self.progress.enrollment
        if hasattr(enrollment, "completion"):
            return LearnerState.COMPLETED
        if not enrollment.holds_seat:
            return LearnerState.LEFT
        return LearnerState.LEARNING if self.progress.last_activity_at else LearnerState.NOT_BEGUN


@dataclass(frozen=True)
class GradebookQuery:
    """What somebody asked the gradebook for. `after` is the enrollment behind which the page begins."""

    search: str = ""
    state: str = ""
    module: UUID | None = None
    order: str = GradebookOrder.NAME
    after: int | None = None


@dataclass(frozen=True)
class Gradebook:
    """One page: the modules that are shown, the rows, and behind whom the next page begins (None: it is the last)."""

    shown: list[PlacedModule]
    rows: list[Row]
    next_after: int | None


def gradebook_page(
    cohort: Cohort, outline: Collection[PlacedModule], query: GradebookQuery, size: int = PAGE
) -> Gradebook:
    """A page of the gradebook (two queries, one more behind the first page, another one where those begin who never did
    anything). The `outline` is that of the cohort's course."""
    shown = shown_modules(outline, query)
    found = _found(cohort, query, size + 1)
    rows = _rows(found[:size], shown)
    return Gradebook(shown, rows, found[size - 1].pk if len(found) > size else None)


def shown_modules(outline: Collection[PlacedModule], query: GradebookQuery) -> list[PlacedModule]:
    """The module that was asked for, else all."""
    return [placed for placed in outline if query.module in (None, placed.module.key)]


def gradebook_rows(cohort: Cohort, shown: list[PlacedModule], query: GradebookQuery) -> Iterator[Row]:
    """All rows from the beginning, read in parts by the same keys."""
    part = _found(cohort, replace(query, after=None), EXPORTED_AT_ONCE)
    while part:
        yield from _rows(part, shown)
        part = _found(cohort, replace(query, after=part[-1].pk), EXPORTED_AT_ONCE)


def _pair(field: F | Value, key: F | Value) -> Func:
    """`(field, key)`: compared as one, databases find the place in an index of both. An OR of two conditions says the
    same and makes them read all rows before it."""
    return Func(field, key, function="", output_field=CharField())


@dataclass(frozen=True)
class _Order:
    field: str
    descending: bool

    @property
    def keys(self) -> list[str]:
        sign = "-" if self.descending else ""
        return [f"{sign}{self.field}", f"{sign}enrollment_id"]

    def behind(self, last: CourseProgress) -> Lookup[Any]:
        value = Value(getattr(last, self.field))
        compare = LessThan if self.descending else GreaterThan
        return compare(_pair(F(self.field), F("enrollment_id")), _pair(value, Value(last.pk)))


_ORDERS = {
    GradebookOrder.NAME: _Order("listed_as", descending=False),
    GradebookOrder.MODULES: _Order("done", descending=True),
    GradebookOrder.ACTIVITY: _Order("last_activity_at", descending=True),
}


def rows_behind(cohort: Cohort, query: GradebookQuery, last: CourseProgress | None) -> "QuerySet[CourseProgress]":
    """The rows in the order that was asked for, behind the `last` one; without those who never did anything, where that
    is what they are sorted by."""
    order = _ORDERS[GradebookOrder(query.order)]
    rows = _matching(cohort, query).exclude(**{order.field: None}).order_by(*order.keys)
    return rows.filter(order.behind(last)) if last else rows


def _found(cohort: Cohort, query: GradebookQuery, size: int) -> list[CourseProgress]:
    """The next rows; in the order of activity those come last who never did anything."""
    last = CourseProgress.objects.filter(cohort=cohort, pk=query.after).first() if query.after else None
    if query.order != GradebookOrder.ACTIVITY:
        return list(rows_behind(cohort, query, last)[:size])
    silent = _matching(cohort, query).filter(last_activity_at=None).order_by("-enrollment_id")
    if last is not None and last.last_activity_at is None:
        return list(silent.filter(pk__lt=last.pk)[:size])
    found = list(rows_behind(cohort, query, last)[:size])
    return found + list(silent[: size - len(found)]) if len(found) < size else found


def _matching(cohort: Cohort, query: GradebookQuery) -> "QuerySet[CourseProgress]":
    rows = CourseProgress.objects.filter(cohort=cohort)
    related = ("enrollment__learner__learner_profile", "enrollment__completion")
    return rows.filter(_STATES[query.state], listed_as__contains=fold(query.search)).select_related(*related)


_GOING_ON = Q(enrollment__state__in=HOLDING_SEAT, enrollment__completion=None)
_STATES: dict[str, Q] = {
    "": Q(),
    LearnerState.LEARNING: _GOING_ON & Q(last_activity_at__isnull=False),
    LearnerState.NOT_BEGUN: _GOING_ON & Q(last_activity_at=None),
    LearnerState.COMPLETED: Q(enrollment__completion__isnull=False),
    LearnerState.LEFT: Q(enrollment__state=EnrollmentState.WITHDRAWN, enrollment__completion=None),
}


def _rows(found: Collection[CourseProgress], shown: list[PlacedModule]) -> list[Row]:
    cells = _cells(found, shown)
    places = [(placed.module.key, activity.block_id) for placed in shown for activity in placed.activities]
    return [Row(progress, [cells[progress.pk].get(place, OPEN) for place in places]) for progress in found]


_RECORDED = (
    "enrollment_id", "module_id", "block_id", "completed_at", "points", "points_possible",
    "override_id", "override__points_after", "override__possible_after",
)  # fmt: skip


def _cells(
    found: Collection[CourseProgress], shown: list[PlacedModule]
) -> "defaultdict[int, dict[tuple[UUID, UUID], Cell]]":
    """By enrollment and place. Values instead of models: there are thousands on one page."""
    cells: defaultdict[int, dict[tuple[UUID, UUID], Cell]] = defaultdict(dict)
    modules = [placed.module.key for placed in shown]
    keys = [progress.pk for progress in found]
    records = ActivityRecord.objects.filter(enrollment__in=keys, module__in=modules)
    for key, module, block, completed, points, possible, override, given, of in records.values_list(*_RECORDED):
        grade = Grade.of(given, of) or Grade.of(points, possible)
        state = activity_state(recorded=True, completed=completed is not None)
        cells[key][module, block] = Cell(state, grade.percent if grade else None, override is not None)
    return cells
