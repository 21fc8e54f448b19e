"""With the second factor on, no door opens with the password alone, Wagtail's own sign-in included."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

pytestmark = pytest.mark.django_db


def code(secret: str) -> str:
    """What an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def secret(admin_user) -> str:
    secret = generate_totp_secret()
    TOTP.activate(admin_user, secret)
    RecoveryCodes.activate(admin_user)
    return secret


def password_step(client):
    return client.post("/accounts/login/?next=/admin/", {"login": "admin@example.org", "password": "correct horse"})


def test_password_alone_opens_neither_site_nor_admin(client, secret):
    assert password_step(client).url.startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").status_code == 302


def test_password_and_code_open_the_admin(client, secret):
    step = password_step(client)
    assert client.post(step.url, {"code": code(secret)}).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_wrong_code_opens_nothing(client, secret):
    step = password_step(client)
    wrong = str((int(code(secret)) + 1) % 1_000_000).zfill(6)
    assert client.post(step.url, {"code": wrong}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_recovery_code_works_once(client, client_factory, secret, admin_user):
    [spare, *_] = RecoveryCodes(admin_user.authenticator_set.get(type="recovery_codes")).get_unused_codes()
    assert client.post(password_step(client).url, {"code": spare}).url == "/admin/"
    again = client_factory()
    assert again.post(password_step(again).url, {"code": spare}).status_code == 200
    assert "_auth_user_id" not in again.session


def test_wagtail_sign_in_takes_no_password(client, secret):
    response = client.post("/admin/login/", {"username": "admin@example.org", "password": "correct horse"})
    assert response.url == "/accounts/login/?next=/admin/"
    assert "_auth_user_id" not in client.session


def test_without_second_factor_wagtail_sign_in_takes_no_password_either(client, admin_user):
    client.post("/admin/login/", {"username": "admin@example.org", "password": "correct horse"})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("rest", ["", "done/", "confirm/MQ/set-password/", "complete/"])
def test_wagtail_password_reset_leads_to_the_site(client, rest):
    assert client.get(f"/admin/password_reset/{rest}").url == "/accounts/password/reset/"


def test_reset_by_mail_does_not_remove_the_second_factor(client, secret, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "admin@example.org"})
    path = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]
    client.post(client.get(path).url, {"password1": "bridge-over-7", "password2": "bridge-over-7"})
    step = client.post("/accounts/login/", {"login": "admin@example.org", "password": "bridge-over-7"})
    assert step.url.startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db(transaction=True)
def test_turning_it_on_shows_the_secret_and_gives_recovery_codes(client, make_user, mailoutbox):
    user = make_user()
    client.post("/accounts/login/", {"login": user.email, "password": "correct horse"})
    asked_again = client.get("/accounts/2fa/totp/activate/").url
    client.post(asked_again, {"password": "correct horse"})
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.context["form"].secret in page.content.decode()
    done = client.post("/accounts/2fa/totp/activate/", {"code": code(page.context["form"].secret)})
    assert done.url == "/accounts/2fa/recovery-codes/"
    assert len(client.get(done.url).context["unused_codes"]) == 10
    assert [mail.subject for mail in mailoutbox] == ["Two-step sign-in is on"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("prefix", ["", "/ru", "/fa"])
def test_wagtail_sign_in_for_readers_takes_no_password(client, secret, prefix, method):
    data = {"username": "admin@example.org", "password": "correct horse"}
    response = getattr(client, method)(f"{prefix}/_util/login/", data)
    assert response.status_code == 302
    assert response.url == f"{prefix}/accounts/login/?next={prefix}/learning/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_wagtail_sign_in_for_readers_takes_no_unconfirmed_address(client, django_user_model, prefix):
    django_user_model.objects.create_user("new@example.org", "correct horse")
    client.post(f"{prefix}/_util/login/", {"username": "new@example.org", "password": "correct horse"})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtail_sign_in_for_readers_keeps_where_to_go(client, db, method):
    response = getattr(client, method)("/_util/login/", {"next": "/private/page/?a=b"})
    assert response.url == "/accounts/login/?next=/private/page/%3Fa%3Db"
