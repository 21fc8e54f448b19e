"""The style sheets of the site and of the apps: linked once, the same from right to left, nothing left over."""

import re
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.factories.courses import make_course, make_module, publish, site_root

ROOT = Path(__file__).parents[2]
OURS = ("courses", "certificates", "home", "lms", "templates")
BY_LIBRARIES = {"errorlist", "helptext", "rich-text"}  # classes that Django and Wagtail write
SIDE = "left|right|top|bottom"
PHYSICAL_NAME = re.compile(
    rf"(scroll-)?(margin|padding)-({SIDE})|border-({SIDE})(-(width|style|color))?"
    rf"|border-(top|bottom)-(left|right)-radius|{SIDE}"
)
SIDED_VALUE = re.compile(
    r"(float|clear|caption-side|text-align(-last)?): (left|right)"
    r"|(background(-\w+)?|mask(-\w+)?|object-position|(perspective|transform)-origin): .*\b(left|right)\b.*"
    r"|.*\bto (left|right)\b.*|.*\btranslateX\(.*|translate: (?!0(\s|$)).*",
    re.DOTALL,
)
FOUR_SIDES = re.compile(r"(margin|padding|inset|border-(width|style|color)|scroll-(margin|padding)): (.+)")
# Nothing moves along the line by a logical name: these say both directions themselves.
SAID_FOR_BOTH = {"translate: 0.2em", "translate: -0.2em"}
CORNERS = re.compile(r"border-radius: (.+)")
COMPONENTS = ROOT / "courses" / "templates" / "courses" / "components"
WRITTEN_BY_HAND = re.compile(r'class="(?:[^"]* )?(button|badge|card|message)[ "{]')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def files(suffix: str) -> Iterator[Path]:
    for folder in OURS:
        yield from (path for path in sorted((ROOT / folder).rglob(f"*{suffix}")) if "migrations" not in path.parts)


def style_sheets() -> dict[str, str]:
    """Every style sheet for the screen. The one for PDF files turns its pages by rules of its own."""
    paths = (path for path in files(".css") if "documents" not in path.parts)
    return {str(path.relative_to(ROOT)): COMMENT.sub("", path.read_text()) for path in paths}


def physical(css: str) -> list[str]:
    """The declarations that name a side of the screen instead of the beginning or end of a line; not those whose value
    names both sides."""
    found = []
    for name, value in re.findall(r"(?:^|[{;])\s*([a-z-]+)\s*:\s*([^;{}]+?)\s*(?=[;}])", css):
        declaration = f"{name}: {value}"
        sided = SIDED_VALUE.fullmatch(declaration) and not ("left" in value and "right" in value)
        if PHYSICAL_NAME.fullmatch(name) or sided or uneven(declaration):
            found.append(declaration)
    return found


def uneven(declaration: str) -> bool:
    """Whether a short form gives the left another value than the right."""
    if sides := FOUR_SIDES.fullmatch(declaration):
        values = values_of(sides[4])
        return len(values) == 4 and values[1] != values[3]
    if corners := CORNERS.fullmatch(declaration):
        top_left, top_right, bottom_right, bottom_left = (values_of(corners[1]) * 4)[:4]
        if len(values_of(corners[1])) == 3:
            bottom_left = top_right
        return (top_left, bottom_left) != (top_right, bottom_right)
    return False


def values_of(text: str) -> list[str]:
    return re.findall(r"[\w-]+\(.*?\)+|\S+", text)


def classes_named(css: str) -> set[str]:
    """The classes in the selectors of a style sheet."""
    selectors = re.findall(r"([^{};]+)\{", css)
    return {name for selector in selectors for name in re.findall(r"\.([a-z][\w-]*)", selector)}


def classes_used() -> set[str]:
    """The classes that templates and code write; `*` stands for what a variable adds."""
    used = set(BY_LIBRARIES)
    for path in files(".html"):
        template = path.read_text()
        used |= set(re.findall(r'\{% (?:picture|image) [^%]*class="([\w-]+)"', template))
        used |= {name for look in re.findall(r'look=\S*?"([^"]+)"', template) for name in re.findall(r"[\w-]+", look)}
        html = re.sub(r"\{\{.*?\}\}", "*", re.sub(r"\{[%#].*?[%#]\}", " ", template))
        used |= {name for value in re.findall(r'class="([^"]*)"', html) for name in value.split()}
    for path in (*files(".py"), *files(".js")):
        used |= {name for text in re.findall(r"""["']([\w -]+)["']""", path.read_text()) for name in text.split()}
    return used


def unused(named: set[str], used: set[str]) -> set[str]:
    patterns = [name for name in used if "*" in name and name != "*"]
    return {name for name in named - used if not any(fnmatch(name, pattern) for pattern in patterns)}


def test_style_sheets_name_no_side_of_the_screen() -> None:
    found = {path: physical(css) for path, css in style_sheets().items()}
    assert len(found) > 20
    assert {declaration for declarations in found.values() for declaration in declarations} == SAID_FOR_BOTH


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-left: 1px",
        "padding-right: 0",
        "scroll-margin-top: 1px",
        "border-left: 1px solid",
        "border-bottom-color: red",
        "border-top-left-radius: 0",
        "left: 0",
        "bottom: 1em",
        "text-align: right",
        "float: left",
        "clear: right",
        "margin: 0 1px 0 2px",
        "padding: 0 var(--a) 0 calc(1px + 2px)",
        "border-radius: 4px 0 0 0",
        "border-radius: 4px 0",
        "border-radius: 4px 0 4px",
        "background: url(x) left",
        "background-position: right 1em center",
        "background: linear-gradient(to right, red, blue)",
        "transform: translateX(1em)",
        "translate: 1rem 0",
        "transform-origin: left",
    ],
)
def test_side_of_the_screen_when_it_is_named_is_found(declaration: str) -> None:
    assert physical(f"@layer x {{ .a {{ color: red; {declaration}; }} .b {{ inset: 0; }} }}") == [declaration]


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-inline-start: 1px",
        "inset-inline-end: 0",
        "text-align: start",
        "margin: 0 1px 0 1px",
        "padding: 0 0 1px",
        "border-radius: 4px",
        "border-radius: 8px 8px 0 0",
        "translate: 0 1rem",
        "transform: translateY(1em)",
        "border-block-start: 1px solid",
        "transition: left 1s",
        "--left: 1px",
    ],
)
def test_side_of_a_line_is_no_side_of_the_screen(declaration: str) -> None:
    assert physical(f".a:hover {{ {declaration}; }}") == []


def test_every_class_of_a_style_sheet_is_used() -> None:
    used = classes_used()
    found = {path: unused(classes_named(css), used) for path, css in style_sheets().items()}
    assert {path: names for path, names in found.items() if names} == {}


def test_class_that_nothing_writes_is_found() -> None:
    named = classes_named("@layer x { .card > h2, .gone:hover { margin: .5em; } .badge-valid { color: red; } }")
    assert named == {"card", "gone", "badge-valid"}
    assert unused(named, {"card", "badge-*", "*"}) == {"gone"}


def written_by_hand(template: str) -> list[str]:
    """The components whose markup the template writes instead of asking for it."""
    return WRITTEN_BY_HAND.findall(template)


def test_components_are_drawn_by_their_templates_alone() -> None:
    """Buttons in the administration are Wagtail's own."""
    found = {path: written_by_hand(path.read_text()) for path in files(".html") if "admin" not in path.parts}
    by_hand = {
        str(path.relative_to(COMPONENTS)): names
        for path, names in found.items()
        if names and COMPONENTS in path.parents
    }
    elsewhere = {path.name: names for path, names in found.items() if names and COMPONENTS not in path.parents}
    assert by_hand == {
        "badge.html": ["badge"],
        "button.html": ["button"] * 3,
        "card.html": ["card"],
        "message.html": ["message"],
    }
    assert elsewhere == {"form.html": ["card"]}  # allauth's: the form itself is the card


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<a class="button" href="/">', ["button"]),
        ('<li class="wide card stack">', ["card"]),
        ('<b class="badge{% if kind %} badge-{{ kind }}{% endif %}">', ["badge"]),
        ('<p class="quiz-card-kind"><ul class="course-cards"><i class="button-row">', []),
    ],
)
def test_component_that_is_written_by_hand_is_found(template: str, found: list[str]) -> None:
    assert written_by_hand(template) == found


def linked(html: str) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)


@pytest.mark.django_db
def test_pages_of_the_site_and_of_the_apps_link_each_component_once(client: Client) -> None:
    course = make_course(modules=0)
    addresses = [
        publish(site_root()).url,
        course.url,
        course.get_parent().url,
        make_module(course).url,
        reverse("account_login"),
        reverse("certificates:verify"),
        "/no-such-page/",
    ]
    components = linked(render_to_string("courses/components/styles.html"))
    pages = {address: client.get(address).content.decode() for address in addresses}
    pages["500"] = render_to_string("500.html")
    for address, html in pages.items():
        found = Counter(linked(html))
        assert {sheet: found[sheet] for sheet in components} == dict.fromkeys(components, 1), address
        assert found.total() == len(found), address
        assert linked(html)[: len(components)] == components, address  # the order of the layers is named before any
