"""Headers of every answer: nothing personal in a shared cache, a strict policy for scripts outside the editor."""

import gzip

import pytest

from tests.factories.content import make_picture

pytestmark = pytest.mark.django_db


def directives(response) -> dict[str, list[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


def test_answer_without_cookies_is_left_to_caches(client):
    assert "Cache-Control" not in client.get("/healthz")


def test_answer_to_a_session_is_private(client, make_user):
    client.force_login(make_user())
    assert client.get("/healthz")["Cache-Control"] == "private, no-store"


def test_answer_to_an_unknown_session_cookie_is_private(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "made-up"
    assert client.get("/healthz")["Cache-Control"] == "private, no-store"


def test_answer_that_sets_a_cookie_is_private(client):
    response = client.get("/accounts/login/")
    assert "csrftoken" in response.cookies
    assert response["Cache-Control"] == "private, no-store"


def test_public_page_has_the_strict_policy(client):
    policy = directives(client.get("/accounts/login/"))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["base-uri"] == ["'none'"]
    assert "frame-src" not in policy


def test_missing_page_has_the_strict_policy(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert directives(response)["script-src"] == ["'self'"]


def test_admin_allows_inline_script_and_style(client, admin_user):
    client.force_login(admin_user)
    policy = directives(client.get("/admin/"))
    assert set(policy["script-src"]) == set(policy["style-src"]) == {"'self'", "'unsafe-inline'"}
    assert policy["default-src"] == ["'none'"]
    assert set(policy["img-src"]) == {"'self'", "data:", "blob:"}


def test_address_that_only_begins_like_the_admin_has_the_strict_policy(client):
    assert directives(client.get("/administration/"))["script-src"] == ["'self'"]


@pytest.mark.parametrize("path", ["/healthz", "/accounts/login/", "/admin/login/"])
def test_every_answer_carries_the_plain_security_headers(client, path):
    response = client.get(path)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded; charset=utf-16",
        "multipart/form-data; boundary=x; charset=utf-16",
        "application/x-www-form-urlencoded; charset=latin-1",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_other_encodings_than_utf8_are_refused(client, method, kind):
    answer = client.generic(method, "/accounts/login/?next=/learning/", b"a=b", kind)
    assert answer.status_code == 400
    assert "We cannot read this request" in answer.content.decode()


@pytest.mark.parametrize("name", ["utf-8-sig", "no-such-encoding", "", "é"])
def test_what_is_no_name_of_utf8_is_refused(client, name):
    kind = f"application/x-www-form-urlencoded; charset={name}"
    assert client.generic("POST", "/accounts/login/", b"a=b", kind).status_code == 400


ENORMOUS = "9" * 30
BROKEN = [
    "/?q=%00",
    "/%00/",
    "/courses/?q=%00&tag=%00&p=" + ENORMOUS,
    "/courses/%00/",
    "/verify/%00/",
    "/accounts/login/?next=http://[%00",
    "/accounts/confirm-email/%00/",
    "/i18n/setlang/?next=%ED%A0%80",
    "/learning/cohorts/" + ENORMOUS + "/enroll/",
    "/media/images/%00.png",
    "/sitemap.xml?p=%00",
    "/admin/pages/?owner=" + ENORMOUS,
    "/admin/pages/?q=%00&ordering=%00",
    "/admin/pages/" + ENORMOUS + "/",
    "/admin/training/enrollments/?cohort=" + ENORMOUS + "&state=%00",
    "/admin/training/enrollments/?enrolled_at_from=9999-99-99&q=%00",
    "/admin/training/cohorts/inspect/" + ENORMOUS + "/",
    "/admin/training/cohorts/add/?course=%00",
    "/admin/training/reports/quiet-learners/?cohort=" + ENORMOUS,
    "/admin/training/reports/certificates-to-issue/?cohort=" + ENORMOUS,
    "/admin/training/reports/quiet-learners/?cohort=" + "9" * 5000,
    "/admin/images/?collection_id=" + ENORMOUS,
    "/admin/users/?q=%00&group=" + ENORMOUS,
]


@pytest.mark.parametrize("address", BROKEN)
def test_broken_addresses_are_no_fault_of_ours(admin_client, address):
    assert admin_client.get(address).status_code in (200, 302, 400, 404)


@pytest.mark.sqlite  # PostgreSQL answers that nobody is number 10^30
def test_number_that_no_database_can_hold_is_a_bad_request_and_logged(admin_client, caplog):
    assert admin_client.get("/admin/pages/?owner=" + ENORMOUS).status_code == 400
    [line] = [record for record in caplog.records if record.name == "django.request"]
    assert (line.levelname, line.getMessage()) == ("WARNING", "OverflowError: /admin/pages/")
    assert line.exc_info[0] is OverflowError


def test_page_when_the_browser_unpacks_is_sent_compressed(client):
    plain = client.get("/accounts/login/")
    packed = client.get("/accounts/login/", headers={"accept-encoding": "gzip"})
    assert ("Content-Encoding" in plain, packed["Content-Encoding"]) == (False, "gzip")
    assert "Accept-Encoding" in plain["Vary"]
    assert len(packed.content) < len(plain.content) / 2
    assert gzip.decompress(packed.content).decode().count("<html") == 1


def test_compressed_page_when_it_is_asked_for_again_has_another_length(client):
    """Its token is masked anew and random bytes are added: its length tells nothing of what is inside (BREACH)."""
    answers = [client.get("/accounts/login/", headers={"accept-encoding": "gzip"}) for _ in range(10)]
    assert len({len(answer.content) for answer in answers}) > 1


def test_picture_is_not_compressed_again(client):
    picture = make_picture()
    answer = client.get(picture.file.url, headers={"accept-encoding": "gzip"})
    assert (answer.status_code, "Content-Encoding" in answer) == (200, False)
    assert len(b"".join(answer.streaming_content)) == picture.file.size
