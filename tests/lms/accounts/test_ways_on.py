"""Where allauth's own pages end, ours say how to go on."""

import re

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db
INACTIVE = "/accounts/inactive/"


def main(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().partition("<main")[2].partition("</main>")[0].split())


@pytest.mark.parametrize("prefix", ["", "/fa"])
@pytest.mark.parametrize(
    ("page", "ways"),
    [
        ("password/reset/done/", ["password/reset/", "login/"]),
        ("password/reset/key/done/", ["login/"]),
        ("confirm-email/", ["login/", "signup/"]),
    ],
)
def test_last_page_of_allauth_leads_on(client, prefix, page, ways):
    found = re.findall(r'href="([^"]+)"', main(client.get(f"{prefix}/accounts/{page}")))
    assert found == [f"{prefix}/accounts/{way}" for way in ways]


@pytest.mark.parametrize(
    ("contact", "whom"),
    [("desk@example.org", '<a href="mailto:desk@example.org">'), ("", "Ask the organizers of the course.")],
)
def test_person_whose_account_is_closed_reads_whom_to_ask(client, make_user, settings, contact, whom):
    settings.LMS_CONTACT_EMAIL = contact
    make_user()
    get_user_model().objects.update(is_active=False)
    answer = client.post("/accounts/login/", {"login": "ana@example.org", "password": "correct horse"}, follow=True)
    assert answer.redirect_chain == [(INACTIVE, 302)]
    assert whom in main(answer)
