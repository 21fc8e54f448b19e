"""`next` leads to a page of this site or nowhere."""

from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\x00//evil.example",
    "http://evil.example",
    "https://evil.example/admin/",
    "https:evil.example",
    "https:/evil.example",
    "HTTPS://evil.example",
    "http://testserver@evil.example",
    "http://testserver:80@evil.example",
    "http://testserver.evil.example",
    "http://evil.example#testserver",
    "http://evil.example\\@testserver",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "ftp://evil.example",
    "//evil。example",
    "//[::1]",
    "http://[evil",
    "/%0d%0aLocation: //evil.example",
    "/\r\nLocation: //evil.example",
    "  //evil.example",
    "http:///evil.example",
]


def assert_own_host(response) -> None:
    """A redirect, if there is one, stays here as a browser would read it; the page does not repeat markup."""
    location = response.get("Location", "/")
    readable = location.replace("\\", "/").strip()
    assert not urlsplit(readable).netloc
    assert not urlsplit(readable).scheme
    assert not readable.startswith("//")
    assert b"<script>alert(1)" not in response.content


@pytest.mark.parametrize("target", ELSEWHERE)
def test_sign_in_stays_on_this_site(client, make_user, target):
    make_user()
    assert_own_host(client.get("/accounts/login/", {"next": target}))
    response = client.post(
        "/accounts/login/", {"login": "ana@example.org", "password": "correct horse", "next": target}
    )
    assert response.status_code == 302
    assert_own_host(response)


@pytest.mark.parametrize("target", ELSEWHERE)
def test_other_views_that_read_next_stay_on_this_site(client, make_user, target):
    assert_own_host(client.get("/admin/login/", {"next": target}))
    reader = client.get("/_util/login/", {"next": target}).url
    assert urlsplit(parse_qs(urlsplit(reader).query)["next"][0].strip())[:2] == ("", "")
    assert_own_host(client.get("/accounts/signup/", {"next": target}))
    assert_own_host(client.post("/i18n/setlang/", {"language": "en", "next": target}))
    client.force_login(make_user())
    assert_own_host(client.get("/accounts/login/", {"next": target}))
    assert_own_host(client.post("/accounts/logout/", {"next": target}))


@pytest.mark.parametrize("target", ["/admin/", "/accounts/email/?a=b", "/fa/"])
def test_own_page_is_reached(client, make_user, target):
    make_user()
    response = client.post(
        "/accounts/login/", {"login": "ana@example.org", "password": "correct horse", "next": target}
    )
    assert response.url == target
