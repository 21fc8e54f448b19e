"""The editor's form: each fault stands at its part, a draft may be unfinished, the picture follows what is written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import Scenario
from courses.scenarios.states import FaultKind
from courses.templatetags.courses_scenarios import scenario_picture
from tests.factories.courses import make_learner
from tests.factories.scenarios import at_least, choice, ending, make_scenario, played, talks, write

pytestmark = pytest.mark.django_db
Json = dict[str, Any]


@pytest.fixture
def editor(client: Client) -> Client:
    user = make_learner("editor@example.org")
    user.groups.set(Group.objects.filter(name="Course editors"))
    client.force_login(user)
    return client


def listed(values: list[Json]) -> Json:
    """What the form of a ListBlock posts."""
    items = {
        str(number): {"deleted": "", "order": number, "type": "item", "value": one} for number, one in enumerate(values)
    }
    return {"count": len(values), **items}


def form_of(copy: Json, **extra: Any) -> Json:
    """What the editing form posts for a scenario with the parts of this copy."""
    nodes = [
        {
            "name": node["name"],
            "situation": rich_text(node["situation"]),
            "choices": listed(
                [
                    {**one, "effects": listed(one["effects"]), "conditions": listed(one["conditions"])}
                    for one in node["choices"]
                ]
            ),
        }
        for node in copy["nodes"]
    ]
    endings = [
        {**one, "text": rich_text(one["text"]), "conditions": listed(one["conditions"])} for one in copy["endings"]
    ]
    scores = [{**one, "needed": "" if one["needed"] is None else one["needed"]} for one in copy["scores"]]
    data = {
        "title": "Talks",
        "introduction": rich_text("<p>Two cities.</p>"),
        "shows_scores": "on",
        "scores": streamfield([("score", one) for one in scores]),
        "nodes": streamfield([("node", one) for one in nodes]),
        "endings": streamfield([("ending", one) for one in endings]),
        "debrief": streamfield([("question", one["text"]) for one in copy["questions"]]),
        **extra,
    }
    posted: Json = nested_form_data(data)
    return posted


def add(client: Client, copy: Json, **extra: Any) -> Any:
    return client.post(reverse("wagtailsnippets_courses_scenario:add"), form_of(copy, **extra))


def test_scenario_without_faults_is_published_as_it_was_written(editor: Client) -> None:
    assert add(editor, talks(needed=3), **{"action-publish": "1"}).status_code == 302
    written = Scenario.objects.get()
    assert (written.live, written.is_playable, written.asks_for_scores) == (True, True, True)
    assert written.structure["scores"] == [{"name": "trust", "start": 5, "lowest": 0, "highest": 10, "needed": 3}]


def errors_of(response: Any, name: str) -> Any:
    return response.context["form"].errors.as_data()[name][0].as_json_data()


def test_unknown_target_when_published_is_told_at_its_choice(editor: Client) -> None:
    copy = talks()
    copy["nodes"][0]["choices"][1]["target"] = "midle"
    response = add(editor, copy, **{"action-publish": "1"})
    error = {"messages": ["There is no situation and no ending with the short name “midle”."]}
    choices = {"blockErrors": {1: {"blockErrors": {"target": error}}}}
    assert errors_of(response, "nodes") == {"blockErrors": {0: {"blockErrors": {"choices": choices}}}}
    assert not Scenario.objects.exists()


def test_unreachable_ending_and_unknown_score_are_told_at_their_parts(editor: Client) -> None:
    copy = talks()
    copy["endings"].append(ending("lonely"))
    response = add(editor, copy, **{"action-publish": "1"})
    error = {"messages": ["No way from the beginning leads to “lonely”."]}
    assert errors_of(response, "endings") == {"blockErrors": {3: {"blockErrors": {"name": error}}}}
    copy["endings"][0]["conditions"] = [at_least("truth", 1)]
    response = add(editor, copy, **{"action-publish": "1"})
    error = {"messages": ["There is no score with the short name “truth”."]}
    conditions = {"blockErrors": {0: {"blockErrors": {"score": error}}}}
    assert errors_of(response, "endings") == {"blockErrors": {0: {"blockErrors": {"conditions": conditions}}}}


def test_dead_end_is_told_at_the_choices_and_a_circle_at_the_endings(editor: Client) -> None:
    copy = played({"opening": [choice("Go.", "end", conditions=[at_least("trust", 6)])]}, [ending("end")])
    error = {"messages": [FaultKind.DEAD_END.label]}
    response = add(editor, copy, **{"action-publish": "1"})
    assert errors_of(response, "nodes") == {"blockErrors": {0: {"blockErrors": {"choices": error}}}}
    copy = played({"opening": [choice("Again.", "opening")]}, [ending("end")])
    response = add(editor, copy, **{"action-publish": "1"})
    assert errors_of(response, "endings")["messages"] == [FaultKind.NO_ENDING.label]


def test_score_that_starts_outside_of_its_bounds_is_told(editor: Client) -> None:
    copy = talks()
    copy["scores"][0]["start"] = 11
    error = errors_of(add(editor, copy, **{"action-publish": "1"}), "scores")
    text = "The start is between the lowest and the highest value, which differ."
    assert error == {"blockErrors": {0: {"blockErrors": {"start": {"messages": [text]}}}}}


def test_draft_with_faults_is_saved_and_its_form_says_what_is_missing(editor: Client) -> None:
    assert add(editor, talks(last="nowhere")).status_code == 302
    page = editor.get(reverse("wagtailsnippets_courses_scenario:edit", args=[Scenario.objects.get().pk]))
    assert "middle: There is no situation and no ending with the short name “nowhere”." in page.content.decode()


def test_form_shows_the_ways_as_a_picture_and_as_a_list(editor: Client) -> None:
    scenario = make_scenario()
    page = editor.get(reverse("wagtailsnippets_courses_scenario:edit", args=[scenario.pk])).content.decode()
    assert page.count('class="scenario-box') == 5
    assert page.count('class="scenario-way') == 5
    for told in [
        "<strong>durable</strong> · End durable",
        "<bdi>trust +2</bdi>",
        "<bdi>trust ≥ 6</bdi>",
        "Otherwise: thin",
    ]:
        assert told in page
    assert "Before learners can play it" not in page
    assert 'style="' not in page[page.index("<svg xmlns") : page.index("</svg>", page.index("<svg xmlns"))]


@pytest.mark.parametrize("language", ["en", "ru", "fa"])
def test_picture_in_any_language_has_numbers_that_a_browser_reads(editor: Client, language: str) -> None:
    scenario = make_scenario()
    with override(language):
        drawn = render_to_string("courses/scenarios/picture.html", scenario_picture(scenario))
    assert 'viewBox="0 0 ' in drawn
    assert all(part.replace(".", "").isdecimal() for part in drawn.split('viewBox="')[1].split('"')[0].split())
    assert ' x="' in drawn
    assert not any("," in part.split('"')[0] for part in drawn.split(' x="')[1:])


def test_preview_shows_all_situations_with_what_their_choices_do(editor: Client) -> None:
    page = make_scenario().make_preview_request().content.decode()
    for told in ["opening", "Listen.", "trust +2", "End durable", "trust ≥ 6"]:
        assert told in page


@pytest.fixture
def translate(editor: Client) -> Callable[..., Scenario]:
    def make(copy: Json) -> Scenario:
        locale = Locale.objects.get_or_create(language_code="fa")[0]
        translated: Scenario = make_scenario().copy_for_translation(locale)
        write(translated, copy)
        translated.save()
        return translated

    return make


def test_translation_when_the_same_can_happen_is_told_who_decides(translate: Callable[..., Scenario]) -> None:
    (note,) = translate(talks()).notes
    assert note == "This is a translation of “Talks”, which decides whether the scenario can be played."


def test_translation_when_something_else_can_happen_is_told_that_nobody_reads_it(
    translate: Callable[..., Scenario],
) -> None:
    _who, note = translate(talks(gain=1)).notes
    assert note.startswith("The short names, scores, choices or ways differ from those of “Talks”.")
