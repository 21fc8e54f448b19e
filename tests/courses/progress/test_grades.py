from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from courses.enrollment.services import enroll, withdraw
from courses.models import (
    ActivityRecord,
    CourseCompletion,
    CourseProgress,
    Enrollment,
    GradeChange,
    LearnerProfile,
    Module,
    ModuleCompletion,
)
from courses.progress.queries import activity_records
from courses.progress.rules import Grade, may_override
from courses.progress.services import (
    ActivityAct,
    GradeRefused,
    mark_read,
    override_grade,
    regrade_activity,
    take_back_override,
)
from courses.progress.states import EvidenceSource, GradeReason
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    minimum_average,
    quiz_block,
    take_course,
)

pytestmark = pytest.mark.django_db
BLOCK = UUID(block_id("quiz"))
NOON = datetime(2027, 3, 21, 12, tzinfo=UTC)


@pytest.fixture
def enrollment() -> Enrollment:
    """In a course of one module with a quiz of two questions."""
    course = make_course(modules=0, completion=minimum_average(60))
    make_module(course, body=[quiz_block(make_quiz(pass_mark=50))])
    learner = make_learner("ana@example.org")
    return enroll(cohort=make_cohort(course), learner=learner, by=learner)


@pytest.fixture
def registrar() -> Any:
    return make_learner("registrar@example.org", name="Leila")


def place(enrollment: Enrollment, by: Any) -> dict[str, Any]:
    return {"enrollment": enrollment, "module": Module.objects.get(), "block_id": BLOCK, "by": by, "now": NOON}


def of_ten(points: str) -> Grade:
    return Grade(Decimal(points), 10)


def record() -> ActivityRecord:
    return ActivityRecord.objects.get(block_id=BLOCK)


@pytest.mark.parametrize(
    ("part", "before", "after", "completes", "reason"),
    [
        (True, None, of_ten("5"), False, None),
        (True, of_ten("5"), of_ten("6"), False, None),
        (True, of_ten("5"), of_ten("5"), True, None),
        (True, None, None, True, None),
        (False, None, of_ten("5"), True, GradeReason.NOT_AN_ACTIVITY),
        (True, None, None, False, GradeReason.NOTHING_CHANGES),
        (True, of_ten("5"), of_ten("5"), False, GradeReason.NOTHING_CHANGES),
        (True, of_ten("5"), None, False, GradeReason.NOTHING_CHANGES),
    ],
)
def test_may_override(part: bool, before: Grade, after: Grade, completes: bool, reason: GradeReason | None) -> None:
    decision = may_override(part_of_module=part, before=before, after=after, completes=completes)
    assert (decision.reason or None) == reason


@pytest.mark.parametrize(("points", "percent"), [("0", 0), ("6.6666", 66), ("9.9999", 99), ("10", 100)])
def test_grade_in_percent_is_rounded_down(points: str, percent: int) -> None:
    assert of_ten(points).percent == percent


def test_override_when_the_quiz_was_failed_stands_above_the_attempt(enrollment: Enrollment, registrar: Any) -> None:
    take_course(enrollment, right=0)
    change = override_grade(
        **place(enrollment, registrar), grade=of_ten("8"), completed=True, reason="The second question was wrong."
    )
    found = record()
    assert (found.grade, found.own_grade) == (of_ten("8"), Grade(Decimal(0), 2))
    assert (found.evidence, found.completed_at) == (EvidenceSource.STAFF, NOON)
    assert (change.before, change.after, change.completes) == (Grade(Decimal(0), 2), of_ten("8"), True)
    assert (change.by, change.at, change.reason) == (registrar, NOON, "The second question was wrong.")


def test_override_that_completes_the_last_activity_completes_module_and_course(
    enrollment: Enrollment, registrar: Any
) -> None:
    take_course(enrollment, right=0)
    act = CourseProgress.objects.get().last_activity_at
    override_grade(**place(enrollment, registrar), grade=of_ten("8"), completed=True, reason="Seen in the room.")
    completion = CourseCompletion.objects.get()
    assert ModuleCompletion.objects.count() == 1
    assert completion.evidence[1] | {"module": "", "activity": ""} == {
        "module": "",
        "activity": "",
        "source": "staff",
        "completed_at": NOON.isoformat(),
        "points": 8.0,
        "points_possible": 10,
    }
    progress = CourseProgress.objects.get()
    assert (str(progress), progress.last_activity_at) == ("1/1", act)


def test_override_below_the_minimum_of_the_course_completes_only_the_module(
    enrollment: Enrollment, registrar: Any
) -> None:
    take_course(enrollment, right=0)
    override_grade(**place(enrollment, registrar), grade=of_ten("5"), completed=True, reason="Half of it.")
    assert (ModuleCompletion.objects.count(), CourseCompletion.objects.count()) == (1, 0)


def test_override_for_somebody_who_has_left_completes_no_course(enrollment: Enrollment, registrar: Any) -> None:
    take_course(enrollment, right=0)
    withdraw(enrollment=enrollment, by=registrar)
    override_grade(**place(enrollment, registrar), grade=of_ten("8"), completed=True, reason="Seen in the room.")
    assert (ModuleCompletion.objects.count(), CourseCompletion.objects.count()) == (1, 0)


def test_override_with_lower_points_withdraws_nothing(enrollment: Enrollment, registrar: Any) -> None:
    take_course(enrollment)
    done = record().completed_at
    override_grade(**place(enrollment, registrar), grade=of_ten("1"), completed=False, reason="Copied.")
    assert (record().grade, record().completed_at) == (of_ten("1"), done)
    assert (ModuleCompletion.objects.count(), CourseCompletion.objects.count()) == (1, 1)


def test_override_without_points_for_what_was_never_begun_counts_as_done(
    enrollment: Enrollment, registrar: Any
) -> None:
    override_grade(**place(enrollment, registrar), grade=None, completed=True, reason="Done on paper.")
    assert (record().grade, record().source, record().completed_at) == (None, EvidenceSource.STAFF, NOON)
    assert not ModuleCompletion.objects.exists()  # the text is not read


def test_override_stays_while_the_learner_tries_again(enrollment: Enrollment, registrar: Any) -> None:
    override_grade(**place(enrollment, registrar), grade=of_ten("6"), completed=False, reason="Spoken.")
    take_course(enrollment)
    assert (record().grade, record().own_grade) == (of_ten("6"), Grade(Decimal(2), 2))
    records = activity_records(enrollment, Module.objects.get().pk)
    assert records[BLOCK].percent == 60


def test_taking_back_lets_the_best_attempt_count_again(enrollment: Enrollment, registrar: Any) -> None:
    override_grade(**place(enrollment, registrar), grade=of_ten("6"), completed=False, reason="Spoken.")
    take_course(enrollment)
    take_back_override(**place(enrollment, registrar), reason="Meant somebody else.")
    assert (record().grade, record().evidence) == (Grade(Decimal(2), 2), EvidenceSource.SERVER)
    assert [(change.kind, change.before, change.after) for change in GradeChange.objects.all()] == [
        ("override", None, of_ten("6")),
        ("taken_back", of_ten("6"), Grade(Decimal(2), 2)),
    ]


def test_taking_back_what_completed_an_activity_leaves_it_completed(enrollment: Enrollment, registrar: Any) -> None:
    take_course(enrollment, right=0)
    override_grade(**place(enrollment, registrar), grade=of_ten("8"), completed=True, reason="Spoken.")
    take_back_override(**place(enrollment, registrar), reason="Meant somebody else.")
    assert (record().percent, record().completed_at, record().evidence) == (0, NOON, EvidenceSource.STAFF)
    assert (ModuleCompletion.objects.count(), CourseCompletion.objects.count()) == (1, 1)


def test_second_override_replaces_the_first_and_both_stay_in_the_history(
    enrollment: Enrollment, registrar: Any
) -> None:
    for points in ("6", "7"):
        override_grade(**place(enrollment, registrar), grade=of_ten(points), completed=False, reason="Spoken.")
    assert record().grade == of_ten("7")
    changes = [(change.before, change.after) for change in GradeChange.objects.all()]
    assert changes == [(None, of_ten("6")), (of_ten("6"), of_ten("7"))]


def regraded(enrollment: Enrollment, by: Any, points: str, *, completed: bool) -> GradeChange | None:
    where = place(enrollment, by)
    act = ActivityAct(
        where.pop("block_id"), kind="quiz", completed=completed, points=Decimal(points), points_possible=2
    )
    return regrade_activity(**where, act=act, reason="The key was wrong.")


def test_regrade_up_completes_and_is_known_by_the_server(enrollment: Enrollment, registrar: Any) -> None:
    take_course(enrollment, right=0)
    change = regraded(enrollment, registrar, "2", completed=True)
    assert change is not None
    assert (change.kind, change.before, change.after) == ("regrade", Grade(Decimal(0), 2), Grade(Decimal(2), 2))
    assert (record().grade, record().evidence) == (Grade(Decimal(2), 2), EvidenceSource.SERVER)
    assert CourseCompletion.objects.count() == 1


def test_regrade_down_withdraws_no_completion(enrollment: Enrollment, registrar: Any) -> None:
    take_course(enrollment)
    regraded(enrollment, registrar, "0.5", completed=False)
    assert (record().percent, record().completed_at is not None) == (25, True)
    assert (ModuleCompletion.objects.count(), CourseCompletion.objects.count()) == (1, 1)


def test_regrade_that_changes_nothing_leaves_no_row(enrollment: Enrollment, registrar: Any) -> None:
    take_course(enrollment)
    assert regraded(enrollment, registrar, "2", completed=True) is None
    assert not GradeChange.objects.exists()


def test_regrade_below_an_override_counts_when_that_is_taken_back(enrollment: Enrollment, registrar: Any) -> None:
    take_course(enrollment, right=0)
    override_grade(**place(enrollment, registrar), grade=of_ten("8"), completed=False, reason="Spoken.")
    regraded(enrollment, registrar, "1", completed=True)
    assert record().percent == 80
    take_back_override(**place(enrollment, registrar), reason="A mistake.")
    assert record().percent == 50


def test_override_of_something_that_is_not_in_the_module_is_refused(enrollment: Enrollment, registrar: Any) -> None:
    elsewhere = place(enrollment, registrar) | {"block_id": UUID(int=1)}
    with pytest.raises(GradeRefused) as refusal:
        override_grade(**elsewhere, grade=of_ten("6"), completed=False, reason="Spoken.")
    assert refusal.value.decision.reason == GradeReason.NOT_AN_ACTIVITY
    assert not ActivityRecord.objects.exists()


def test_taking_back_twice_is_refused(enrollment: Enrollment, registrar: Any) -> None:
    override_grade(**place(enrollment, registrar), grade=of_ten("6"), completed=False, reason="Spoken.")
    take_back_override(**place(enrollment, registrar), reason="A mistake.")
    with pytest.raises(GradeRefused) as refusal:
        take_back_override(**place(enrollment, registrar), reason="A mistake.")
    assert refusal.value.decision.reason == GradeReason.NO_OVERRIDE
    assert GradeChange.objects.count() == 2


def test_change_without_a_reason_is_not_stored(enrollment: Enrollment, registrar: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        override_grade(**place(enrollment, registrar), grade=of_ten("6"), completed=False, reason="")


def test_more_points_than_possible_are_not_stored(enrollment: Enrollment, registrar: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        override_grade(**place(enrollment, registrar), grade=of_ten("10.5"), completed=False, reason="Generous.")


def test_learner_is_listed_by_folded_name_and_address(
    enrollment: Enrollment, django_capture_on_commit_callbacks: Any
) -> None:
    mark_read(enrollment=enrollment, module=Module.objects.get())
    assert CourseProgress.objects.get().listed_as == "ana@example.org ana@example.org"
    profile = LearnerProfile.objects.create(user=enrollment.learner, name_of_record="Артём ЁЛКИН")
    assert CourseProgress.objects.get().listed_as == "артем елкин ana@example.org"
    profile.name_of_record = "عليرضا كريمي"
    profile.save()
    assert CourseProgress.objects.get().listed_as == "علیرضا کریمی ana@example.org"
    enrollment.learner.email = "other@example.org"
    enrollment.learner.save()
    assert CourseProgress.objects.get().listed_as == "علیرضا کریمی other@example.org"
    assert CourseProgress.objects.get().cohort_id == enrollment.cohort_id
