"""Light, dark, or as the system says; with pictures or text only."""

import re

import pytest

pytestmark = pytest.mark.django_db
DARK = re.compile(r'<link rel="stylesheet" href="[^"]*/dark\.css"([^>]*)>')


def page(client) -> str:
    return client.get("/accounts/login/").content.decode()


def pressed(html: str) -> list[str]:
    return re.findall(r'name="(\w+)" value="(\w*)" aria-pressed="true"', html)


def look(client) -> tuple[str, list[str], dict[str, str]]:
    """What the page says of its colors, how it links the dark ones, and which buttons are pressed."""
    html = page(client)
    return re.search(r'<html [^>]*data-theme="(\w+)"', html)[1], DARK.findall(html), dict(pressed(html))


def fonts(client) -> list[str]:
    return re.findall(r'rel="preload" href="([^"]+)" as="font"', page(client))


def test_page_without_a_choice_is_as_the_system_says_and_leaves_nothing_out(client):
    html, both = page(client), {"theme": "system", "text_only": ""}
    assert look(client) == ("system", [' media="(prefers-color-scheme: dark)"'], both)
    assert ('data-text-only="yes"' in html, len(fonts(client))) == (False, 2)


def test_dark_page_for_whoever_chose_it(client):
    response = client.post("/display/", {"theme": "dark", "next": "/ru/courses/?q=a"})
    assert (response.status_code, response["Location"]) == (302, "/ru/courses/?q=a")
    cookie = response.cookies["theme"]
    assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        "dark",
        31_536_000,
        True,
        "Lax",
    )
    assert look(client) == ("dark", [""], {"theme": "dark", "text_only": ""})


def test_light_page_for_whoever_chose_it_has_no_dark_colors(client):
    client.post("/display/", {"theme": "light"})
    assert look(client) == ("light", [], {"theme": "light", "text_only": ""})


def test_page_for_whoever_chose_text_only_fetches_no_fonts_and_keeps_the_colors(client):
    client.post("/display/", {"theme": "dark"})
    client.post("/display/", {"text_only": "yes"})
    assert look(client) == ("dark", [""], {"theme": "dark", "text_only": "yes"})
    assert ('data-text-only="yes"' in page(client), fonts(client)) == (True, [])


@pytest.mark.parametrize("choice", [{"theme": "light"}, {"text_only": "yes"}])
def test_choice_taken_back_is_forgotten(client, choice):
    before = look(client)
    client.post("/display/", choice)
    assert look(client) != before
    response = client.post("/display/", {name: before[2][name] for name in choice})
    assert [response.cookies[name]["max-age"] for name in choice] == [0]
    assert look(client) == before


@pytest.mark.parametrize("made_up", ["pink", '"><script>'])
@pytest.mark.parametrize("name", ["theme", "text_only"])
def test_made_up_choice_is_refused_and_a_made_up_cookie_ignored(client, name, made_up):
    before = look(client)
    response = client.post("/display/", {name: made_up})
    assert (response.status_code, name in response.cookies) == (400, False)
    client.cookies[name] = made_up
    assert look(client) == before


@pytest.mark.parametrize("posted", [{}, {"theme": ""}, {"size": "large"}])
def test_no_choice_is_refused(client, posted):
    assert client.post("/display/", posted).status_code == 400


@pytest.mark.parametrize(
    "after", ["https://elsewhere.example.org/", "//elsewhere.example.org", "javascript:alert(1)", ""]
)
def test_choice_leads_to_no_other_site(client, after):
    assert client.post("/display/", {"theme": "dark", "next": after})["Location"] == "/"


@pytest.mark.parametrize("cookie", [("theme", "dark"), ("text_only", "yes")])
def test_page_in_a_chosen_display_is_not_for_shared_caches(client, cookie):
    client.cookies[cookie[0]] = cookie[1]
    assert client.get("/no-such-page/")["Cache-Control"] == "private, no-store"


def test_page_tells_caches_that_it_depends_on_cookies(client):
    assert "Cookie" in client.get("/courses-that-are-not/")["Vary"]


def test_choice_needs_no_token_and_pages_set_none_for_it(client):
    assert "csrftoken" not in client.get("/no-such-page/").cookies
    assert type(client)(enforce_csrf_checks=True).post("/display/", {"theme": "dark"}).status_code == 302
