"""Forms that come back with problems: the title says so, and a summary leads to each field, whosever form it is."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from courses.api import enroll, start_attempt
from tests.factories.courses import block_id, make_cohort, make_course, make_module, make_quiz, module_of, quiz_block

pytestmark = pytest.mark.django_db
REQUIRED = "This field is required."


def summary(html: str) -> list[str]:
    """What the summary says, each with the id of the control that it leads to."""
    page = BeautifulSoup(html, "html.parser")
    [alert] = page.select("main [role=alert]")
    assert (alert["tabindex"], alert.h2.text, page.title.text.split()[0]) == ("-1", "There is a problem", "Error:")
    assert page.select('script[src*="focus"]')
    targets = [page.find(id=link["href"].removeprefix("#")) for link in alert.select("a")]
    assert [target.name for target in targets] == ["input"] * len(targets)
    return [
        f"{' '.join(item.text.split())} -> {target['name']}"
        for item, target in zip(alert.select("li"), targets, strict=True)
    ]


FORMS_OF_STRANGERS = {
    "account_login": (
        {"login": "ana@example.org", "password": "wrong"},
        ["The e-mail address or the password is not right. -> login"],
    ),
    "account_signup": (
        {"name": "Ana", "email": "ana", "password1": "correct horse", "password2": "correct horses"},
        [
            "E-mail address Enter a valid email address. -> email",
            "Password (again) You must type the same password each time. -> password2",
        ],
    ),
    "account_reset_password": ({}, [f"E-mail address {REQUIRED} -> email"]),
}


@pytest.mark.parametrize("name", FORMS_OF_STRANGERS)
def test_form_of_a_stranger_when_it_is_wrong_says_what_and_where(client: Client, name: str) -> None:
    data, said = FORMS_OF_STRANGERS[name]
    assert summary(client.post(reverse(name), data).content.decode()) == said


def test_question_for_a_certificate_when_it_is_wrong_says_what_and_where(client: Client) -> None:
    html = client.get(reverse("certificates:verify"), {"code": "", "name": ""}).content.decode()
    assert summary(html) == [f"Certificate number or verification code {REQUIRED} -> code"]


FORMS_OF_MEMBERS = {
    "account_email": (
        {"action_add": "1", "email": "ana@example.org"},
        ["E-mail address This e-mail address already belongs to this account. -> email"],
    ),
    "account_name": ({}, [f"Your name on the certificate {REQUIRED} -> name_of_record"]),
    "account_change_password": (
        {"oldpassword": "wrong", "password1": "correct horse 2", "password2": "correct horse 2"},
        ["Current password Please type your current password. -> oldpassword"],
    ),
    "account_reauthenticate": ({"password": "wrong"}, ["Password Incorrect password. -> password"]),
    "mfa_activate_totp": ({"code": "12"}, ["Authenticator code Incorrect code. -> code"]),
}


@pytest.mark.parametrize("name", FORMS_OF_MEMBERS)
def test_form_of_a_member_when_it_is_wrong_says_what_and_where(client: Client, make_user: Any, name: str) -> None:
    client.force_login(make_user())
    client.post(reverse("account_reauthenticate"), {"password": "correct horse"})
    data, said = FORMS_OF_MEMBERS[name]
    client.get(reverse(name))  # there the secret of an authenticator is made
    assert summary(client.post(reverse(name), data).content.decode()) == said


def test_code_of_the_second_step_when_it_is_wrong_says_so(client: Client, make_user: Any) -> None:
    TOTP.activate(make_user(), generate_totp_secret())
    step = client.post(reverse("account_login"), {"login": "ana@example.org", "password": "correct horse"})
    assert summary(client.post(step.url, {"code": "12"}).content.decode()) == ["Code Incorrect code. -> code"]


def test_forms_of_a_learner_when_they_are_wrong_say_what_and_where(client: Client, make_user: Any) -> None:
    learner, course = make_user(), make_course(modules=0)
    module = make_module(course, body=[quiz_block(make_quiz())])
    cohort = make_cohort(course)
    client.force_login(learner)
    said = [f"Your name on the certificate {REQUIRED} -> name_of_record"]
    assert summary(client.post(reverse("courses:enroll", args=[cohort.pk]), {}).content.decode()) == said
    enrollment = enroll(cohort=cohort, learner=learner, by=learner)
    attempt = start_attempt(enrollment=enrollment, module=module_of(module), block_id=block_id("quiz"))
    html = client.post(reverse("courses:attempt", args=[attempt.pk]), {}).content.decode()
    assert summary(html) == [
        f"{question['text']} Choose an answer to this question. -> answer-{question['id']}"
        for question in attempt.questions
    ]


def test_form_that_nobody_has_sent_has_no_summary(client: Client) -> None:
    html = client.get(reverse("account_login")).content.decode()
    assert not re.search(r'role="alert"|<title>\s*Error|focus\.js', html)
