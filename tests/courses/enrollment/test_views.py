import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.models import Cohort, LearnerProfile
from tests.factories.courses import make_cohort, make_course, make_learner

pytestmark = pytest.mark.django_db
NAME = {"name_of_record": "Анна  Соколова ", "name_latin": "Anna Sokolova"}


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort(make_course())


@pytest.fixture
def learner_client(client: Client) -> Client:
    client.force_login(make_learner("anna@example.org", name="Anna"))
    return client


def test_enroll_asks_to_sign_in_and_comes_back(client: Client, cohort: Cohort) -> None:
    address = reverse("courses:enroll", args=[cohort.pk])
    response = client.get(address)
    assert response.headers["Location"] == f"{reverse('account_login')}?next={address}"


def test_enroll_with_a_name_takes_the_seat_and_keeps_the_name(learner_client: Client, cohort: Cohort) -> None:
    response = learner_client.post(reverse("courses:enroll", args=[cohort.pk]), NAME)
    assert response.headers["Location"] == reverse("courses:resume", args=[Enrollment.objects.get().pk])
    profile = LearnerProfile.objects.get()
    assert (profile.name_of_record, profile.name_latin) == ("Анна Соколова", "Anna Sokolova")


def test_enroll_on_a_persian_page_remembers_the_language_of_its_reader(learner_client: Client, cohort: Cohort) -> None:
    address = reverse("courses:enroll", args=[cohort.pk])
    learner_client.post(f"/fa{address}", NAME)
    assert LearnerProfile.objects.get().language == "fa"


def test_enroll_form_invites_a_name_in_latin_letters_and_asks_for_no_more(
    learner_client: Client, cohort: Cohort
) -> None:
    address = reverse("courses:enroll", args=[cohort.pk])
    page = learner_client.get(address).content.decode()
    assert "Is your name above in other letters, for example Cyrillic or Persian?" in page
    learner_client.post(address, {"name_of_record": "Анна Соколова", "name_latin": ""})
    assert Enrollment.objects.count() == 1


def test_enroll_with_other_letters_in_the_latin_name_says_so(learner_client: Client, cohort: Cohort) -> None:
    data = {**NAME, "name_latin": "Анна Sokolova"}
    response = learner_client.post(reverse("courses:enroll", args=[cohort.pk]), data)
    assert "Write this name in Latin letters, for example Anna Sokolova." in response.content.decode()
    assert not Enrollment.objects.exists()


def test_enroll_without_a_name_writes_nothing_and_says_what_is_missing(learner_client: Client, cohort: Cohort) -> None:
    response = learner_client.post(reverse("courses:enroll", args=[cohort.pk]), {"name_latin": "Anna", "x": "1"})
    assert (response.status_code, Enrollment.objects.exists()) == (200, False)
    assert "This field is required." in response.content.decode()


@pytest.mark.parametrize("name", ["陈雨涵", "   ", "\u200c\u200c", "-", "..."])
def test_enroll_with_a_name_that_cannot_be_printed_writes_nothing(
    learner_client: Client, cohort: Cohort, name: str
) -> None:
    learner_client.post(reverse("courses:enroll", args=[cohort.pk]), {"name_of_record": name})
    assert not Enrollment.objects.exists()


def test_enroll_with_latin_letters_beyond_print_writes_nothing(learner_client: Client, cohort: Cohort) -> None:
    learner_client.post(reverse("courses:enroll", args=[cohort.pk]), {**NAME, "name_latin": "Anna 🙂"})
    assert not Enrollment.objects.exists()


def test_enroll_when_full_says_so_and_keeps_nobody_out_of_the_page(learner_client: Client) -> None:
    cohort = make_cohort(make_course(), seats=0)
    response = learner_client.post(reverse("courses:enroll", args=[cohort.pk]), NAME, follow=True)
    assert (response.status_code, Enrollment.objects.exists()) == (200, False)
    assert "All seats are taken." in response.content.decode()


def test_enroll_twice_leads_on_to_the_course(learner_client: Client, cohort: Cohort) -> None:
    for _time in range(2):
        response = learner_client.post(reverse("courses:enroll", args=[cohort.pk]), NAME)
        assert response.headers["Location"] == reverse("courses:resume", args=[Enrollment.objects.get().pk])


def test_enroll_twice_welcomes_once(learner_client: Client, cohort: Cohort) -> None:
    for _time in range(2):
        learner_client.post(reverse("courses:enroll", args=[cohort.pk]), NAME)
    said = [str(message) for message in learner_client.get(reverse("courses:learning")).context["messages"]]
    assert said == ["You are enrolled. Welcome to “City diplomacy”."]


def enroll_meanwhile(name: str) -> None:
    """Checks nothing: while the name is checked, the other of two clicks takes the seat."""
    learner = get_user_model().objects.get(email="anna@example.org")
    enroll(cohort=Cohort.objects.get(), learner=learner, by=learner)


def test_enroll_twice_at_once_leads_on_to_the_course_without_an_error(
    learner_client: Client, cohort: Cohort, settings: Any
) -> None:
    settings.LMS_NAME_VALIDATORS = [f"{__name__}.enroll_meanwhile"]
    response = learner_client.post(reverse("courses:enroll", args=[cohort.pk]), {"name_of_record": "Anna"})
    assert response.headers["Location"] == reverse("courses:resume", args=[Enrollment.objects.get().pk])
    assert list(learner_client.get(reverse("courses:learning")).context["messages"]) == []


def test_withdraw_asks_first_and_then_gives_the_seat_back(learner_client: Client, cohort: Cohort) -> None:
    learner_client.post(reverse("courses:enroll", args=[cohort.pk]), NAME)
    address = reverse("courses:withdraw", args=[Enrollment.objects.get().pk])
    learner_client.get(address)
    assert Enrollment.objects.get().state == "active"
    learner_client.post(address, {"reason": "New duties."})
    cohort.refresh_from_db()
    assert (Enrollment.objects.get().state, cohort.seats_taken) == ("withdrawn", 0)


def test_learning_list_without_enrollments_leads_to_the_courses(learner_client: Client) -> None:
    make_course()
    main = learner_client.get("/learning/").content.decode().split("<main")[1].split("</main>")[0]
    assert 'href="/courses/"' in main


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "Enroll"),
        ({"seats": 0}, "All seats are taken."),
        ({"enrollment_opens_at": timezone.now() + timedelta(days=5)}, "Enrollment opens on"),
        (
            {
                "enrollment_opens_at": timezone.now() - timedelta(days=5),
                "enrollment_closes_at": timezone.now() - timedelta(days=1),
            },
            "Enrollment has closed.",
        ),
    ],
)
def test_course_page_for_a_visitor_offers_what_is_possible_now(
    client: Client, fields: dict[str, Any], text: str
) -> None:
    course = make_course()
    cohort = make_cohort(course, **fields)
    page = client.get(course.get_url()).content.decode()
    assert text in page
    assert (reverse("courses:enroll", args=[cohort.pk]) in page) is (not fields)


def test_course_page_for_an_enrolled_learner_offers_to_continue(learner_client: Client) -> None:
    course = make_course()
    learner_client.post(reverse("courses:enroll", args=[make_cohort(course).pk]), NAME)
    page = learner_client.get(course.get_url()).content.decode()
    assert reverse("courses:resume", args=[Enrollment.objects.get().pk]) in page


def test_course_page_leads_to_the_cohort_that_is_open_not_to_one_that_has_ended(client: Client) -> None:
    course, learner = make_course(), make_learner()
    ended, running = (make_cohort(course, title=title) for title in ("Ended", "Running"))
    for cohort in (ended, running):
        enroll(cohort=cohort, learner=learner, by=learner)
    Cohort.objects.filter(pk=ended.pk).update(starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2))
    client.force_login(learner)
    page = client.get(course.get_url()).content.decode()
    bar = page.split('class="course-bar"')[1].split("</div>")[0]
    assert re.findall(r'href="(.*?)"', bar) == [reverse("courses:resume", args=[running.enrollments.get().pk])]
    assert "This cohort has ended." in page


def test_resume_leads_to_the_first_module_that_is_not_completed(learner_client: Client) -> None:
    course = make_course(modules=2)
    learner_client.post(reverse("courses:enroll", args=[make_cohort(course).pk]), NAME)
    enrollment = Enrollment.objects.get()
    first, second = (page.specific for page in course.get_children())
    resume = reverse("courses:resume", args=[enrollment.pk])
    assert learner_client.get(resume).headers["Location"] == first.get_url()
    learner_client.post(reverse("courses:mark_read", args=[enrollment.pk, first.translation_key]))
    assert learner_client.get(resume).headers["Location"] == second.get_url()


def test_resume_before_the_first_day_leads_to_the_course(learner_client: Client) -> None:
    course = make_course()
    cohort = make_cohort(course, starts_on=timezone.now().date() + timedelta(days=3))
    learner_client.post(reverse("courses:enroll", args=[cohort.pk]), NAME)
    resume = reverse("courses:resume", args=[Enrollment.objects.get().pk])
    assert learner_client.get(resume).headers["Location"] == course.get_url()


def test_get_never_changes_anything(learner_client: Client, cohort: Cohort) -> None:
    enroll_address = reverse("courses:enroll", args=[cohort.pk])
    learner_client.get(enroll_address)
    assert not Enrollment.objects.exists()
    enrollment = enroll(cohort=cohort, learner=make_learner(), by=None)
    assert learner_client.get(reverse("courses:withdraw", args=[enrollment.pk])).status_code == 404


@pytest.mark.parametrize("hide", ["unpublish", "password"])
def test_enroll_in_a_course_that_is_not_shown_is_not_found(learner_client: Client, hide: str) -> None:
    course = make_course("Canary")
    cohort = make_cohort(course)
    if hide == "unpublish":
        course.unpublish()
    else:
        PageViewRestriction.objects.create(page=course, restriction_type="password", password="open sesame")
    address = reverse("courses:enroll", args=[cohort.pk])
    response = learner_client.post(address, NAME)
    assert (response.status_code, Enrollment.objects.exists()) == (404, False)
    assert "Canary" not in learner_client.get(address).content.decode()


def test_enroll_in_another_language_than_the_modules_says_in_which_they_are(
    learner_client: Client, cohort: Cohort
) -> None:
    address = reverse("courses:enroll", args=[cohort.pk])
    assert "message-warning" not in learner_client.get(address).content.decode()
    page = learner_client.get(f"/fa{address}").content.decode()
    assert "message-warning" in page
    assert "<li>انگلیسی</li>" in page
