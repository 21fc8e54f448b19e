"""Light, dark, or as the system says."""

import re

import pytest

pytestmark = pytest.mark.django_db
DARK = re.compile(r'<link rel="stylesheet" href="[^"]*/dark\.css"([^>]*)>')


def look(client) -> tuple[str, list[str], list[str]]:
    """What the page says of itself, how it links the dark colors, and which button is pressed."""
    html = client.get("/accounts/login/").content.decode()
    theme = re.search(r'<html [^>]*data-theme="(\w+)"', html)[1]
    return theme, DARK.findall(html), re.findall(r'value="(\w+)" aria-pressed="true"', html)


def test_page_without_a_choice_is_as_the_system_says(client):
    assert look(client) == ("system", [' media="(prefers-color-scheme: dark)"'], ["system"])


def test_dark_page_for_whoever_chose_it(client):
    response = client.post("/theme/", {"theme": "dark", "next": "/ru/courses/?q=a"})
    assert (response.status_code, response["Location"]) == (302, "/ru/courses/?q=a")
    cookie = response.cookies["theme"]
    assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        "dark",
        31_536_000,
        True,
        "Lax",
    )
    assert look(client) == ("dark", [""], ["dark"])


def test_light_page_for_whoever_chose_it_has_no_dark_colors(client):
    client.post("/theme/", {"theme": "light"})
    assert look(client) == ("light", [], ["light"])


def test_choice_taken_back_leaves_it_to_the_system(client):
    client.post("/theme/", {"theme": "light"})
    client.post("/theme/", {"theme": "system"})
    assert look(client)[0] == "system"


@pytest.mark.parametrize("made_up", ["", "pink", '"><script>'])
def test_made_up_choice_is_refused_and_a_made_up_cookie_ignored(client, made_up):
    response = client.post("/theme/", {"theme": made_up})
    assert (response.status_code, "theme" in response.cookies) == (400, False)
    client.cookies["theme"] = made_up
    assert look(client)[0] == "system"


@pytest.mark.parametrize(
    "after", ["https://elsewhere.example.org/", "//elsewhere.example.org", "javascript:alert(1)", ""]
)
def test_choice_leads_to_no_other_site(client, after):
    assert client.post("/theme/", {"theme": "dark", "next": after})["Location"] == "/"


def test_page_in_chosen_colors_is_not_for_shared_caches(client):
    client.cookies["theme"] = "dark"
    assert client.get("/no-such-page/")["Cache-Control"] == "private, no-store"


def test_page_tells_caches_that_it_depends_on_cookies(client):
    assert "Cookie" in client.get("/courses-that-are-not/")["Vary"]


def test_choice_needs_no_token_and_pages_set_none_for_it(client):
    assert "csrftoken" not in client.get("/no-such-page/").cookies
    assert type(client)(enforce_csrf_checks=True).post("/theme/", {"theme": "dark"}).status_code == 302
