"""The scenario in the browser: nothing of a choice's effect is in a page before the choice is taken."""

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.models import Cohort, CoursePage, ModulePage, Playthrough, Scenario
from courses.progress.services import mark_read
from tests.factories.courses import block_id, make_cohort, make_course, make_learner, make_module, module_of
from tests.factories.scenarios import (
    at_least,
    choice,
    ending,
    make_scenario,
    played,
    scenario_block,
    score,
    talks,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrollment() -> Enrollment:
    page = make_module(make_course(modules=0), body=[scenario_block(make_scenario(introduction="<p>Two cities.</p>"))])
    learner = make_learner()
    return enroll(cohort=make_cohort(page.get_parent().specific), learner=learner, by=learner)


@pytest.fixture
def mine(client: Client, enrollment: Enrollment) -> Client:
    client.force_login(enrollment.learner)
    return client


def scenario_url(enrollment: Enrollment, name: str = "scenario") -> str:
    return reverse(
        f"courses:{name}", args=[enrollment.pk, ModulePage.objects.get().translation_key, block_id("scenario")]
    )


def begin(client: Client, enrollment: Enrollment) -> str:
    """The address of the playthrough that is begun."""
    return client.post(scenario_url(enrollment, "begin_playthrough"))["Location"]


def post(client: Client, address: str, text: str, step: Any) -> Any:
    return client.post(address, {"step": step, "choice": block_id(text)}, follow=True)


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def write_scenario(copy: dict[str, Any]) -> None:
    scenario = Scenario.objects.get()
    write(scenario, copy)
    scenario.save_revision().publish()


def pages_before_a_choice(client: Client, enrollment: Enrollment) -> list[str]:
    """Every page on which a learner meets the scenario before the first choice, without what differs for other
    reasons."""
    address = begin(client, enrollment)
    found = []
    for page in [
        ModulePage.objects.get().get_url(),
        CoursePage.objects.get().get_url(),
        scenario_url(enrollment),
        address,
        reverse("courses:learning"),
        "/courses/?q=opening",
    ]:
        response = client.get(page)
        assert response.status_code == 200, page
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
        found.append(text.replace(address, "").replace(f"?next={address}", ""))
    return found


@pytest.mark.parametrize(
    "other",
    [
        talks(gain=-4),
        played(
            {
                "opening": [choice("Listen.", "durable"), choice("Push.", "middle")],
                "middle": [choice("Sign.", "broken"), choice("Leave.", "durable")],
            },
            [ending("durable", [at_least("trust", 6)], "thin"), ending("thin"), ending("broken")],
        ),
        played(
            {
                "opening": [choice("Listen.", "broken"), choice("Push.", "middle", {"trust": 1})],
                "middle": [choice("Leave.", "durable")],
            },
            [ending("durable", [at_least("trust", 9)], "broken"), ending("broken")],
        ),
    ],
    ids=["effect", "target", "graph"],
)
def test_two_scenarios_that_differ_in_what_choices_do_give_identical_pages(
    mine: Client, enrollment: Enrollment, other: dict[str, Any]
) -> None:
    seen = []
    for copy in (talks(), other):
        Playthrough.objects.all().delete()
        write_scenario(copy)
        seen.append(pages_before_a_choice(mine, enrollment))
    assert seen[0] == seen[1]
    assert 'value="' + block_id("Listen.") + '"' in seen[0][3]


def test_page_of_a_step_tells_of_no_other_situation_and_no_ending(mine: Client, enrollment: Enrollment) -> None:
    page = mine.get(begin(mine, enrollment)).content.decode()
    assert "You are in opening." in page
    assert not re.search("You are in middle|Sign\\.|This is|End durable|durable|thin|What surprised you", page)


def test_steps_lead_to_the_ending_its_path_its_scores_and_the_questions(mine: Client, enrollment: Enrollment) -> None:
    address = begin(mine, enrollment)
    assert "You are in middle." in text_of(post(mine, address, "Listen.", 1))
    page = text_of(post(mine, address, "Sign.", 2))
    for told in ["End durable", "This is durable.", "Trust 7 of 10", "You are in opening.", "Listen.", "Trust +2"]:
        assert told in page
    assert "What surprised you?" in page
    assert "You have completed this scenario." in page


def test_module_is_completed_and_said_so_when_the_scenario_was_the_last_thing_open(
    mine: Client, enrollment: Enrollment
) -> None:
    mark_read(enrollment=enrollment, module=module_of(ModulePage.objects.get()))
    address = begin(mine, enrollment)
    post(mine, address, "Listen.", 1)
    assert "Congratulations: you have completed the course." in text_of(post(mine, address, "Sign.", 2))


def test_step_that_is_posted_twice_is_taken_once_and_told_kindly(mine: Client, enrollment: Enrollment) -> None:
    address = begin(mine, enrollment)
    post(mine, address, "Listen.", 1)
    page = text_of(post(mine, address, "Listen.", 1))
    assert "You had already taken this step." in page
    assert "You are in middle." in page
    assert Playthrough.objects.get().scores == {"trust": 7}


@pytest.mark.parametrize("step", ["", "x", "-1", "99999999999999999999"])
def test_step_with_no_number_is_not_taken(mine: Client, enrollment: Enrollment, step: str) -> None:
    address = begin(mine, enrollment)
    assert "You had already taken this step." in text_of(post(mine, address, "Listen.", step))
    assert Playthrough.objects.get().path == []


def test_step_without_a_choice_asks_for_one(mine: Client, enrollment: Enrollment) -> None:
    response = mine.post(begin(mine, enrollment), {"step": 1})
    assert "Choose what you do." in text_of(response)
    assert Playthrough.objects.get().path == []


def test_scores_when_the_editor_hides_them_are_shown_at_the_end_only(mine: Client, enrollment: Enrollment) -> None:
    write_scenario({**talks(), "shows_scores": False})
    address = begin(mine, enrollment)
    assert "Trust" not in text_of(post(mine, address, "Listen.", 1))
    assert "Trust 7 of 10" in text_of(post(mine, address, "Sign.", 2))


def test_scenario_without_scores_is_played_without_them(mine: Client, enrollment: Enrollment) -> None:
    write_scenario(played({"opening": [choice("Out.", "end")]}, [ending("end")], []))
    address = begin(mine, enrollment)
    assert "Where you stand" not in text_of(mine.get(address))
    assert "End end" in text_of(post(mine, address, "Out.", 1))


def test_scenario_after_an_ending_can_be_played_again_and_keeps_both(mine: Client, enrollment: Enrollment) -> None:
    for texts in (["Listen.", "Sign."], ["Push.", "Leave."]):
        address = begin(mine, enrollment)
        for number, text in enumerate(texts, 1):
            post(mine, address, text, number)
    page = text_of(mine.get(scenario_url(enrollment)))
    assert re.search("Playthrough 1 .* End durable Playthrough 2 .* End broken", page)


def module_text(client: Client) -> str:
    return text_of(client.get(ModulePage.objects.get().get_url()))


def test_module_page_tells_how_far_the_reader_is(mine: Client, enrollment: Enrollment) -> None:
    write_scenario(talks(needed=6))
    assert "Scenario: Talks" in module_text(mine)
    address = begin(mine, enrollment)
    assert "In progress Go to the scenario" in module_text(mine)
    post(mine, address, "Push.", 1)
    post(mine, address, "Sign.", 2)
    assert "Not completed yet You have reached an ending, but not the scores that are needed." in module_text(mine)
    address = begin(mine, enrollment)
    post(mine, address, "Listen.", 1)
    post(mine, address, "Sign.", 2)
    assert "Ending reached Look at the scenario again" in module_text(mine)
    begin(mine, enrollment)
    assert "Ending reached You are playing it once more." in module_text(mine)


def test_module_page_when_the_scenario_is_taken_off_says_so(mine: Client, enrollment: Enrollment) -> None:
    Scenario.objects.get().unpublish()
    assert "The scenario is not available at the moment." in module_text(mine)
    assert "This scenario is not available at the moment." in text_of(mine.get(scenario_url(enrollment)))


def test_debrief_is_kept_for_the_learner_and_escaped(mine: Client, enrollment: Enrollment) -> None:
    address = begin(mine, enrollment)
    post(mine, address, "Listen.", 1)
    post(mine, address, "Sign.", 2)
    answer = {f"debrief-{block_id('question')}": "<b>Trust</b>"}
    response = mine.post(f"{address}debrief/", answer, follow=True)
    assert "Your answers are kept." in text_of(response)
    assert "&lt;b&gt;Trust&lt;/b&gt;</textarea>" in response.content.decode()


def test_debrief_when_the_module_was_closed_meanwhile_is_shown_again(mine: Client, enrollment: Enrollment) -> None:
    address = begin(mine, enrollment)
    post(mine, address, "Listen.", 1)
    post(mine, address, "Sign.", 2)
    Cohort.objects.update(ends_on=date(2026, 1, 1))
    response = mine.post(f"{address}debrief/", {f"debrief-{block_id('question')}": "I gave too much."})
    assert "I gave too much." in text_of(response)
    assert Playthrough.objects.get().answers == {}


def test_debrief_before_the_ending_leads_back_to_the_step(mine: Client, enrollment: Enrollment) -> None:
    address = begin(mine, enrollment)
    assert mine.post(f"{address}debrief/", {})["Location"] == address
    assert Playthrough.objects.get().answers == {}


def test_step_when_the_cohort_has_ended_leads_to_the_reason(mine: Client, enrollment: Enrollment) -> None:
    address = begin(mine, enrollment)
    Cohort.objects.update(ends_on=date(2026, 1, 1))
    for response in (mine.get(address, follow=True), post(mine, address, "Listen.", 1)):
        assert response.redirect_chain[-1][0] == scenario_url(enrollment)
        assert "You are in opening." not in text_of(response)


def test_registrar_reads_playthroughs_with_path_and_answers_and_changes_nothing(
    mine: Client, enrollment: Enrollment, client_factory: type[Client]
) -> None:
    address = begin(mine, enrollment)
    post(mine, address, "Push.", 1)
    post(mine, address, "Leave.", 2)
    mine.post(f"{address}debrief/", {f"debrief-{block_id('question')}": "My own words."})
    registrar = make_learner()
    registrar.groups.set(Group.objects.filter(name="Registrars"))
    desk = client_factory()
    desk.force_login(registrar)
    page = text_of(desk.get(reverse("enrollments:inspect", args=[enrollment.pk])))
    for told in ["Talks", "End broken", "Trust 0", "Push. · Trust −2", "Leave. · Trust −3", "My own words."]:
        assert told in page


@pytest.mark.parametrize("role", ["Course editors", "Course reviewers", "Registrars"])
def test_playthrough_of_somebody_else_is_not_found(
    mine: Client, enrollment: Enrollment, client_factory: type[Client], role: str
) -> None:
    address = begin(mine, enrollment)
    other = make_learner()
    other.groups.set(Group.objects.filter(name=role))
    stranger = client_factory()
    stranger.force_login(other)
    for response in (stranger.get(address), stranger.post(address, {}), stranger.post(f"{address}debrief/", {})):
        assert response.status_code == 404


def test_scores_below_zero_are_told_with_their_sign(mine: Client, enrollment: Enrollment) -> None:
    copy = talks(gain=-9)
    copy["scores"] = [score(start=0, lowest=-10)]
    write_scenario(copy)
    address = begin(mine, enrollment)
    assert "Trust -9 of 10" in text_of(post(mine, address, "Listen.", 1))
