import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange.rules.markup import html_of, plain_text, simple_html

SIGNS = [
    "<b>",
    "</b>",
    "<i>",
    "</em>",
    "<p>",
    "</p>",
    "<br>",
    '<a href="https://x.org/?a=1&amp;b">',
    "</a>",
    "<div>",
    "&",
]
MARKUP = st.lists(
    st.sampled_from([*SIGNS, "&lt;", "<!--", "-->", " ", "\n", "a", "<img>", "<x>"]) | st.text(max_size=5)
).map("".join)


@pytest.mark.parametrize(
    ("markup", "text", "lost"),
    [
        ("<p>A</p><p>b &amp; c</p>", "A\n\nb & c", []),
        ("a<br/>b", "a\nb", []),
        ('x<sup>2</sup> <img src="a">', "x2", ["img", "sup"]),
        ("List<String> and a < b", "List<String> and a < b", []),
        ("a<!-- b -->c<!-- d", "ac<!-- d", []),
    ],
)
def test_plain_text_keeps_the_words_and_names_what_is_lost(markup: str, text: str, lost: list[str]) -> None:
    assert plain_text(markup) == (text, lost)


@pytest.mark.parametrize(
    ("markup", "simple", "lost"),
    [
        ("<p>A <strong>b</strong></p> c", "<p>A <b>b</b></p><p>c</p>", []),
        ("a<b>b<p>c</b>d", "<p>a<b>b</b></p><p>cd</p>", []),
        ("<i><b>x</i>y</b>", "<p><i><b>x</b></i>y</p>", []),
        ('<a href="javascript:alert(1)">x</a>', "<p>x</p>", []),
        ('<a href="//evil.example">x</a>', "<p>x</p>", []),
        ("<a href='/courses/'>x</a>", '<p><a href="/courses/">x</a></p>', []),
        ('<a href="https://x.org" onclick="x()">y</a>', '<p><a href="https://x.org">y</a></p>', []),
        ("<script>alert(1)</script>", "<p>alert(1)</p>", ["script"]),
        ("&lt;script&gt; <x>", "<p>&lt;script&gt; &lt;x&gt;</p>", []),
        ("a<br><br> b<br>", "<p>a<br/><br/>b</p>", []),
        ("<p></p><b> </b>", "", []),
    ],
)
def test_simple_html_has_paragraphs_bold_italic_and_links_alone(markup: str, simple: str, lost: list[str]) -> None:
    assert simple_html(markup) == (simple, lost)


@given(MARKUP)
def test_simple_html_of_simple_html_is_the_same(markup: str) -> None:
    simple, _lost = simple_html(markup)
    assert simple_html(simple) == (simple, [])


@given(st.text())
def test_html_of_any_text_is_simple(text: str) -> None:
    assert simple_html(html_of(text)) == (html_of(text), [])
