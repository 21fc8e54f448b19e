"""What holds for every registered type of question, those of plugins too."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.forms import AttemptForm
from courses.assessment.models import Attempt
from courses.assessment.rules import grade, shuffled
from courses.registry import QuestionType, question_types
from tests.factories.plugins import plugin
from tests.factories.questions import OWN, asked_question, posted

SLUGS = list(OWN)
KEYS = [(slug, key) for slug in SLUGS for key in (0, 1)]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(autouse=True, scope="module")
def _installed() -> Iterator[None]:
    with plugin():
        yield


def kind_of(slug: str) -> QuestionType:
    kind = question_types.get(slug)
    assert kind is not None
    return kind


def share(question: dict[str, Any], given: Any) -> Any:
    return grade([question], {question["id"]: given}, question_types)[0].share


def test_every_registered_type_has_an_example() -> None:
    assert {kind.slug for kind in question_types} == set(SLUGS)


@pytest.mark.parametrize(("slug", "key"), KEYS)
def test_right_answer_given_in_the_form_earns_all_points(slug: str, key: int) -> None:
    (question,) = shuffled([asked_question(slug, key)], 7, question_types)
    form = AttemptForm(Attempt(questions=[question]), posted(question, kind_of(slug).solution(question)))
    assert form.is_valid(), form.errors
    assert share(question, form.answers()[question["id"]]) == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_form_without_an_answer_asks_for_one(slug: str) -> None:
    question = asked_question(slug)
    assert AttemptForm(Attempt(questions=[question]), {}).errors.keys() == {question["id"]}


@pytest.mark.parametrize(("slug", "key"), KEYS)
@given(given_answer=JSON, seed=st.integers(0, 2**32 - 1))
def test_grade_for_anything_that_could_be_sent_stays_within_bounds(
    slug: str, key: int, given_answer: Any, seed: int
) -> None:
    (question,) = shuffled([asked_question(slug, key)], seed, question_types)
    assert 0 <= share(question, given_answer) <= 1
    kind = kind_of(slug)
    kept = kind.answer(question, given_answer)
    assert kind.answer(question, json.loads(json.dumps(kept))) == kept
    kind.review(question, kept, told=True)


@pytest.mark.parametrize(("slug", "key"), KEYS)
@given(seed=st.integers(0, 2**32 - 1), data=st.data())
def test_grade_never_falls_with_one_more_right_part(slug: str, key: int, seed: int, data: Any) -> None:
    (question,) = shuffled([asked_question(slug, key)], seed, question_types)
    right = kind_of(slug).solution(question)
    if isinstance(right, list):
        less = data.draw(st.sets(st.integers(0, len(right) - 1)))
        more = less | data.draw(st.sets(st.integers(0, len(right) - 1)))
        some, further = ([one if number in given else "" for number, one in enumerate(right)] for given in (less, more))
        assert share(question, some) <= share(question, further) <= share(question, right) == 1
    else:
        assert share(question, "") <= share(question, right) == 1


@pytest.mark.parametrize("slug", SLUGS)
@given(seed=st.integers(0, 2**32 - 1), answered=st.lists(st.sampled_from(["0", "1", "2", "3"]), min_size=3, max_size=3))
def test_grade_is_the_same_in_whatever_order_the_parts_are_shown(slug: str, seed: int, answered: list[str]) -> None:
    plain = asked_question(slug)
    if "options" in plain:
        answered = [plain["options"][int(number) % len(plain["options"])]["id"] for number in answered]
    (drawn,) = shuffled([plain], seed, question_types)
    if slug == "ordering":
        given = {item["id"]: place for item, place in zip(plain["items"], answered, strict=True)}
        assert share(plain, answered) == share(drawn, [given[item["id"]] for item in drawn["items"]])
    else:
        assert share(plain, answered) == share(drawn, answered)


@pytest.mark.parametrize("slug", SLUGS)
@given(seed=st.integers(0, 2**32 - 1))
def test_what_is_shown_is_the_same_with_another_key(slug: str, seed: int) -> None:
    kind = kind_of(slug)
    questions = [shuffled([asked_question(slug, key)], seed, question_types)[0] for key in (0, 1)]
    shown = [kind.shown(question) for question in questions]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("slug", SLUGS)
def test_review_tells_nothing_else_with_another_key_until_it_may(slug: str) -> None:
    kind = kind_of(slug)
    questions = [shuffled([asked_question(slug, key)], 7, question_types)[0] for key in (0, 1)]
    reviews = [kind.review(question, kind.answer(question, "nothing"), told=False) for question in questions]
    assert reviews[0] == reviews[1]


@pytest.mark.parametrize("slug", SLUGS)
def test_question_as_asked_is_json_and_begins_with_one_point(slug: str) -> None:
    question = asked_question(slug)
    assert json.loads(json.dumps(question)) == question
    assert (question["type"], question["points"], question["picture"]) == (slug, 1, None)
