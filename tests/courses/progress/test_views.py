"""What a learner reads while she works through a module, and at the moment when she is done."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from wagtail import hooks

from courses.assessment.services import start_attempt, submit_attempt
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll, withdraw
from courses.models import Attempt, Cohort, CourseCompletion, CoursePage, ModulePage, Quiz
from courses.progress.services import mark_read, reevaluate
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    minimum_average,
    module_of,
    quiz_block,
    right_answers,
)

pytestmark = pytest.mark.django_db
BLOCK = UUID(block_id("quiz"))
MODULE_DONE, COURSE_DONE = "You have completed this module.", "Congratulations: you have completed the course."
WHERE = "Your certificate appears among your certificates"


@pytest.fixture
def course() -> CoursePage:
    """A module to read, and one with a text and a quiz."""
    course = make_course(modules=1, completion=minimum_average(100))
    text = {"type": "text", "value": "<p>Calm.</p>", "id": block_id("calm")}
    make_module(course, "With quiz", body=[text, quiz_block(make_quiz("Check", pass_mark=50))])
    return course


@pytest.fixture
def enrollment(client: Client, course: CoursePage) -> Enrollment:
    learner = make_learner()
    client.force_login(learner)
    made = enroll(cohort=make_cohort(course), learner=learner, by=learner)
    reevaluate(enrollment=made)
    return made


def page_of(title: str) -> ModulePage:
    return ModulePage.objects.get(title=title)


def read(client: Client, enrollment: Enrollment, title: str) -> tuple[list[str], str]:
    """Mark the module as read in the browser; what the site says, and the page after it."""
    key = page_of(title).translation_key
    text = client.post(reverse("courses:mark_read", args=[enrollment.pk, key]), follow=True).content.decode()
    return re.findall(r'<div class="message message-success">(.*?)</div>', text), text


def take_quiz(client: Client, enrollment: Enrollment, right: int) -> tuple[list[str], str]:
    """Take the quiz in the browser with so many right answers; what the site says, and the result."""
    module = module_of(page_of("With quiz"))
    attempt = start_attempt(enrollment=enrollment, module=module, block_id=BLOCK)
    answers = {question: chosen[0] for question, chosen in right_answers(attempt.questions).items()}
    for question in attempt.questions[right:]:
        answers[question["id"]] = next(option["id"] for option in question["options"] if not option["correct"])
    data = {f"answer-{question}": option for question, option in answers.items()}
    text = client.post(reverse("courses:attempt", args=[attempt.pk]), data, follow=True).content.decode()
    return re.findall(r'<div class="message message-success">(.*?)</div>', text), text


def still_open(client: Client, title: str) -> list[str]:
    text = client.get(page_of(title).get_url()).content.decode()
    found = re.search(r"Still open in this module:</p>\s*<ul>(.*?)</ul>", text, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<li>(.*?)</li>", found[1])] if found else []


def test_list_of_what_is_open_names_reading_and_activities_and_gets_shorter(
    client: Client, enrollment: Enrollment
) -> None:
    assert still_open(client, "With quiz") == ["Read the text and mark it as read", "Quiz: Check Pass the quiz."]
    read(client, enrollment, "With quiz")
    assert still_open(client, "With quiz") == ["Quiz: Check Pass the quiz."]
    take_quiz(client, enrollment, right=2)
    assert still_open(client, "With quiz") == []


def test_list_of_what_is_open_names_a_quiz_that_names_itself_once(client: Client, enrollment: Enrollment) -> None:
    Quiz.objects.update(title="Quiz: towns")
    assert still_open(client, "With quiz")[1] == "Quiz: towns Pass the quiz."
    page = client.get(f"/fa{page_of('With quiz').get_url()}").content.decode()
    assert "<bdi>Quiz: towns</bdi></a> " in page
    assert ": <bdi>Quiz: towns" not in page


def buttons(page: str) -> dict[str, str]:
    """The ways on that a result offers, each with its address."""
    outcome = page.partition('aria-labelledby="outcome"')[2].partition("</section>")[0]
    found = re.findall(r'<a class="button[^"]*" href="([^"]+)">(.*?)</a>', outcome)
    return {re.sub(r"<[^>]+>", "", text): address for address, text in found}


def test_result_of_a_passed_quiz_leads_to_what_is_next(client: Client, enrollment: Enrollment) -> None:
    back = {"Back to the module": f"{page_of('With quiz').get_url()}#progress"}
    _messages, result = take_quiz(client, enrollment, right=2)
    first = {"Go on to the next module: Module 1": page_of("Module 1").get_url()}
    assert buttons(result) == {**first, **back}
    read(client, enrollment, "Module 1")
    _messages, result = take_quiz(client, enrollment, right=2)
    assert ("To complete the module, do what is still open in it." in result, buttons(result)) == (True, back)
    read(client, enrollment, "With quiz")
    _messages, result = take_quiz(client, enrollment, right=2)
    certificates = {"See your certificates": "/certificates/"}
    assert buttons(result) == {**certificates, "Go to my learning": "/learning/", **back}


def test_module_that_is_read_leads_to_its_open_quiz_and_then_to_the_next_module(
    client: Client, course: CoursePage, enrollment: Enrollment
) -> None:
    make_module(course, "Last")
    quiz = reverse("courses:quiz", args=[enrollment.pk, page_of("With quiz").translation_key, BLOCK])
    _messages, page = read(client, enrollment, "With quiz")
    assert ways_on(page) == [("button", quiz), ("button button-secondary", page_of("Last").get_url())]
    take_quiz(client, enrollment, right=2)
    page = client.get(page_of("With quiz").get_url()).content.decode()
    assert ways_on(page) == [("button", page_of("Last").get_url())]


def ways_on(page: str) -> list[tuple[str, str]]:
    """The buttons below the text of a module: how they look, and where they lead."""
    progress = page.partition('id="progress"')[2].partition("</section>")[0]
    return re.findall(r'<a class="(button[^"]*)" href="([^"]+)"', progress)


def test_my_learning_leads_to_the_courses_and_tells_of_the_year_once_something_is_completed(
    client: Client, course: CoursePage, enrollment: Enrollment
) -> None:
    address = reverse("courses:course", args=[enrollment.pk])
    page = client.get("/learning/").content.decode()
    assert (f'<a href="{address}">{course.title}</a>' in page, "learning-year" in page) == (True, False)
    assert client.get(address).headers["Location"] == course.get_url()
    read(client, enrollment, "Module 1")
    assert "learning-year" in client.get("/learning/").content.decode()
    course.unpublish()
    assert client.get(address).headers["Location"] == "/learning/"
    client.force_login(make_learner("ben@example.org"))
    assert client.get(address).status_code == 404


def test_links_of_the_list_lead_to_places_on_the_page(client: Client, enrollment: Enrollment) -> None:
    text = client.get(page_of("With quiz").get_url()).content.decode()
    for anchor in ("mark-read", f"activity-{BLOCK}"):
        assert (f'href="#{anchor}"' in text, f'id="{anchor}"' in text) == (True, True)


def test_acts_say_what_they_completed_nothing_a_module_or_the_course(client: Client, enrollment: Enrollment) -> None:
    assert read(client, enrollment, "Module 1")[0] == [MODULE_DONE]
    assert read(client, enrollment, "With quiz")[0] == ["Marked as read."]
    messages, result = take_quiz(client, enrollment, right=2)
    assert (messages, WHERE in result, 'href="/certificates/"' in result) == ([COURSE_DONE], True, True)


def test_reading_as_the_last_act_completes_the_course_and_says_so(client: Client, enrollment: Enrollment) -> None:
    take_quiz(client, enrollment, right=2)
    read(client, enrollment, "With quiz")
    messages, page = read(client, enrollment, "Module 1")
    assert (messages, WHERE in page, "You completed this course on" in page) == ([COURSE_DONE], True, True)


def test_an_act_after_the_course_was_completed_congratulates_no_more(client: Client, enrollment: Enrollment) -> None:
    for title in ("Module 1", "With quiz"):
        read(client, enrollment, title)
    take_quiz(client, enrollment, right=2)
    assert take_quiz(client, enrollment, right=2)[0] == []
    assert read(client, enrollment, "Module 1")[0] == ["Marked as read."]


def test_learning_list_and_module_pages_say_that_the_course_is_complete(client: Client, enrollment: Enrollment) -> None:
    addresses = ["/learning/", page_of("Module 1").get_url(), page_of("With quiz").get_url()]
    told = "You completed this course on"
    assert [told in client.get(address).content.decode() for address in addresses] == [False, False, False]
    for title in ("Module 1", "With quiz"):
        read(client, enrollment, title)
    take_quiz(client, enrollment, right=2)
    assert [told in client.get(address).content.decode() for address in addresses] == [True, True, True]


def headings(client: Client) -> list[str]:
    return re.findall(r"<h[23][^>]*>(.*?)</h[23]>", main_of(client))


def main_of(client: Client) -> str:
    return client.get("/learning/").content.decode().split("<main")[1].split("</main>")[0]


def test_learning_page_leads_to_the_next_module_and_then_to_the_completed_course(
    client: Client, enrollment: Enrollment
) -> None:
    year = f"The year {timezone.now().year}"
    assert headings(client) == ["Module 1"]
    read(client, enrollment, "Module 1")
    assert headings(client) == ["With quiz", year]
    read(client, enrollment, "With quiz")
    take_quiz(client, enrollment, right=2)
    title = f'<a href="{reverse("courses:course", args=[enrollment.pk])}">{enrollment.cohort.course}</a>'
    assert headings(client) == [year, "Certificates", "Completed courses", title]


OFFERS = ["Continue", "See the course", "Leave this cohort", "Enroll again"]


def offered(client: Client) -> list[str]:
    """What the page My learning offers to do in the one course that is there."""
    page = main_of(client)
    return [offer for offer in OFFERS if offer in page]


@pytest.mark.parametrize(
    ("cohort", "offers"),
    [
        ({}, ["Continue", "Leave this cohort"]),
        ({"starts_on": date(2100, 1, 1)}, ["See the course", "Leave this cohort"]),
        ({"ends_on": date(2026, 1, 1)}, ["See the course"]),
    ],
)
def test_learning_page_offers_only_what_is_not_refused(
    client: Client, enrollment: Enrollment, cohort: dict[str, Any], offers: list[str]
) -> None:
    Cohort.objects.update(**cohort)
    assert offered(client) == offers


@pytest.mark.parametrize(
    ("cohort", "offers", "reason"),
    [
        ({}, ["Enroll again"], ""),
        ({"seats": 0}, [], "All seats are taken."),
        ({"ends_on": date(2026, 1, 1)}, [], "This cohort has ended."),
    ],
)
def test_learning_page_offers_a_seat_again_only_where_there_is_one(
    client: Client, enrollment: Enrollment, cohort: dict[str, Any], offers: list[str], reason: str
) -> None:
    withdraw(enrollment=enrollment, by=enrollment.learner)
    Cohort.objects.update(**cohort)
    assert (offered(client), reason in main_of(client)) == (offers, True)


def test_learning_page_offers_no_seat_in_a_course_that_is_not_published(
    client: Client, course: CoursePage, enrollment: Enrollment
) -> None:
    withdraw(enrollment=enrollment, by=enrollment.learner)
    course.unpublish()
    assert (offered(client), "This course is not published at the moment." in main_of(client)) == ([], True)


def test_learning_page_of_somebody_who_takes_no_course_says_where_courses_are(client: Client) -> None:
    client.force_login(make_learner())
    assert headings(client) == ["You are not enrolled in a course yet"]


def test_learning_page_when_an_app_adds_a_part_shows_it_to_the_reader(client: Client, enrollment: Enrollment) -> None:
    def draw(request: Any) -> str:
        return format_html("<h2>Badges of {}</h2>", request.user)

    with hooks.register_temporarily("register_learning_parts", draw):
        assert f"Badges of {enrollment.learner}" in headings(client)


def test_all_modules_completed_with_too_low_an_average_says_what_is_missing(
    client: Client, enrollment: Enrollment
) -> None:
    for title in ("Module 1", "With quiz"):
        mark_read(enrollment=enrollment, module=module_of(page_of(title)))
    messages, _result = take_quiz(client, enrollment, right=1)
    assert (messages, CourseCompletion.objects.exists()) == ([MODULE_DONE], False)
    for address in ("/learning/", page_of("Module 1").get_url()):
        page = client.get(address).content.decode()
        assert "Reach an average of 100% in the quizzes: 50% now." in page
        assert '<details class="checklist" open>' in page
    take_quiz(client, enrollment, right=2)
    assert "Reach an average" not in client.get("/learning/").content.decode()


def test_handing_in_twice_keeps_the_first_result_and_says_nothing_new(client: Client, enrollment: Enrollment) -> None:
    take_quiz(client, enrollment, right=2)
    attempt = Attempt.objects.get()
    submitted = attempt.submitted_at
    response = client.post(reverse("courses:attempt", args=[attempt.pk]), {}, follow=True)
    attempt.refresh_from_db()
    assert (response.status_code, attempt.submitted_at) == (200, submitted)


def test_submitting_in_a_service_without_a_browser_completes_the_same(enrollment: Enrollment) -> None:
    module = module_of(page_of("With quiz"))
    for title in ("Module 1", "With quiz"):
        mark_read(enrollment=enrollment, module=module_of(page_of(title)))
    attempt = start_attempt(enrollment=enrollment, module=module, block_id=BLOCK)
    submit_attempt(attempt=attempt, answers=right_answers(attempt.questions))
    assert CourseCompletion.objects.get().completed_at == Attempt.objects.get().submitted_at
