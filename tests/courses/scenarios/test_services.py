from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll, locked_enrollment, withdraw
from courses.enrollment.states import EnrollmentReason
from courses.models import Cohort, CoursePage, Module, Playthrough, Scenario
from courses.scenarios.services import PlayRefused, begin_playthrough, copy_scenario, keep_debrief, take_choice
from courses.scenarios.states import PlayReason, PlayState
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    module_of,
    play_through,
)
from tests.factories.scenarios import choice, make_scenario, scenario_block, talks, write
from tests.threads import behind_lock, in_threads

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenario() -> Scenario:
    return make_scenario(talks(needed=4))


@pytest.fixture
def module(scenario: Scenario) -> Module:
    return module_of(make_module(make_course(modules=0), body=[scenario_block(scenario)]))


@pytest.fixture
def enrollment(module: Module) -> Enrollment:
    learner = make_learner()
    return enroll(cohort=make_cohort(CoursePage.objects.get()), learner=learner, by=learner)


@pytest.fixture
def begin(enrollment: Enrollment, module: Module) -> Callable[[], Playthrough]:
    return lambda: begin_playthrough(enrollment=enrollment, module=module, block_id=UUID(block_id("scenario")))


def step(play: Playthrough, text: str, number: int | None = None) -> Playthrough:
    return take_choice(playthrough=play, step=number or play.step, choice_id=block_id(text))


def reason_of(act: Callable[[], Any]) -> Any:
    with pytest.raises(PlayRefused) as refusal:
        act()
    return refusal.value.decision.reason


def test_begin_keeps_the_scenario_as_it_is_played(begin: Callable[[], Playthrough], scenario: Scenario) -> None:
    play = begin()
    assert (play.scenario, play.place, play.scores, play.step) == (talks(needed=4), "opening", {"trust": 5}, 1)
    assert (play.number, play.state, play.scenario_key) == (1, PlayState.OPEN, scenario.translation_key)


def test_begin_twice_gives_the_open_playthrough(begin: Callable[[], Playthrough]) -> None:
    assert begin().pk == begin().pk


def test_step_moves_the_scores_and_is_kept_with_its_time(begin: Callable[[], Playthrough]) -> None:
    now = timezone.now()
    play = take_choice(playthrough=begin(), step=1, choice_id=block_id("Listen."), now=now)
    kept = {"node": "opening", "choice": block_id("Listen."), "scores": {"trust": 7}, "at": now.isoformat()}
    assert (play.place, play.scores, play.path, play.is_open) == ("middle", {"trust": 7}, [kept], True)


def test_ending_with_the_scores_that_are_needed_completes_the_activity_by_the_server(
    begin: Callable[[], Playthrough], enrollment: Enrollment
) -> None:
    play = play_through(begin(), "Listen.", "Sign.")
    assert (play.place, play.state, play.completes) == ("durable", PlayState.ENDED, True)
    record = enrollment.activity_records.get()
    assert (record.source, record.points, record.completed_at) == ("server", None, play.ended_at)


def test_ending_without_the_scores_that_are_needed_completes_nothing(
    begin: Callable[[], Playthrough], enrollment: Enrollment
) -> None:
    play = play_through(begin(), "Push.", "Sign.")
    assert (play.place, play.state, play.completes) == ("thin", PlayState.ENDED, False)
    assert enrollment.activity_records.get().completed_at is None


def test_completed_activity_after_a_worse_playthrough_stays_completed(
    begin: Callable[[], Playthrough], enrollment: Enrollment
) -> None:
    first = play_through(begin(), "Listen.", "Sign.")
    second = play_through(begin(), "Push.", "Leave.")
    assert (second.number, second.completes) == (2, False)
    assert enrollment.activity_records.get().completed_at == first.ended_at


@pytest.mark.parametrize("number", [1, 3, 0])
def test_step_with_another_number_than_the_next_is_not_taken(begin: Callable[[], Playthrough], number: int) -> None:
    play = step(begin(), "Listen.")
    assert reason_of(lambda: step(play, "Sign.", number or -1)) == PlayReason.STEP_TAKEN
    play.refresh_from_db()
    assert (play.step, play.place) == (2, "middle")


def test_step_after_the_ending_is_not_taken(begin: Callable[[], Playthrough]) -> None:
    play = play_through(begin())
    assert reason_of(lambda: step(play, "Sign.")) == PlayReason.STEP_TAKEN


@pytest.mark.parametrize("chosen", ["Sign.", "Nothing of the kind."])
def test_choice_of_another_situation_is_not_taken(begin: Callable[[], Playthrough], chosen: str) -> None:
    play = begin()
    assert reason_of(lambda: step(play, chosen)) == PlayReason.CHOICE_NOT_OPEN
    play.refresh_from_db()
    assert play.path == []


def test_choice_whose_condition_does_not_hold_is_not_taken(
    begin: Callable[[], Playthrough], scenario: Scenario
) -> None:
    copy = talks()
    copy["nodes"][0]["choices"].append(
        choice("Trust me.", "thin", conditions=[{"score": "trust", "test": "at_least", "value": 9}])
    )
    write(scenario, copy)
    scenario.save_revision().publish()
    play = begin()
    assert reason_of(lambda: step(play, "Trust me.")) == PlayReason.CHOICE_NOT_OPEN


@pytest.mark.parametrize("ended", [False, True])
def test_step_when_the_module_was_closed_meanwhile_is_refused(
    begin: Callable[[], Playthrough], enrollment: Enrollment, ended: bool
) -> None:
    play = begin()
    if ended:
        Cohort.objects.update(ends_on=date(2026, 1, 1))
    else:
        withdraw(enrollment=enrollment, by=enrollment.learner)
    expected = EnrollmentReason.COHORT_ENDED if ended else EnrollmentReason.WITHDRAWN
    assert reason_of(lambda: step(play, "Listen.")) == expected
    assert reason_of(begin) == expected
    play.refresh_from_db()
    assert (play.path, play.state) == ([], PlayState.OPEN)


@pytest.mark.django_db(transaction=True)
def test_begin_when_pressed_several_times_at_once_gives_one_playthrough(begin: Callable[[], Playthrough]) -> None:
    assert len({play.pk for play in in_threads(lambda _number: begin(), range(6))}) == 1


@pytest.mark.django_db(transaction=True)
def test_step_when_posted_several_times_at_once_is_taken_once(begin: Callable[[], Playthrough]) -> None:
    play = begin()

    def post(text: str) -> Any:
        try:
            return step(play, text, 1).place
        except PlayRefused as refusal:
            return refusal.decision.reason

    answers = in_threads(post, ["Listen.", "Push.", "Listen.", "Push."])
    assert sorted(answers) == ["middle", *[PlayReason.STEP_TAKEN] * 3]
    play.refresh_from_db()
    assert (play.step, play.place) == (2, "middle")


@pytest.mark.django_db(transaction=True)
def test_step_that_waited_for_a_withdrawal_is_refused(begin: Callable[[], Playthrough], enrollment: Enrollment) -> None:
    play = begin()
    with pytest.raises(PlayRefused) as refusal:
        behind_lock(
            lock=lambda: locked_enrollment(enrollment.pk),
            act=lambda: step(play, "Listen."),
            change=lambda: withdraw(enrollment=enrollment, by=enrollment.learner),
        )
    assert refusal.value.decision.reason == EnrollmentReason.WITHDRAWN


def test_begin_when_the_scenario_is_a_draft_is_refused(begin: Callable[[], Playthrough], scenario: Scenario) -> None:
    scenario.unpublish()
    assert reason_of(begin) == PlayReason.SCENARIO_UNAVAILABLE


def test_begin_when_the_scenario_was_published_with_a_fault_is_refused(
    begin: Callable[[], Playthrough], scenario: Scenario
) -> None:
    write(scenario, talks(last="nowhere"))
    scenario.save_revision().publish()
    assert reason_of(begin) == PlayReason.SCENARIO_UNAVAILABLE


def test_editing_and_deleting_the_scenario_keeps_what_is_being_played(
    begin: Callable[[], Playthrough], scenario: Scenario
) -> None:
    play = begin()
    write(scenario, talks(gain=-5, last="broken"))
    scenario.save_revision().publish()
    scenario.delete()
    assert play_through(play, "Listen.", "Sign.").place == "durable"


@pytest.mark.parametrize(("same", "title"), [(True, "گفتگو"), (False, "Talks")])
def test_begin_in_another_language_plays_the_translation_as_long_as_the_same_can_happen(
    begin: Callable[[], Playthrough], scenario: Scenario, same: bool, title: str
) -> None:
    from wagtail.models import Locale

    translated = scenario.copy_for_translation(Locale.objects.get_or_create(language_code="fa")[0])
    translated.title = "گفتگو"
    translated.save()
    if not same:
        write(translated, talks(gain=1, needed=4))
    translated.save_revision().publish()
    with override("fa"):
        assert begin().title == title


def test_debrief_is_kept_and_can_be_changed(begin: Callable[[], Playthrough]) -> None:
    play, question = play_through(begin()), block_id("question")
    keep_debrief(playthrough=play, answers={question: "Nothing."})
    play = keep_debrief(playthrough=play, answers={question: "That they wanted a post.", "other": "x"})
    assert play.answers == {question: "That they wanted a post."}
    assert play.debrief == [("What surprised you?", "That they wanted a post.")]


def test_debrief_before_the_ending_is_refused(begin: Callable[[], Playthrough]) -> None:
    play = begin()
    assert reason_of(lambda: keep_debrief(playthrough=play, answers={})) == PlayReason.NOT_ENDED


def test_debrief_when_the_module_is_closed_is_refused_and_keeps_what_was_there(
    begin: Callable[[], Playthrough],
) -> None:
    play, question = play_through(begin()), block_id("question")
    keep_debrief(playthrough=play, answers={question: "Nothing."})
    Cohort.objects.update(ends_on=date(2026, 1, 1))
    refused = reason_of(lambda: keep_debrief(playthrough=play, answers={question: ""}))
    play.refresh_from_db()
    assert (refused, play.answers) == (EnrollmentReason.COHORT_ENDED, {question: "Nothing."})


def test_database_refuses_two_open_playthroughs(begin: Callable[[], Playthrough]) -> None:
    play = begin()
    play.pk, play.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        play.save(force_insert=True)


def test_copied_scenario_plays_the_same_and_begins_as_a_scenario_of_its_own(scenario: Scenario) -> None:
    key = uuid4()
    copies = [copy_scenario(scenario=scenario, key=key, by=None) for _time in range(2)]
    assert (copies[0], Scenario.objects.count()) == (copies[1], 2)
    copied = Scenario.objects.get(translation_key=key)
    assert (copied.as_played(), copied.live, copied.title) == (talks(needed=4), True, "Talks")
