"""Terms are marked where a text first mentions them, and nowhere else."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from courses.catalogue.blocks import GlossaryTermBlock
from courses.catalogue.glossary import Term, mark_first, marked_texts, terms_of
from tests.factories.content import stream
from tests.factories.courses import block_id

TWINNING = ("glossary_term", {"term": "Twinning", "original": "побратимство", "definition": "A lasting bond."})


def term(name: str) -> Term:
    return Term("key", name, "", "What it is.")


def mentions(html: str) -> list[str]:
    return re.findall(r'<button class="mention"[^>]*>([^<]+)</button>', html)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Twinning", "The first twinning of all", "twinning"),
        ("Twinning", "The twinnings of Europe", "twinnings"),
        ("Learning city", "Of learning cities and others", "learning cities"),
        ("Sister city, twin town", "A new twin town", "twin town"),
        ("Sustainable Development Goals (SDGs)", "The SDGs of 2015", "SDGs"),
        ("People’s diplomacy", "On people's diplomacy", "people's diplomacy"),
        ("Sister city", "A sister-city link", "sister-city"),
        ("Народная дипломатия", "О народной дипломатии", "народной дипломатии"),
        ("Побратимство", "С побратимствами так", "побратимствами"),
        ("МИД", "Письмо из МИД", "МИД"),
        ("Совет", "В советах городов", "советах"),
        ("Город", "Городами", "Городами"),
        ("Соглашение", "По соглашению", "соглашению"),
        ("Публичный музей", "О публичных музеях", "публичных музеях"),
        ("Роль", "С ролью", "ролью"),
        ("Сторона", "Для сторон", "сторон"),
        ("دیپلماسی شهری", "در دیپلماسی شهری ما", "دیپلماسی شهری"),
        ("تفاهم‌نامه", "این تفاهم‌نامه است", "تفاهم‌نامه"),
        ("C++ (language)", "In C++ and others", "C++"),
    ],
)
def test_pattern_when_a_text_has_the_term_in_another_form_finds_it(name: str, text: str, found: str) -> None:
    assert term(name).pattern.search(text)[0] == found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Road", "Abroad and broadly"),
        ("Road map", "A road to a map"),
        ("МИД", "Пирамида"),
        ("Город", "Загород"),
        ("شهر", "شهری"),
        ("Совет", "Советник и советский"),
        ("Порт", "На портале"),
        ("Банк", "На банкете"),
        ("Право", "Править и правда"),
        ("Город", "Городки и городской"),
    ],
)
def test_pattern_in_other_words_finds_nothing(name: str, text: str) -> None:
    assert term(name).pattern.search(text) is None


def test_mention_is_a_button_that_opens_the_definition_without_script() -> None:
    soup = BeautifulSoup("<p>The first <b>twinning</b> &amp; others.</p>", "html.parser")
    assert mark_first(soup, Term("7", "Twinning", "побратимство", "A <lasting> bond."))
    [button], [definition] = soup.find_all("button"), soup.find_all(popover=True)
    assert (button["popovertarget"], button["type"], button.string) == (definition["id"], "button", "twinning")
    assert definition.get_text(" ", strip=True) == "Twinning побратимство A <lasting> bond."
    assert str(soup).startswith('<p>The first <b><button class="mention"')
    assert str(soup).endswith("</b> &amp; others.</p>")


@pytest.mark.parametrize(
    "html",
    [
        '<p>See <a href="/x/">twinning <b>and twinning</b></a></p>',
        "<h3>Twinning</h3><h4><i>Twinning</i></h4>",
        '<p title="twinning">Letters</p>',
        "<p>Twin<b>ning</b></p>",
    ],
)
def test_term_in_links_headings_and_attributes_is_not_marked(html: str) -> None:
    soup = BeautifulSoup(html, "html.parser")
    assert not mark_first(soup, term("Twinning"))
    assert str(soup) == html


def test_term_in_the_definition_of_another_is_not_marked() -> None:
    soup = BeautifulSoup("<p>A twin town.</p>", "html.parser")
    assert mark_first(soup, Term("1", "Twin town", "", "Bound by an agreement."))
    assert not mark_first(soup, term("Agreement"))


def test_marked_texts_of_a_module_mark_the_first_mention_alone() -> None:
    body = stream(
        ("heading", {"text": "Twinning"}),
        ("text", '<p>Nothing yet, but a <a href="https://example.org/">twinning</a>.</p>'),
        ("callout", {"kind": "note", "title": "Twinning", "text": "<p>Here twinning comes first, twinning again.</p>"}),
        ("text", "<p>More twinning.</p>"),
        TWINNING,
    )
    marked = marked_texts(body)
    assert list(marked) == [block_id("kind 2")]
    assert mentions(marked[block_id("kind 2")]) == ["twinning"]
    assert "twinning again" in marked[block_id("kind 2")]


def test_marked_texts_of_a_text_without_a_glossary_are_none() -> None:
    assert marked_texts(stream(("text", "<p>Twinning.</p>"))) == {}


def test_term_without_letters_is_refused_and_never_looked_for() -> None:
    with pytest.raises(ValidationError, match="Write a term with letters"):
        GlossaryTermBlock().child_blocks["term"].clean(",")
    commas = ("glossary_term", {"term": ", ;", "definition": "Nothing."})
    assert terms_of(stream(commas)) == []
    assert marked_texts(stream(commas, ("text", "<p>One, two.</p>"))) == {}


def test_terms_of_a_draft_that_lacks_them_are_none() -> None:
    empty = ("glossary_term", {"term": None, "original": None, "definition": None})
    assert terms_of(stream(empty)) == []
    assert marked_texts(stream(empty, ("text", None), ("callout", {"text": None}))) == {}
