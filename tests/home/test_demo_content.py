"""The demo courses are complete, and every picture they name can be drawn."""

import io
from datetime import date

import pytest
from PIL import Image

from home.demo.curriculum import NAMES, in_words, load_courses, load_directory, load_home_page, load_words
from home.demo.curriculum.checks import LANGUAGES, STAGES, correct_positions, find_faults, translation_faults
from home.demo.pictures import SLUGS, draw

TODAY = date(2026, 11, 24)


def modules():
    return [module for course in load_courses() for module in course["modules"]]


def questions():
    return [question for module in modules() for question in module["quiz"]["questions"]]


def named_pictures():
    in_modules = [block["slug"] for module in modules() for block in module["body"] if block["type"] == "picture"]
    return [course["picture"]["slug"] for course in load_courses()] + in_modules + [load_home_page()["picture"]]


def test_courses_when_checked_have_no_fault():
    assert find_faults(load_courses()) == []


def test_courses_when_counted_have_twelve_modules_and_48_questions():
    assert [len(course["modules"]) for course in load_courses()] == [4, 4, 4]
    assert [len(module["quiz"]["questions"]) for module in modules()] == [4] * 12


def test_right_options_when_counted_stand_about_equally_often_in_each_place():
    places = [place for question in questions() for place in correct_positions(question)]
    assert [places.count(place) for place in range(4)] == [11, 12, 12, 11]


def test_find_faults_when_a_question_has_two_right_answers_names_it():
    options = [{"text": text, "correct": text in "ab"} for text in "abcd"]
    question = {"type": "single_choice", "text": "Which?", "options": options, "explanation": "e", "source": "s"}
    module = {
        "slug": "m",
        "title": dict.fromkeys(LANGUAGES, "M"),
        "body": [{"type": "riddle"}],
        "workload_minutes": 240,
        "quiz": {"questions": [question]},
    }
    course = {
        "slug": "c",
        "title": dict.fromkeys(LANGUAGES, "C"),
        "lead": {"en": "L"},
        "description": [],
        "workload_minutes": 240,
        "modules": [module],
        "translations": {"ru": {"description": [{"type": "puzzle"}], "modules": []}},
    }
    assert find_faults((course,)) == [
        "c: ru: unknown block puzzle",
        "c: {'en': 'L'} is not given in each of ['en', 'fa', 'ru']",
        "c: m: unknown block riddle",
        "c: m: “Which?” does not have four options with one right answer",
    ]


def test_translations_when_checked_have_no_fault():
    faults = [
        fault
        for name, course in zip(NAMES, load_courses(), strict=True)
        for language, words in load_words(name).items()
        for fault in translation_faults(course, words, language)
    ]
    assert faults == []


def test_foundations_when_read_are_whole_in_russian_and_persian():
    foundations = load_courses()[0]
    assert sorted(foundations["translations"]) == ["fa", "ru"]
    for translation in foundations["translations"].values():
        assert len(translation["modules"]) == 4
        assert translation["goals"] == foundations["goals"]


OPTIONS = [{"text": "In 1944", "correct": True}, {"text": "In 1957", "correct": False}]
BLOCK = {"type": "callout", "title": "A city, 8,200 times", "options": OPTIONS, "name": {"en": "N"}, "as_of": TODAY}


def test_in_words_when_given_a_translation_keeps_what_is_not_words():
    assert in_words(BLOCK, {"title": "Город", "options": [{"text": "В 1944 году"}, {"text": "В 1957 году"}]}) == {
        **BLOCK,
        "title": "Город",
        "options": [{"text": "В 1944 году", "correct": True}, {"text": "В 1957 году", "correct": False}],
    }


def test_in_words_when_an_option_is_missing_refuses():
    with pytest.raises(ValueError, match="shorter"):
        in_words(BLOCK, {"options": [{"text": "В 1944 году"}]})


@pytest.mark.parametrize(
    ("title", "year", "faults"),
    [
        ("شهر، ۸٬۲۰۰ بار", "در ۱۹۴۴", []),
        ("A city, 8,200 times", "در ۱۹۴۴", ["/title: “A city, 8,200 times” is not translated"]),
        ("شهر، ۸٬۲۰۰ بار", "در ۱۹۴۵", ["/options/0/text: “در ۱۹۴۵” has the numbers [1945], not [1944]"]),
        (
            "“شهر”، ۸٬۲۰۰ بار",
            "در ۱۹۴۴",
            ["/title: ““شهر”، ۸٬۲۰۰ بار” has quotation marks or letters of another language"],
        ),
    ],
)
def test_translation_faults_when_words_differ_names_them(title, year, faults):
    words = {"title": title, "options": [{"text": year}, {"text": "در ۱۹۵۷"}]}
    assert sorted(translation_faults(BLOCK, words, "fa")) == faults


def test_translation_faults_when_a_text_is_missing_names_it():
    assert list(translation_faults({"text": "A", "caption": "B"}, {"text": "А"}, "ru", "m")) == [
        "m has the fields ['text'], not ['caption', 'text']"
    ]


def test_courses_when_they_name_people_and_organizations_name_known_ones():
    directory = load_directory()
    people = {person["slug"] for person in directory["people"]}
    organizations = {organization["slug"] for organization in directory["organizations"]}
    for course in load_courses():
        assert set(course["facilitators"]) <= people
        assert {partner["organization"] for partner in course["partners"]} <= organizations
    assert {organization["signatory"] for organization in directory["organizations"]} <= people
    assert {organization["city"] for organization in directory["organizations"]} <= {
        city["slug"] for city in directory["cities"]
    }


def test_learners_when_read_have_an_example_address_and_cover_every_stage():
    learners = load_directory()["learners"]
    assert {learner["email"].rpartition("@")[2] for learner in learners} == {"example.org", "example.net"}
    assert {learner["stage"] for learner in learners} == STAGES
    assert {learner["course"] for learner in learners} == {course["slug"] for course in load_courses()}


def test_home_page_when_read_has_every_text_in_three_languages():
    home = load_home_page()
    texts = [home["hero"]["title"], home["hero"]["lead"], home["about"]["title"], home["about"]["text"]]
    texts += [part[field] for part in home["audiences"] + home["steps"] for field in ("title", "text")]
    texts += [page[field] for page in home["pages"] for field in ("title", "lead")]
    texts += [part[field] for page in home["pages"] for part in page["sections"] for field in ("title", "text")]
    assert [set(text) for text in texts] == [LANGUAGES] * len(texts)


def test_people_when_read_are_described_in_three_languages():
    texts = [person[field] for person in load_directory()["people"] for field in ("names", "position", "biography")]
    assert [len({*text.values()}) for text in texts] == [len(LANGUAGES)] * len(texts)
    assert [set(text) for text in texts] == [LANGUAGES] * len(texts)


def test_pictures_when_named_are_the_ones_that_can_be_drawn():
    assert sorted(named_pictures()) == sorted(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_draw_when_called_gives_a_light_picture_of_the_same_size(slug):
    data = draw(slug)
    assert Image.open(io.BytesIO(data)).size == (1600, 900)
    assert len(data) < 250_000


def test_draw_when_called_twice_gives_the_same_bytes():
    assert draw("home") == draw("home")
