import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.authoring.rules import (
    LONGEST_HEADING,
    LONGEST_TITLE,
    MINUTES_IF_UNSAID,
    MOST_MODULES,
    Outline,
    OutlineProblem,
    PlannedModule,
    read_outline,
)
from courses.authoring.states import OutlineReason
from courses.catalogue.blocks import HeadingBlock
from courses.models import ModulePage


def module(title: str, *sections: str, minutes: int = MINUTES_IF_UNSAID) -> PlannedModule:
    return PlannedModule(title, minutes, sections)


@pytest.mark.parametrize(
    ("text", "modules"),
    [
        ("Letters\nTreaties", [module("Letters"), module("Treaties")]),
        ("\n  \nLetters\n\nTreaties\n", [module("Letters"), module("Treaties")]),
        ("  Letters  of   1942 ", [module("Letters of 1942")]),
        ("Letters\n  1942\n  1944\nTreaties", [module("Letters", "1942", "1944"), module("Treaties")]),
        ("Letters\n\t1942\n\t\tJune", [module("Letters", "1942", "June")]),
        ("Letters\n- 1942\n* 1944\n• 1946\nTreaties", [module("Letters", "1942", "1944", "1946"), module("Treaties")]),
        ("Letters\n1. 1942\n2) 1944\n1.1 June", [module("Letters", "1942", "1944", "June")]),
        ("1. Letters\n1.1 1942\n1.2. 1944\n2. Treaties", [module("Letters", "1942", "1944"), module("Treaties")]),
        ("1. Letters\n   1. 1942\n2. Treaties", [module("Letters", "1942"), module("Treaties")]),
        ("1) Letters\n- 1942\n2) Treaties", [module("Letters", "1942"), module("Treaties")]),
        ("- Letters\n  - 1942\n- Treaties", [module("Letters", "1942"), module("Treaties")]),
        ("1. Letters\nTreaties", [module("Letters"), module("Treaties")]),
        ("   Letters\nTreaties\n   Seas\n     Ports", [module("Letters"), module("Treaties"), module("Seas", "Ports")]),
        ("۱. نامه‌ها\n۲. پیمان‌ها", [module("نامه‌ها"), module("پیمان‌ها")]),
        ("1944 and after", [module("1944 and after")]),
        ("Letters\n◦ 1942\n▪ 1944\nTreaties", [module("Letters", "1942", "1944"), module("Treaties")]),
        ("-5 degrees", [module("-5 degrees")]),
    ],
)  # fmt: skip
def test_outline_when_it_is_read_gives_modules_with_their_sections(text: str, modules: list[PlannedModule]) -> None:
    assert read_outline(text) == Outline(tuple(modules))


@pytest.mark.parametrize(
    ("line", "title", "minutes"),
    [
        ("Letters (45 min)", "Letters", 45),
        ("Letters\t45 min", "Letters", 45),
        ("Letters — 45 minutes", "Letters", 45),
        ("Letters, 2 h", "Letters", 120),
        ("Letters: 2 hours.", "Letters", 120),
        ("Letters (2h)", "Letters", 120),
        ("Letters(2 h)", "Letters", 120),
        ("Letters [1 h 30 min]", "Letters", 90),
        ("Letters; 1.5 h", "Letters", 90),
        ("Letters (1 h 30)", "Letters", 90),
        ("Letters - 1 h 05", "Letters", 65),
        ("Letters — (45 min)", "Letters", 45),
        ("Letters: 1,25 H", "Letters", 75),
        ("Письма (1,5 ч)", "Письма", 90),
        ("Письма — 2 часа 15 минут", "Письма", 135),
        ("نامه‌ها (۴۵ دقیقه)", "نامه‌ها", 45),
        ("نامه‌ها: ۲ ساعت", "نامه‌ها", 120),
        ("Letters of 1942", "Letters of 1942", MINUTES_IF_UNSAID),
        ("2 h of letters", "2 h of letters", MINUTES_IF_UNSAID),
        ("Letters 2 harbors", "Letters 2 harbors", MINUTES_IF_UNSAID),
        ("Letters (", "Letters (", MINUTES_IF_UNSAID),
        ("Letters (30)", "Letters (30)", MINUTES_IF_UNSAID),
        ("Letters: 30", "Letters: 30", MINUTES_IF_UNSAID),
        ("Letters (45 min", "Letters (45 min", MINUTES_IF_UNSAID),
        ("Around the world in 80 hours", "Around the world in 80 hours", MINUTES_IF_UNSAID),
        ("A day of 24 h", "A day of 24 h", MINUTES_IF_UNSAID),
        ("The twenty-4 h", "The twenty-4 h", MINUTES_IF_UNSAID),
        ("45 min", "45 min", MINUTES_IF_UNSAID),
    ],
)
def test_time_at_the_end_of_a_line_is_the_workload(line: str, title: str, minutes: int) -> None:
    assert read_outline(line) == Outline((module(title, minutes=minutes),))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Letters\n- 1942 (20 min)\n- 1944 (25 min)", 45),
        ("Letters\n- 1942 (20 min)\n- 1944", 20),
        ("Letters (2 h)\n- 1942 (20 min)", 120),
        ("Letters\n- 1942", MINUTES_IF_UNSAID),
    ],
)
def test_workload_of_a_module_without_its_own_is_that_of_its_sections(text: str, minutes: int) -> None:
    assert [planned.minutes for planned in read_outline(text).modules] == [minutes]


def test_workload_of_an_outline_is_that_of_all_modules() -> None:
    assert read_outline("Letters (45 min)\nTreaties (2 h)").minutes == 165


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [OutlineProblem(OutlineReason.NO_MODULE)]),
        (" \n\t\n", [OutlineProblem(OutlineReason.NO_MODULE)]),
        ("Letters\n\n---", [OutlineProblem(OutlineReason.NO_TITLE, 3)]),
        ("(45 min)", [OutlineProblem(OutlineReason.NO_TITLE, 1)]),
        ("Letters\n- ?", [OutlineProblem(OutlineReason.NO_TITLE, 2)]),
        ("a" * LONGEST_TITLE, []),
        ("a" * (LONGEST_TITLE + 1), [OutlineProblem(OutlineReason.TITLE_TOO_LONG, 1, LONGEST_TITLE)]),
        ("Letters\n- " + "a" * LONGEST_HEADING, []),
        ("Letters\n- " + "a" * (LONGEST_HEADING + 1), [OutlineProblem(OutlineReason.HEADING_TOO_LONG, 2, 120)]),
        ("Letters (1 min)\nTreaties (500 h)", []),
        ("Letters (0 min)", [OutlineProblem(OutlineReason.WORKLOAD_OUT_OF_RANGE, 1, 500)]),
        ("Letters\n - 1942 (501 h)", [OutlineProblem(OutlineReason.WORKLOAD_OUT_OF_RANGE, 2, 500)]),
        ("a\n" * MOST_MODULES, []),
        ("a\n" * (MOST_MODULES + 2), [OutlineProblem(OutlineReason.TOO_MANY_MODULES, MOST_MODULES + 1, MOST_MODULES)]),
        ("?\n!", [OutlineProblem(OutlineReason.NO_TITLE, 1), OutlineProblem(OutlineReason.NO_TITLE, 2)]),
    ],
)
def test_outline_when_it_cannot_be_made_tells_each_line(text: str, problems: list[OutlineProblem]) -> None:
    assert list(read_outline(text).problems) == problems


def test_problem_when_it_is_told_names_the_line() -> None:
    problem = OutlineProblem(OutlineReason.TITLE_TOO_LONG, line=3, most=255)
    assert problem.text == "Line 3: a title has at most 255 characters."


def test_longest_texts_are_those_of_pages_and_heading_blocks() -> None:
    assert ModulePage._meta.get_field("title").max_length == LONGEST_TITLE
    assert HeadingBlock().child_blocks["text"].field.max_length == LONGEST_HEADING


@given(st.text())
def test_outline_of_any_text_has_every_written_line(text: str) -> None:
    outline = read_outline(text)
    written = [line for line in text.splitlines() if line.strip()]
    assert sum(1 + len(planned.sections) for planned in outline.modules) == len(written)
