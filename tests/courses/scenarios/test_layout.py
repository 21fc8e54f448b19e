import re
from typing import Any

import pytest
from hypothesis import given

from courses.scenarios.rules import links, picture
from courses.scenarios.rules.layout import HEIGHT, WIDTH
from tests.factories.scenarios import choice, ending, played, talks

from .test_graph import scenarios


def drawn(scenario: Any, **how: Any) -> Any:
    return picture(scenario, {}, **how)


def test_picture_of_a_scenario_has_a_box_for_each_part_and_a_way_for_each_link() -> None:
    made = drawn(talks())
    assert [(box.name, box.is_ending) for box in made.boxes] == [
        ("opening", False),
        ("middle", False),
        ("durable", True),
        ("thin", True),
        ("broken", True),
    ]
    assert [way.link for way in made.ways] == links(talks())


def test_picture_when_ways_lead_on_stands_lower_with_each_step() -> None:
    tops = {box.name: box.y for box in drawn(talks()).boxes}
    assert tops["opening"] < tops["middle"] < tops["durable"] < tops["thin"] == tops["broken"]


def test_picture_when_a_way_leads_back_draws_it_dashed() -> None:
    scenario = played({"a": [choice("On.", "b")], "b": [choice("Back.", "a"), choice("Out.", "end")]}, [ending("end")])
    assert {(way.link.source, way.link.target): way.dashed for way in drawn(scenario).ways} == {
        ("a", "b"): False,
        ("b", "a"): True,
        ("b", "end"): False,
    }


def test_picture_when_a_draft_names_what_is_not_there_leaves_the_way_out() -> None:
    scenario = played({"a": [choice("On.", "nowhere"), choice("Out.", "end")]}, [ending("end")])
    assert [way.link.target for way in drawn(scenario).ways] == ["end"]


def test_picture_when_mirrored_has_the_same_boxes_from_the_other_side() -> None:
    made, mirrored = drawn(talks()), drawn(talks(), mirrored=True)
    assert made.width == mirrored.width
    assert [box.x for box in mirrored.boxes] == [made.width - box.x - WIDTH for box in made.boxes]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("", ()),
        ("A deal that lasts", ("A deal that lasts",)),
        ("word " * 20, ("word word word word", "word word word word…")),
    ],
)
def test_label_of_a_box_has_two_lines_at_most(label: str, lines: tuple[str, ...]) -> None:
    scenario = played({"a": [choice("Out.", "end")]}, [ending("end")])
    assert picture(scenario, {"a": label}).boxes[0].lines == lines


@given(scenarios())
def test_picture_of_any_scenario_has_boxes_that_do_not_touch_and_nothing_outside(scenario: Any) -> None:
    made = drawn(scenario)
    for box in made.boxes:
        assert 0 <= box.x <= made.width - WIDTH
        assert 0 <= box.y <= made.height - HEIGHT
        for other in made.boxes:
            assert other is box or abs(other.x - box.x) > WIDTH or abs(other.y - box.y) > HEIGHT
    points = [float(part) for way in made.ways for part in re.findall(r"-?[\d.]+", way.path)]
    assert all(0 <= value <= max(made.width, made.height) for value in points)
