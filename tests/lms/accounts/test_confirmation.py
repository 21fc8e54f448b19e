"""The link that confirms an address: it works once, and afterwards still says where to go."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from tests.factories.courses import make_cohort, make_course

pytestmark = pytest.mark.django_db
PERSON = {
    "name": "Amina Karimova",
    "email": "amina@example.org",
    "password1": "bridge-over-7",
    "password2": "bridge-over-7",
}
CREDENTIALS = {"login": PERSON["email"], "password": PERSON["password1"]}


def link(mail) -> str:
    """The first link of a mail, as a path."""
    return re.search(r"http://testserver(\S+)", mail.body)[1]


def heading(response) -> str:
    return re.search(r"<h1>(.*?)</h1>", response.content.decode())[1]


def actions(response) -> list[str]:
    """Where the buttons of the page lead."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.findall(r'<a class="button" href="([^"]+)"', main)


@pytest.fixture
def enrollment_url() -> str:
    return reverse("courses:enroll", args=[make_cohort(make_course()).pk])


def test_sign_up_for_a_cohort_with_a_detour_ends_at_the_enrollment(client, mailoutbox, enrollment_url):
    client.post("/accounts/signup/", {**PERSON, "next": enrollment_url})
    client.get("/accounts/login/")
    client.post("/accounts/login/", CREDENTIALS)
    assert client.post(link(mailoutbox[0])).url == enrollment_url
    assert client.get("/accounts/login/").url == "/learning/"


def test_sign_in_after_a_confirmation_elsewhere_ends_at_the_enrollment(
    client, client_factory, mailoutbox, enrollment_url
):
    client.post("/accounts/signup/", {**PERSON, "next": enrollment_url})
    client_factory().post(link(mailoutbox[0]))
    assert client.post("/accounts/login/", CREDENTIALS).url == enrollment_url


def test_sign_up_for_a_page_elsewhere_with_a_detour_stays_on_this_site(client, mailoutbox):
    client.post("/accounts/signup/", {**PERSON, "next": "https://evil.example/"})
    client.post("/accounts/login/", CREDENTIALS)
    assert client.post(link(mailoutbox[0])).url == "/learning/"


def test_used_link_of_a_signed_in_person_says_so_and_leads_to_her_learning(client, mailoutbox):
    client.post("/accounts/signup/", PERSON)
    client.post(link(mailoutbox[0]))
    for response in (client.get(link(mailoutbox[0])), client.post(link(mailoutbox[0]))):
        assert response.status_code == 200
        assert heading(response) == "Your e-mail address is already confirmed"
        assert actions(response) == ["/learning/"]


def test_used_link_of_a_visitor_says_so_and_leads_to_sign_in(client, client_factory, mailoutbox):
    client.post("/accounts/signup/", PERSON)
    client.post(link(mailoutbox[0]))
    response = client_factory().get(link(mailoutbox[0]))
    assert heading(response) == "Your e-mail address is already confirmed"
    assert actions(response) == ["/accounts/login/"]


def test_broken_link_leads_to_where_a_new_one_is_sent(client, make_user):
    response = client.get("/accounts/confirm-email/MQ:broken/")
    assert (heading(response), actions(response)) == ("This link does not work", ["/accounts/login/"])
    client.force_login(make_user())
    assert actions(client.get("/accounts/confirm-email/MQ:broken/")) == ["/accounts/email/"]


def test_link_for_an_address_that_another_account_confirmed_leads_to_sign_in(client, mailoutbox, make_user):
    client.post("/accounts/signup/", PERSON)
    EmailAddress.objects.create(user=make_user(), email=PERSON["email"], verified=True)
    response = client.get(link(mailoutbox[0]))
    assert heading(response) == "This address belongs to another account"
    assert actions(response) == ["/accounts/login/"]


@pytest.mark.parametrize("page", ["login", "signup"])
def test_entrance_on_the_way_to_an_enrollment_names_course_and_cohort(client, page):
    cohort = make_cohort(make_course("Twin towns"), title="Autumn")
    address = reverse("courses:enroll", args=[cohort.pk])
    text = "To enroll in “Twin towns” (Autumn) you need an account"
    assert text in client.get(f"/accounts/{page}/", {"next": address}).content.decode()
    assert text not in client.get(f"/accounts/{page}/", {"next": "/learning/"}).content.decode()


def test_entrance_on_the_way_to_a_hidden_course_does_not_name_it(client):
    course = make_course("Twin towns")
    address = reverse("courses:enroll", args=[make_cohort(course).pk])
    course.unpublish()
    assert "Twin towns" not in client.get("/accounts/login/", {"next": address}).content.decode()


def test_mail_greets_a_known_person_by_name_and_nobody_by_the_name_of_another(client, mailoutbox, make_user):
    client.force_login(make_user(name="Ana"))
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    client.post("/accounts/password/reset/", {"email": "bob@example.org"})
    assert [mail.body.splitlines()[0] for mail in mailoutbox] == ["Hello Ana,", "Hello,"]


def test_mail_to_a_persian_reader_is_signed_with_the_persian_name_of_the_site(client, mailoutbox):
    client.post("/fa/accounts/signup/", PERSON)
    assert mailoutbox[0].body.splitlines()[-2] == "آتاشه"
    [part] = mailoutbox[0].alternatives
    assert '<html lang="fa" dir="rtl">' in part.content
    assert part.content.count("آتاشه") == 2  # in the head, and as the signature


def test_mail_when_a_name_has_an_address_on_a_line_of_its_own_does_not_link_it(client, mailoutbox):
    client.post("/accounts/signup/", {**PERSON, "name": "Amina\nhttps://evil.example/"})
    assert mailoutbox[0].body.splitlines()[0] == "Hello Amina https://evil.example/,"
    [part] = mailoutbox[0].alternatives
    addresses = re.findall(r'href="([^"]+)"', part.content)
    assert [address.partition("://")[2].partition("/")[0] for address in addresses] == ["testserver", "127.0.0.1:8000"]
