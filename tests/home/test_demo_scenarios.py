"""The negotiations of the demo can be played, in each language in which there is one."""

import pytest
from wagtail.models import Locale

from courses.scenarios.rules import faults
from home.demo.curriculum import load_courses, load_scenarios
from home.demo.curriculum.checks import sentence_faults
from home.demo.pages.scenarios import load_scenario

pytestmark = pytest.mark.django_db
SLUGS = list(load_scenarios())


def test_each_course_has_a_negotiation_in_its_last_module() -> None:
    assert [course["modules"][-1]["slug"] for course in load_courses()] == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_negotiation_when_loaded_twice_is_there_once_and_has_no_fault(slug: str) -> None:
    loaded = [load_scenario(slug, Locale.get_default()) for _time in range(2)]
    assert loaded[0] == loaded[1]
    assert loaded[0] is not None
    assert faults(loaded[0].as_played()) == []


@pytest.mark.parametrize("language", ["ru", "fa"])
def test_translated_negotiation_can_be_played_as_the_original(language: str) -> None:
    locale = Locale.objects.get_or_create(language_code=language)[0]
    for slug in load_scenarios(language):
        original, translated = load_scenario(slug, Locale.get_default()), load_scenario(slug, locale)
        assert original is not None
        assert translated is not None
        assert translated.locale == locale
        assert translated.structure == original.structure


@pytest.mark.parametrize("language", ["ru", "fa"])
def test_words_of_a_translated_negotiation_are_those_of_its_language(language: str) -> None:
    pairs = [(load_scenarios()[slug], words) for slug, words in load_scenarios(language).items()]
    texts = [(one["title"], other["title"]) for one, other in pairs]
    texts += [(one["introduction"], other["introduction"]) for one, other in pairs]
    for one, other in pairs:
        parts = [*zip(one["nodes"], other["nodes"], strict=True), *zip(one["endings"], other["endings"], strict=True)]
        for part, words in parts:
            texts += [(part[field], words[field]) for field in ("situation", "title", "text") if field in part]
            texts += [
                (a["text"], b["text"]) for a, b in zip(part.get("choices", []), words.get("choices", []), strict=True)
            ]
    assert [fault for text in texts for fault in sentence_faults(*text, language)] == []
