"""The name of record on the account page: seen and corrected by its owner."""

import pytest
from django.test import Client

from courses.enrollment.services import enroll
from courses.models import CourseCompletion, LearnerProfile
from tests.factories.certificates import make_award, make_award_definition
from tests.factories.courses import make_cohort, make_course, make_learner, take_course

pytestmark = pytest.mark.django_db
NAME = "/accounts/name/"


@pytest.fixture
def learner(client: Client):
    learner = make_learner("ana@example.org", name="Ana")
    client.force_login(learner)
    return learner


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_name_is_asked_of_those_who_are_signed_in(client):
    assert client.get(NAME).url == f"/accounts/login/?next={NAME}"


def test_name_is_stored_and_shown_again(client, learner):
    assert 'value="Ana"' in text(client.get(NAME))
    data = {"name_of_record": "  Ана   Соколова ", "name_latin": "Ana Sokolova"}
    response = client.post(NAME, data, follow=True)
    assert response.redirect_chain == [(NAME, 302)]
    assert "Your name is stored." in text(response)
    assert 'value="Ана Соколова"' in text(response)
    assert LearnerProfile.objects.values_list("user", "name_of_record", "name_latin").get() == (
        learner.pk,
        "Ана Соколова",
        "Ana Sokolova",
    )


def test_name_that_is_given_again_on_a_russian_page_changes_the_language_of_mail(client, learner):
    for address, language in ((NAME, "en"), (f"/ru{NAME}", "ru")):
        client.post(address, {"name_of_record": "Ana Sokolova"})
        assert LearnerProfile.objects.get().language == language


@pytest.mark.parametrize("name", ["", "123", "李小龍", "Ann\ufffd", "Z" + "\u0301" * 150])
def test_name_that_cannot_be_printed_is_told_and_kept_in_the_form(client, learner, name):
    LearnerProfile.objects.create(user=learner, name_of_record="Ana Sokolova")
    response = client.post(NAME, {"name_of_record": name})
    assert "There is a problem" in text(response)
    assert (response.context["form"]["name_of_record"].value(), response.status_code) == (name, 200)
    assert LearnerProfile.objects.get().name_of_record == "Ana Sokolova"


def test_name_of_another_person_is_out_of_reach(client, learner):
    other = LearnerProfile.objects.create(user=make_learner(), name_of_record="Bob")
    client.post(NAME, {"name_of_record": "Ana", "user": other.user_id, "id": other.pk})
    other.refresh_from_db()
    assert other.name_of_record == "Bob"


@pytest.mark.parametrize(
    ("contact", "whom"),
    [("desk@example.org", '<a href="mailto:desk@example.org">'), ("", "Ask the organizers of the course")],
)
def test_page_says_that_an_issued_certificate_keeps_its_name(client, learner, settings, contact, whom):
    settings.LMS_CONTACT_EMAIL = contact
    before = text(client.get(NAME))
    assert "You can correct it until a certificate is issued." in before
    assert whom not in before.split("<footer")[0]
    LearnerProfile.objects.create(user=learner, name_of_record="Ana Sokolova")
    make_award_definition()
    take_course(enroll(cohort=make_cohort(make_course()), learner=learner, by=learner))
    award = make_award(CourseCompletion.objects.get())
    after = text(client.get(NAME))
    assert "Those that are issued keep the name they were issued with." in after
    assert whom in after.split("<footer")[0]
    client.post(NAME, {"name_of_record": "Ana Petrova"})
    award.refresh_from_db()
    assert award.snapshot["holder"]["name"] == "Ana Sokolova"
