"""Modules that open one by one: what learners find, what opens for what they do, and what stays open."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.assessment.services import start_attempt, submit_attempt
from courses.enrollment.queries import access_to_modules, enrollment_access, module_access
from courses.enrollment.rules import Release
from courses.enrollment.services import (
    ReleaseRefused,
    close_module,
    copy_schedule,
    enroll,
    open_module,
    save_cohort,
    set_schedule,
)
from courses.models import Cohort, Enrollment, Module, ModuleOpening, ModulePage, ModuleRelease, OpeningEvent
from courses.progress.services import ProgressRefused, mark_read
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    module_of,
    quiz_block,
    right_answers,
)
from tests.threads import in_threads

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
OPENS = "Opens on 3 December 2099 (\N{FIRST STRONG ISOLATE}Tehran\N{POP DIRECTIONAL ISOLATE}) for this cohort"


@pytest.fixture
def modules() -> list[Module]:
    """Three modules; the first one has a quiz of two questions."""
    course = make_course(modules=0)
    first = make_module(course, "One", body=[quiz_block(make_quiz(pass_mark=100))])
    return [module_of(page) for page in (first, make_module(course, "Two"), make_module(course, "Three"))]


@pytest.fixture
def cohort(modules: list[Module]) -> Cohort:
    return make_cohort(ModulePage.objects.first().get_parent().specific)


@pytest.fixture
def enrollment(cohort: Cohort, django_capture_on_commit_callbacks: Any) -> Enrollment:
    learner = make_learner("ana@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        return enroll(cohort=cohort, learner=learner, by=learner)


def schedule(cohort: Cohort, releases: dict[Module, Release] | None = None, *, in_order: bool = False) -> None:
    set_schedule(cohort=cohort, in_order=in_order, releases={one.key: rule for one, rule in (releases or {}).items()})


def is_open(enrollment: Enrollment, *modules: Module, now: datetime | None = None) -> list[bool]:
    enrollment = Enrollment.objects.select_related("cohort").get(pk=enrollment.pk)
    decisions = access_to_modules(enrollment, modules, now)
    return [decisions[module.key].ok for module in modules]


def answer(enrollment: Enrollment, module: Module, right: int) -> None:
    attempt = start_attempt(enrollment=enrollment, module=module, block_id=UUID(block_id("quiz")))
    submit_attempt(attempt=attempt, answers=right_answers(attempt.questions[:right]))


def newcomer(cohort: Cohort) -> Enrollment:
    learner = make_learner()
    return enroll(cohort=Cohort.objects.get(pk=cohort.pk), learner=learner, by=learner)


def test_modules_in_order_open_one_after_the_other(modules: list[Module], cohort: Cohort) -> None:
    schedule(cohort, in_order=True)
    enrollment = newcomer(cohort)
    one, two, _three = modules
    assert is_open(enrollment, *modules) == [True, False, False]
    mark_read(enrollment=enrollment, module=one)
    assert is_open(enrollment, *modules) == [True, False, False]
    answer(enrollment, one, right=2)
    assert is_open(enrollment, *modules) == [True, True, False]
    mark_read(enrollment=enrollment, module=two)
    assert is_open(enrollment, *modules) == [True, True, True]


def test_act_in_a_module_that_waits_is_refused_and_writes_nothing(modules: list[Module], cohort: Cohort) -> None:
    schedule(cohort, in_order=True)
    enrollment = newcomer(cohort)
    with pytest.raises(ProgressRefused) as refusal:
        mark_read(enrollment=enrollment, module=modules[1])
    assert refusal.value.decision.reason == "modules_first"
    assert not enrollment.activity_records.exists()


@pytest.mark.parametrize(("right", "opens"), [(0, False), (1, True), (2, True)])
def test_score_opens_the_module_from_the_minimum_on(
    modules: list[Module], cohort: Cohort, right: int, opens: bool
) -> None:
    one, two, _three = modules
    schedule(cohort, {two: Release("score", after=(one.key,), minimum=50)})
    enrollment = newcomer(cohort)
    answer(enrollment, one, right)
    assert is_open(enrollment, two) == [opens]


def test_some_of_several_modules_open_the_last_one(modules: list[Module], cohort: Cohort) -> None:
    one, two, three = modules
    schedule(cohort, {three: Release("modules", after=(one.key, two.key), needed=1)})
    enrollment = newcomer(cohort)
    assert is_open(enrollment, *modules) == [True, True, False]
    mark_read(enrollment=enrollment, module=two)
    assert is_open(enrollment, *modules) == [True, True, True]


def test_day_is_judged_by_the_clock_of_the_cohort(modules: list[Module], cohort: Cohort) -> None:
    Cohort.objects.update(time_zone="Asia/Tehran")
    schedule(cohort, {modules[1]: Release("date", opens_on=date(2099, 12, 3))})
    enrollment = newcomer(cohort)
    midnight = datetime(2099, 12, 2, 20, 30, tzinfo=UTC)
    assert is_open(enrollment, *modules, now=midnight - timedelta(seconds=1)) == [True, False, True]
    assert is_open(enrollment, *modules, now=midnight) == [True, True, True]


def test_days_without_a_first_day_are_counted_from_each_enrollment(modules: list[Module], cohort: Cohort) -> None:
    schedule(cohort, {modules[1]: Release("days", days=7)})
    early, late = newcomer(cohort), newcomer(cohort)
    Enrollment.objects.filter(pk=early.pk).update(enrolled_at=NOW - timedelta(days=7))
    Enrollment.objects.filter(pk=late.pk).update(enrolled_at=NOW - timedelta(days=6))
    assert is_open(early, modules[1], now=NOW) == [True]
    assert is_open(late, modules[1], now=NOW) == [False]


def test_new_schedule_keeps_open_what_was_open_to_those_who_are_enrolled(
    modules: list[Module], cohort: Cohort, enrollment: Enrollment
) -> None:
    schedule(cohort, {modules[2]: Release("date", opens_on=date(2099, 1, 1))}, in_order=True)
    assert is_open(enrollment, *modules) == [True, True, True]
    assert is_open(newcomer(cohort), *modules) == [True, False, False]
    assert {one.source for one in ModuleOpening.objects.all()} == {"earned"}


def test_schedule_before_the_first_day_closes_to_everybody(modules: list[Module], cohort: Cohort) -> None:
    Cohort.objects.update(starts_on=timezone.localdate() + timedelta(days=9))
    enrollment = newcomer(cohort)
    schedule(cohort, in_order=True)
    assert not ModuleOpening.objects.exists()
    later = timezone.now() + timedelta(days=20)
    assert is_open(enrollment, *modules, now=later) == [True, False, False]


def test_first_day_moved_later_keeps_open_what_its_days_had_opened(modules: list[Module], cohort: Cohort) -> None:
    today = timezone.localdate()
    Cohort.objects.update(starts_on=today - timedelta(days=10))
    schedule(cohort, {modules[1]: Release("days", days=7)})
    enrollment = newcomer(cohort)
    assert is_open(enrollment, modules[1]) == [True]
    moved = Cohort.objects.get(pk=cohort.pk)
    moved.starts_on = today - timedelta(days=5)
    save_cohort(cohort=moved)
    assert is_open(enrollment, modules[1]) == [True]
    assert is_open(newcomer(cohort), modules[1]) == [False]


def test_easier_schedule_lets_in_who_has_done_it_already(
    modules: list[Module], cohort: Cohort, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    one, two, _three = modules
    schedule(cohort, {two: Release("score", after=(one.key,), minimum=80)})
    enrollment = newcomer(cohort)
    answer(enrollment, one, right=1)
    assert is_open(enrollment, two) == [False]
    with django_capture_on_commit_callbacks(execute=True):
        schedule(cohort, {two: Release("score", after=(one.key,), minimum=50)})
    run_tasks()
    assert is_open(enrollment, two) == [True]


def test_module_put_before_an_earned_one_closes_nothing(modules: list[Module], cohort: Cohort) -> None:
    schedule(cohort, in_order=True)
    enrollment = newcomer(cohort)
    answer(enrollment, modules[0], right=2)
    mark_read(enrollment=enrollment, module=modules[0])
    page = ModulePage.objects.get(translation_key=modules[2].key)
    page.move(page.get_parent(), pos="first-child")
    modules[2].refresh_from_db()
    assert modules[2].position == 0
    assert is_open(enrollment, modules[1]) == [True]
    assert is_open(newcomer(cohort), modules[1]) == [False]


def test_schedule_in_a_circle_is_refused_and_nothing_is_stored(modules: list[Module], cohort: Cohort) -> None:
    one, two, _three = modules
    circle = {
        one: Release("modules", after=(two.key,), needed=1),
        two: Release("modules", after=(one.key,), needed=1),
    }
    with pytest.raises(ReleaseRefused) as refusal:
        schedule(cohort, circle)
    assert refusal.value.decision.reason == "locked_forever"
    assert not ModuleRelease.objects.exists()


def test_copied_schedule_moves_its_days_with_the_first_day(modules: list[Module], cohort: Cohort) -> None:
    Cohort.objects.update(starts_on=date(2026, 12, 1))
    source = Cohort.objects.get()
    opens = Release("date", opens_on=date(2026, 12, 8))
    schedule(source, {modules[1]: opens, modules[2]: Release("days", days=9)}, in_order=True)
    other = make_cohort(ModulePage.objects.first().get_parent().specific, starts_on=date(2027, 1, 1))
    copy_schedule(cohort=other, source=Cohort.objects.get(pk=source.pk))
    other.refresh_from_db()
    rows = {row.module_id: (row.kind, row.opens_on, row.days) for row in other.releases.all()}
    assert other.in_order
    assert rows == {
        modules[1].key: ("date", date(2027, 1, 8), None),
        modules[2].key: ("days", None, 9),
    }


def test_copying_the_schedule_of_another_course_is_refused(cohort: Cohort) -> None:
    stranger = make_cohort(make_course("Another"))
    with pytest.raises(ReleaseRefused) as refusal:
        copy_schedule(cohort=cohort, source=stranger)
    assert refusal.value.decision.reason == "other_course"


def test_staff_opens_a_module_and_takes_it_back_and_both_are_kept(modules: list[Module], cohort: Cohort) -> None:
    schedule(cohort, in_order=True)
    enrollment, registrar = newcomer(cohort), make_learner("registrar@example.org")
    open_module(enrollment=enrollment, module=modules[2], by=registrar, reason="She took part last year.")
    assert is_open(enrollment, *modules) == [True, False, True]
    with pytest.raises(ReleaseRefused) as refusal:
        open_module(enrollment=enrollment, module=modules[2], by=registrar, reason="Again.")
    assert refusal.value.decision.reason == "open_already"
    close_module(enrollment=enrollment, module=modules[2], by=registrar, reason="A mistake.")
    assert is_open(enrollment, *modules) == [True, False, False]
    events = [(event.act, event.by, event.reason) for event in OpeningEvent.objects.all()]
    assert events == [("opened", registrar, "She took part last year."), ("taken_back", registrar, "A mistake.")]


def test_opening_until_a_moment_ends_with_it(modules: list[Module], cohort: Cohort) -> None:
    schedule(cohort, in_order=True)
    enrollment, until = newcomer(cohort), timezone.now() + timedelta(days=3)
    registrar = make_learner()
    open_module(enrollment=enrollment, module=modules[1], by=registrar, reason="Ill.", until=until)
    assert is_open(enrollment, modules[1], now=until - timedelta(seconds=1)) == [True]
    assert is_open(enrollment, modules[1], now=until) == [False]


def test_what_staff_had_opened_and_the_learner_has_earned_since_cannot_be_taken_back(
    modules: list[Module], cohort: Cohort
) -> None:
    schedule(cohort, in_order=True)
    enrollment, registrar = newcomer(cohort), make_learner()
    open_module(enrollment=enrollment, module=modules[1], by=registrar, reason="Early.")
    mark_read(enrollment=enrollment, module=modules[0])
    answer(enrollment, modules[0], right=2)
    with pytest.raises(ReleaseRefused) as refusal:
        close_module(enrollment=enrollment, module=modules[1], by=registrar, reason="Late.")
    assert refusal.value.decision.reason == "not_opened_by_staff"
    assert is_open(enrollment, modules[1]) == [True]


def test_completed_course_stays_open_whatever_the_schedule_says(modules: list[Module], cohort: Cohort) -> None:
    enrollment = newcomer(cohort)
    for module in modules:
        mark_read(enrollment=enrollment, module=module)
    answer(enrollment, modules[0], right=2)
    ModuleRelease.objects.create(cohort=cohort, module=modules[1], kind="date", opens_on=date(2099, 1, 1))
    enrollment = Enrollment.objects.get(pk=enrollment.pk)
    assert enrollment_access(enrollment, modules[1]).ok


def page_of(module: Module) -> ModulePage:
    return ModulePage.objects.get(translation_key=module.key)


@pytest.fixture
def reader(client: Client, modules: list[Module], cohort: Cohort) -> Client:
    """Signed in and enrolled in a cohort that goes in order and opens its third module on a day."""
    Cohort.objects.update(time_zone="Asia/Tehran")
    schedule(cohort, {modules[2]: Release("date", opens_on=date(2099, 12, 3))}, in_order=True)
    client.force_login(newcomer(cohort).learner)
    return client


def test_closed_module_says_when_it_opens_or_what_to_do_first(reader: Client, modules: list[Module]) -> None:
    second = reader.get(page_of(modules[1]).get_url())
    third = reader.get(page_of(modules[2]).get_url())
    assert (second.status_code, third.status_code) == (403, 403)
    own = reverse("courses:module", args=[Enrollment.objects.get().pk, modules[0].key])
    assert f'<a href="{own}">Complete “One” first</a>' in second.content.decode()
    assert OPENS in third.content.decode()
    assert "Calm text" not in second.content.decode() + third.content.decode()


def test_lists_say_why_modules_are_closed_and_do_not_lead_there(reader: Client, modules: list[Module]) -> None:
    syllabus = reader.get(page_of(modules[0]).get_parent().get_url()).content.decode()
    module = reader.get(page_of(modules[0]).get_url()).content.decode()
    for page in (syllabus, module):
        assert "Complete “One” first" in page
        assert f'href="{page_of(modules[1]).get_url()}"' not in page
    assert f'href="{page_of(modules[0]).get_url()}"' in syllabus
    assert OPENS in syllabus


def test_my_learning_goes_on_with_what_is_open_and_says_what_waits(reader: Client, modules: list[Module]) -> None:
    enrollment = Enrollment.objects.get()
    page = reader.get("/learning/").content.decode()
    assert '<h2 id="continue">One</h2>' in page
    assert "<strong>“Three” opens</strong>" in page
    mark_read(enrollment=enrollment, module=modules[0])
    answer(enrollment, modules[0], right=2)
    mark_read(enrollment=enrollment, module=modules[1])
    page = reader.get("/learning/").content.decode()
    assert "Next: Three" in page
    assert OPENS in page
    resumed = reader.get(reverse("courses:resume", args=[enrollment.pk]))
    assert resumed["Location"] == page_of(modules[0]).get_parent().get_url()


def test_doors_of_a_closed_module_stay_closed(client: Client) -> None:
    course = make_course(modules=0)
    make_module(course, "First")
    secret = make_quiz("Secret quiz", introduction="<p>Secret.</p>")
    page = make_module(course, "Second", body=[quiz_block(secret), {"type": "text", "value": "<p>Hidden.</p>"}])
    cohort, module = make_cohort(course), module_of(page)
    schedule(cohort, in_order=True)
    enrollment = newcomer(cohort)
    client.force_login(enrollment.learner)
    place = [enrollment.pk, module.key, block_id("quiz")]
    answers = [
        client.get(reverse("courses:quiz", args=place), follow=True),
        client.post(reverse("courses:start_attempt", args=place), follow=True),
        client.post(reverse("courses:mark_read", args=place[:2]), follow=True),
        client.get(reverse("courses:module", args=place[:2]), follow=True),
        client.get(reverse("courses:module_pdf", args=[module.key]), follow=True),
    ]
    assert [one.status_code for one in answers] == [403] * 5
    assert all("Hidden." not in one.content.decode() and "Secret" not in one.content.decode() for one in answers)
    assert not enrollment.attempts.exists()
    assert not enrollment.activity_records.exists()


def test_editor_reads_a_module_that_her_cohort_does_not_open(
    admin_client: Client, admin_user: Any, modules: list[Module], cohort: Cohort
) -> None:
    schedule(cohort, in_order=True)
    enroll(cohort=Cohort.objects.get(), learner=admin_user, by=admin_user)
    access = module_access(page_of(modules[1]), admin_user)
    assert (access.decision.ok, access.staff) == (True, True)
    assert admin_client.get(page_of(modules[1]).get_url()).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_acts_at_once_open_the_module_that_waits_for_them_once() -> None:
    course = make_course(modules=4)
    modules = [module_of(page) for page in course.get_children()]
    cohort = make_cohort(course)
    schedule(cohort, {modules[3]: Release("modules", after=tuple(one.key for one in modules[:3]), needed=2)})
    enrollment = newcomer(cohort)
    in_threads(lambda module: mark_read(enrollment=enrollment, module=module), modules[:3])
    assert [one.module for one in ModuleOpening.objects.select_related("module")] == [modules[3]]
    assert is_open(enrollment, modules[3]) == [True]
