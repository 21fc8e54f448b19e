"""The one style sheet of all pages, and the components that have content."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from wagtail import hooks

from courses.checks import check_style_sheets
from courses.styles import style_sheet
from courses.templatetags.components import initials

ADDRESS = re.compile(r'<link rel="stylesheet" href="(/styles/\w+\.css)">')


def drawn(template: str, **context: object) -> str:
    return Template("{% load components %}" + template).render(Context(context))


def test_style_sheet_begins_with_the_order_of_the_layers_and_has_every_folder() -> None:
    text = style_sheet().text
    assert text.lstrip().startswith("@layer tokens, base, layout, components, pages;")
    assert {name for name in (".button {", ".serial {", ".site-header {") if name not in text} == set()
    assert "/*" not in text
    assert "color-scheme: dark" not in text


def test_style_sheet_when_a_plugin_adds_a_folder_names_its_files_from_the_root(settings) -> None:
    settings.DEBUG = True
    before = style_sheet()
    with hooks.register_temporarily("register_style_sheets", lambda: "site/css"):
        after = style_sheet()
    assert after.text.count(".site-header {") == before.text.count(".site-header {") + 1
    assert after.digest != before.digest
    assert 'url("../' not in after.text
    assert 'url("/static/courses/fonts/source-sans-3-latin.woff2")' in after.text


@pytest.fixture
def add(tmp_path: Path, settings: Any) -> Iterator[Callable[[str, str], None]]:
    """`add("podcasts/css/x.css", text)`: one more static file of the site, before all others."""
    settings.DEBUG, settings.STATICFILES_DIRS = True, [tmp_path]
    finders.get_finder.cache_clear()

    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    yield write
    finders.get_finder.cache_clear()


def test_style_sheet_when_a_site_replaces_one_file_has_that_and_all_others(add: Callable[[str, str], None]) -> None:
    add("courses/css/button.css", ".button { color: hotpink; }")
    text = style_sheet().text
    assert "hotpink" in text
    assert ".badge {" in text
    assert ".button-secondary" not in text


def test_style_sheet_of_a_plugin_keeps_what_it_says(add: Callable[[str, str], None]) -> None:
    add("podcasts/css/dark.css", '.podcast::before { content: "/* on air */"; } /* gone */')
    add("podcasts/css/wave.css", ".w { background: url(wave.svg) } .v { mask: url('../v.svg') } .u { mask: url(#u) }")
    with hooks.register_temporarily("register_style_sheets", lambda: "podcasts/css"):
        text = style_sheet().text
    assert '.podcast::before { content: "/* on air */"; }' in text
    assert "gone" not in text
    assert 'url("/static/podcasts/css/wave.svg")' in text
    assert 'url("/static/podcasts/v.svg")' in text
    assert "url(#u)" in text


def test_folder_of_styles_that_is_missing_is_told_when_the_site_is_checked() -> None:
    assert check_style_sheets(None) == []
    with hooks.register_temporarily("register_style_sheets", lambda: "gone/css"):
        told = check_style_sheets(None)
    assert [(one.id, "'gone/css'" in one.msg) for one in told] == [("courses.E002", True)]


@pytest.mark.django_db
def test_style_sheet_is_kept_for_a_year_at_one_address_for_all_languages(client: Client, make_user) -> None:
    client.force_login(make_user("ana@example.org"))
    english, persian = (
        ADDRESS.findall(client.get(address).content.decode()) for address in ("/verify/", "/fa/verify/")
    )
    assert english == persian
    response = client.get(english[0])
    assert response["Cache-Control"] == "public, immutable, max-age=31536000"
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response.content.decode() == style_sheet().text


def test_style_sheet_when_the_address_is_old_is_todays_and_not_kept(client: Client) -> None:
    response = client.get("/styles/000000000000.css")
    assert (response.status_code, response["Cache-Control"]) == (200, "no-cache")


def test_component_draws_its_content_and_escapes_its_parameters() -> None:
    html = drawn(
        '{% component "button" href=url about=name %}<b>Go</b> {{ name }}{% endcomponent %}', url='/"x', name="A & B"
    )
    assert html.strip() == (
        '<a class="button" href="/&quot;x"><b>Go</b> A &amp; B<span class="visually-hidden">: A &amp; B</span></a>'
    )


def test_component_sees_nothing_of_the_page_but_its_parameters() -> None:
    assert (
        drawn('{% component "badge" %}Full{% endcomponent %}', kind="danger").strip()
        == '<span class="badge">Full</span>'
    )


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Maryam Ahmadi", "MA"), ("Ганна", "Г"), ("Anna van der Berg", "AB"), ("", ""), ("3 (x) Li", "L")],
)
def test_initials_are_those_of_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters
