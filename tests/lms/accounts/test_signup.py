"""Sign-up, confirmation, sign-in, reset: the ways into an account, and that they say nothing about others."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from lms.accounts.forms import SignupForm
from lms.accounts.models import User

pytestmark = pytest.mark.django_db
PERSON = {
    "name": "Амина Karimova",
    "email": "Amina@Example.org",
    "password1": "bridge-over-7",
    "password2": "bridge-over-7",
}


def link(mail) -> str:
    """The first link of a mail, as a path."""
    return re.search(r"http://testserver(\S+)", mail.body)[1]


def sign_in(client, email: str, password: str, **extra):
    return client.post("/accounts/login/", {"login": email, "password": password, **extra})


def test_sign_up_confirm_and_arrive(client, mailoutbox):
    assert client.post("/accounts/signup/", PERSON).url == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session
    client.get("/accounts/confirm-email/")  # says that a mail was sent
    [mail] = mailoutbox
    assert mail.to == ["amina@example.org"]
    assert mail.subject == "Welcome: confirm your e-mail address"
    assert mail.body.startswith("Hello Амина Karimova,\n\nWelcome. One step is left")
    confirmed = client.post(link(mail))
    assert confirmed.status_code == 302
    arrived = client.get(confirmed.url)
    assert [str(message) for message in arrived.context["messages"]] == ["You have confirmed amina@example.org."]
    user = User.objects.get(email="amina@example.org")
    assert user.name == "Амина Karimova"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_opening_the_link_alone_confirms_nothing(client, mailoutbox):
    client.post("/accounts/signup/", PERSON)
    assert client.get(link(mailoutbox[0])).status_code == 200
    assert not User.objects.get().emailaddress_set.get().verified


def test_unconfirmed_person_cannot_sign_in(client):
    client.post("/accounts/signup/", PERSON)
    client.cookies.clear()
    assert sign_in(client, PERSON["email"], PERSON["password1"]).url == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session


def test_sign_up_without_a_name_is_refused(client):
    response = client.post("/accounts/signup/", {**PERSON, "name": ""})
    assert response.context["form"].errors == {"name": ["This field is required."]}
    assert not User.objects.exists()


def test_second_sign_up_with_one_address_tells_only_its_owner(client, mailoutbox, make_user):
    make_user("amina@example.org", name="Amina")
    assert client.post("/accounts/signup/", PERSON).url == "/accounts/confirm-email/"
    assert User.objects.count() == 1
    assert [mail.subject for mail in mailoutbox] == ["You already have an account"]


class CountingHasher(MD5PasswordHasher):
    """Hashing is what takes time at sign-up."""

    hashed: list[str] = []

    def encode(self, password: str, salt: str) -> str:
        self.hashed.append(password)
        return super().encode(password, salt)


@pytest.mark.parametrize("there", [False, True])
def test_sign_up_takes_as_long_whether_there_is_an_account_or_not(client, make_user, settings, there):
    if there:
        make_user("amina@example.org")
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CountingHasher.hashed.clear()
    client.post("/accounts/signup/", PERSON)
    assert CountingHasher.hashed == [PERSON["password1"]]


def test_sign_in_ignores_the_case_of_the_address(client, make_user):
    user = make_user("ana@example.org")
    assert sign_in(client, "ANA@example.org", "correct horse").status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_failed_sign_in_is_the_same_for_known_and_unknown(client, make_user):
    make_user("ana@example.org")
    known = sign_in(client, "ana@example.org", "wrong")
    unknown = sign_in(client, "bob@example.org", "wrong")
    assert known.status_code == unknown.status_code == 200
    assert known.context["form"].errors == unknown.context["form"].errors
    assert "_auth_user_id" not in client.session


def test_deactivated_person_stays_outside(client, make_user):
    make_user("ana@example.org", is_active=False)
    sign_in(client, "ana@example.org", "correct horse")
    assert "_auth_user_id" not in client.session


def test_reset_chooses_a_new_password_and_ends_other_sessions(client, client_factory, mailoutbox, make_user):
    make_user("ana@example.org")
    other = client_factory()
    sign_in(other, "ana@example.org", "correct horse")
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    [mail] = mailoutbox
    assert mail.subject == "Choose a new password"
    form = client.get(link(mail)).url
    client.post(form, {"password1": "bridge-over-7", "password2": "bridge-over-7"})
    assert sign_in(client, "ana@example.org", "correct horse").status_code == 200
    assert sign_in(client, "ana@example.org", "bridge-over-7").status_code == 302
    assert other.get("/accounts/email/").url == "/accounts/login/?next=/accounts/email/"


def test_reset_answers_the_same_for_an_unknown_address(client, mailoutbox, make_user):
    make_user("ana@example.org")
    known = client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    unknown = client.post("/accounts/password/reset/", {"email": "bob@example.org"})
    assert known.url == unknown.url == "/accounts/password/reset/done/"
    assert [mail.subject for mail in mailoutbox] == [
        "Choose a new password",
        "There is no account with this address",
    ]


def test_password_change_keeps_this_session_and_writes_to_the_person(client, mailoutbox, make_user):
    make_user("ana@example.org")
    sign_in(client, "ana@example.org", "correct horse")
    change = {"oldpassword": "correct horse", "password1": "bridge-over-7", "password2": "bridge-over-7"}
    client.post("/accounts/password/change/", change)
    assert client.get("/accounts/email/").status_code == 200
    assert [mail.subject for mail in mailoutbox] == ["Your password was changed"]
    assert "If this was not you" in mailoutbox[0].body


def test_new_address_is_added_after_the_password_and_used_after_its_own_confirmation(client, mailoutbox, make_user):
    user = make_user("ana@example.org")
    sign_in(client, "ana@example.org", "correct horse")
    asked_again = client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""}).url
    assert asked_again == "/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F"
    client.post(asked_again, {"password": "correct horse"})
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]
    assert not user.emailaddress_set.get(email="new@example.org").verified
    client.post(link(mailoutbox[0]))
    assert user.emailaddress_set.get(email="new@example.org").verified


def test_sign_out_needs_a_post(client, make_user):
    client.force_login(make_user())
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/x-y/",
        "/accounts/confirm-email/",
        "/accounts/confirm-email/made-up/",
        "/accounts/inactive/",
        "/ru/accounts/login/",
        "/fa/accounts/signup/",
    ],
)
def test_entrance_pages_wear_the_skin_of_the_site(client, path):
    response = client.get(path)
    assert response.status_code in (200, 404)
    assert "base.html" in [template.name for template in response.templates]


@pytest.mark.parametrize(
    "path", ["/accounts/email/", "/accounts/password/change/", "/accounts/logout/", "/accounts/2fa/"]
)
def test_account_pages_wear_the_skin_of_the_site(client, make_user, path):
    client.force_login(make_user())
    response = client.get(path)
    assert response.status_code == 200
    assert "allauth/layouts/manage.html" in [template.name for template in response.templates]
    assert "base.html" in [template.name for template in response.templates]


@pytest.mark.parametrize(
    ("language", "text"), [("fa", "گذرواژه باید دست‌کم ۸ نویسه داشته باشد."), ("ru", "Нужно не меньше 8 символов")]
)
def test_short_password_is_refused_in_the_language_of_the_page(client, db, language, text):
    data = {"email": "ana@example.org", "name": "Ana", "password1": "abc", "password2": "abc"}
    assert text in client.post(f"/{language}/accounts/signup/", data).content.decode()


def test_form_that_a_template_of_allauth_asks_for_as_paragraphs_is_drawn_as_all_others(db):
    form = SignupForm({"name": "Ana", "email": "no address"})
    assert "<p>" not in form.as_p()
    assert form.as_p().strip() == str(form).strip()
