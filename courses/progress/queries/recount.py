"""Where what is stored differs from what the evaluator finds now, for a whole course at once.

What is recorded is gathered by the database, in seven queries at most, whatever the number of learners; who has the
same records is judged once, by the same evaluator as at every act.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Case, Q, QuerySet, Sum, Value, When

from courses.attendance.queries import attended_in_course
from courses.enrollment.models import Enrollment
from courses.enrollment.states import HOLDING_SEAT
from courses.progress.models import ActivityRecord, CompletionPolicy, ModuleCompletion
from courses.progress.rules import ActivityFacts, Evaluation, Grade, ModuleFacts, Policy, asks_for_presence, evaluate
from courses.progress.states import CompletionLevel

from .judgments import module_facts
from .records import outline_of

BITS = 60  # what fits into a whole number in every database
Bits = tuple[int, ...]
Place = tuple[UUID, UUID]  # a module, and an activity in it
Grades = tuple[tuple[Place, Fraction], ...]


@dataclass(frozen=True)
class Difference:
    """One enrollment whose stored state is not what the evaluator finds; each part is empty where both agree.

    `counters` are the stored ones and those counted now, as (done, required); `modules` are completed and not recorded,
    `levels` reached and not recorded, or marked as due and not reached; `judgments`: the learner's list differs.
    """

    enrollment_id: int
    counters: tuple[tuple[int | None, int | None], tuple[int, int]] | None
    modules: frozenset[UUID]
    levels: frozenset[str]
    judgments: bool


def differences(course_id: UUID) -> Iterator[Difference]:
    """Where the stored state of a course's enrollments differs from a judgment made now. A level counts for who has not
    left, and not while it is known to be due."""
    for stored, judged in _recount(course_id):
        counted = (judged.facts.done, judged.facts.required)
        counters = (stored.progress__done, stored.progress__required)
        found = Difference(
            enrollment_id=stored.pk,
            counters=None if counters == counted else (counters, counted),
            modules=judged.newly_completed,
            levels=_unrecorded_levels(stored, judged),
            judgments=stored.progress__judgments != judged.stored,
        )
        if found.counters or found.modules or found.levels or found.judgments:
            yield found


def _unrecorded_levels(stored: Any, judged: Evaluation) -> frozenset[str]:
    """Those reached without a row or a mark, and those with a mark that are not reached any more."""
    if stored.state not in HOLDING_SEAT:
        return frozenset()
    recorded = {level for level in CompletionLevel if getattr(stored, f"{level}__pk") is not None}
    return frozenset(judged.reached - recorded) ^ frozenset(stored.progress__due or ())


def _recount(course_id: UUID) -> Iterator[tuple[Any, Evaluation]]:
    outline = module_facts(outline_of(course_id))
    modules = [module.key for module in outline]
    places = [(module.key, block) for module in outline for block in sorted(module.activity_ids)]
    judged = _judge_once(outline, modules, places, course_id)
    completions = ModuleCompletion.objects.filter(module__in=modules)
    kept = _bits(completions, [Q(module=key) for key in modules])
    records = ActivityRecord.objects.filter(module__in=modules)
    done = _bits(
        records.filter(completed_at__isnull=False), [Q(block_id=block, module=module) for module, block in places]
    )
    grades = _grades(records)
    attended = attended_in_course(course_id)
    nothing = _no_bits(modules), _no_bits(places)
    for row in _stored(course_id):
        recorded = kept.get(row.pk, nothing[0]), done.get(row.pk, nothing[1]), grades.get(row.pk, ())
        yield row, judged(row.progress__policy, *recorded, attended(row.pk, row.cohort_id).share)


def _stored(course_id: UUID) -> "QuerySet[Any]":
    enrollments = Enrollment.objects.filter(cohort__course=course_id).order_by("pk")
    progress = [f"progress__{name}" for name in ("policy", "done", "required", "judgments", "due")]
    return enrollments.values_list(
        "pk", "cohort_id", "state", *progress, "participation__pk", "completion__pk", named=True
    )


def _bits(rows: "QuerySet[Any]", conditions: Sequence[Q]) -> dict[int, Bits]:
    """By enrollment, which of the conditions one of its rows meets: the first one in the lowest bit (one query)."""
    sums = {
        f"bits_{start}": Sum(_bit_of(conditions[start : start + BITS])) for start in range(0, len(conditions), BITS)
    }
    found = rows.order_by().values_list("enrollment").annotate(**sums)
    return {key: tuple(map(int, bits)) for key, *bits in found} if sums else {}


def _bit_of(conditions: Sequence[Q]) -> Case:
    bits = [When(condition, then=Value(1 << place)) for place, condition in enumerate(conditions)]
    return Case(*bits, default=Value(0), output_field=BigIntegerField())


def _no_bits(conditions: Sequence[Any]) -> Bits:
    return (0,) * len(range(0, len(conditions), BITS))


def _chosen(bits: Bits, among: Sequence[Any]) -> list[Any]:
    """Those whose bits are set."""
    return [one for place, one in enumerate(among) if bits[place // BITS] >> place % BITS & 1]


def _grades(records: "QuerySet[ActivityRecord]") -> dict[int, Grades]:
    """The grades that count by enrollment, exactly."""
    found: dict[int, list[tuple[Place, Fraction]]] = defaultdict(list)
    graded = records.filter(Q(points_possible__isnull=False) | Q(override__possible_after__isnull=False))
    own, given = ("points", "points_possible"), ("override__points_after", "override__possible_after")
    rows = graded.order_by("enrollment", "module", "block_id").values_list(
        "enrollment", "module", "block_id", *given, *own
    )
    for key, module, block, *grade in rows:
        found[key].append(((module, block), _score(*grade)))
    return {key: tuple(grades) for key, grades in found.items()}


@lru_cache(maxsize=10_000)  # the same points were given to many
def _score(given: Decimal | None, of_given: int | None, own: Decimal | None, of_own: int | None) -> Fraction:
    grade = Grade.of(given, of_given) or Grade.of(own, of_own)
    return grade.score if grade else Fraction()


def _judge_once(
    outline: Collection[ModuleFacts], modules: Sequence[UUID], places: Sequence[Place], course_id: UUID
) -> Callable[[int | None, Bits, Bits, Grades, Fraction | None], Evaluation]:
    """The evaluator, which remembers what it found for the same records."""
    policies: dict[int | None, Policy] = {
        one.pk: one.requirements for one in CompletionPolicy.objects.filter(course=course_id)
    }

    @cache
    def judged(policy: int | None, kept: Bits, done: Bits, grades: Grades, attendance: Fraction | None) -> Evaluation:
        completed, scores = set(_chosen(done, places)), dict(grades)
        activities = [
            ActivityFacts(module, block, completed=(module, block) in completed, score=scores.get((module, block)))
            for module, block in completed | scores.keys()
        ]
        asked = policies.get(policy, {})
        present = attendance if asks_for_presence(asked) else None
        return evaluate(outline, activities, asked, _chosen(kept, modules), attendance=present)

    return judged
