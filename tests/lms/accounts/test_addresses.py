"""The page of one's e-mail addresses offers for each what can be done with it."""

import re

import pytest
from allauth.account.models import EmailAddress

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client, make_user):
    user = make_user("ana@example.org")
    client.force_login(user)
    return user


def acts(client) -> dict[str, list[str]]:
    """The acts offered for each address."""
    items = re.findall(r'<li class="card stack">(.*?)</li>', client.get("/accounts/email/").content.decode(), re.DOTALL)
    return {re.search(r"<bdi>(.*?)</bdi>", item)[1]: re.findall(r'name="action_(\w+)"', item) for item in items}


def test_only_address_when_confirmed_has_no_acts(client, user):
    assert acts(client) == {"ana@example.org": []}


def test_only_address_when_not_confirmed_can_have_its_link_sent_again(client, user):
    user.emailaddress_set.update(verified=False)
    assert acts(client) == {"ana@example.org": ["send"]}


def test_other_addresses_when_confirmed_or_not_have_the_acts_that_fit(client, user):
    EmailAddress.objects.create(user=user, email="new@example.org")
    EmailAddress.objects.create(user=user, email="old@example.org", verified=True)
    assert acts(client) == {
        "ana@example.org": [],
        "new@example.org": ["send", "remove"],
        "old@example.org": ["primary", "remove"],
    }


def test_act_of_an_address_is_done_to_it(client, user, mailoutbox):
    EmailAddress.objects.create(user=user, email="new@example.org")
    client.post("/accounts/email/", {"email": "new@example.org", "action_send": "1"})
    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]
