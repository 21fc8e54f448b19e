"""The page of a course: what it offers whom, what plugins add, and courses like it."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail import hooks

from courses.catalogue.queries import related_courses
from courses.enrollment.services import enroll
from courses.models import CoursePage
from tests.factories.courses import make_cohort, make_course, make_learner, make_module, publish, take_course

pytestmark = pytest.mark.django_db
BAR = re.compile(r'<div class="course-bar">\s*<a class="([\w -]+)" href="([^"]+)">([^<]+)</a>\s*</div>')
PAST, FUTURE = date(2020, 1, 1), date(2050, 1, 1)


def act(client: Client, course: CoursePage) -> tuple[str, str]:
    """The one act that stays at hand on a phone: its words and where it leads."""
    [(_kind, address, words)] = BAR.findall(client.get(course.get_url()).content.decode())
    return words, address


def test_act_for_a_visitor_is_to_enroll_or_to_see_the_dates_first(client: Client) -> None:
    course = make_course()
    later = make_cohort(course, enrollment_opens_at=timezone.now() + timedelta(days=1))
    assert act(client, course) == ("See dates and enroll", "#dates")
    cohort = make_cohort(course)
    assert act(client, course) == ("Enroll", f"/learning/cohorts/{cohort.pk}/enroll/")
    later.enrollment_opens_at = None
    later.save()
    assert act(client, course) == ("See dates and enroll", "#dates")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"starts_on": FUTURE}, "See dates"),
        ({"starts_on": PAST}, "Continue"),
        ({"starts_on": PAST, "ends_on": PAST}, "See dates"),
    ],
)
def test_act_for_a_learner_follows_her_cohort(client: Client, days: dict[str, date], words: str) -> None:
    course, learner = make_course(), make_learner()
    cohort = make_cohort(course)
    enrollment = enroll(cohort=cohort, learner=learner, by=learner)
    for name, day in days.items():
        setattr(cohort, name, day)
    cohort.save()
    client.force_login(learner)
    address = f"/learning/enrollments/{enrollment.pk}/resume/" if words == "Continue" else "#dates"
    assert act(client, course) == (words, address)


def test_act_after_the_course_is_completed_is_to_read_again(client: Client) -> None:
    course, learner = make_course(), make_learner()
    enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner)
    take_course(enrollment)
    client.force_login(learner)
    assert act(client, course) == ("Read again", f"/learning/enrollments/{enrollment.pk}/resume/")


def test_course_without_dates_keeps_no_act_at_hand(client: Client) -> None:
    assert "course-bar" not in client.get(make_course().get_url()).content.decode()


def test_modules_are_counted_and_their_hours_added_up(client: Client) -> None:
    course = make_course(modules=0)
    for minutes in (60, 90):
        make_module(course, f"Module {minutes}", workload_minutes=minutes)
    assert "2 modules, 2.5 hours together" in client.get(course.get_url()).content.decode()


def test_part_of_a_plugin_stands_on_the_page_and_is_drawn_for_each_reader(client: Client) -> None:
    course, learner = make_course(), make_learner("ana@example.org")

    def draw(page: Any, request: Any) -> str:
        return f"<section>{page.title} for {request.user}</section>" if request.user.is_authenticated else ""

    with hooks.register_temporarily("register_course_page_parts", draw):
        stranger = client.get(course.get_url()).content.decode()
        client.force_login(learner)
        own = client.get(course.get_url()).content.decode()
    assert " for " not in re.findall(r"<section>(.*?)</section>", stranger)
    assert f"&lt;section&gt;City diplomacy for {learner}" in own


def test_related_courses_are_those_with_most_tags_and_goals_in_common(django_assert_num_queries: Any) -> None:
    course, near, far, other = (make_course(title) for title in ("Course", "Near", "Far", "Other"))
    for page, tags, goals in (
        (course, ["history", "law"], [11, 17]),
        (near, ["history", "law", "water"], [11]),
        (far, [], [17]),
        (other, ["water"], [16]),
    ):
        page.tags.add(*tags)
        page.goals = goals
        publish(page)
    with django_assert_num_queries(3):
        found = [page.title for page in related_courses(course, 3)]
    assert found == ["Near", "Far"]
    far.unpublish()
    assert [page.title for page in related_courses(course, 3)] == ["Near"]


def test_course_page_when_others_are_like_it_shows_them_as_cards(client: Client) -> None:
    course, near = make_course("Course"), make_course("Near")
    for page in (course, near):
        page.goals = [11]
        publish(page)
    shown = client.get(course.get_url()).content.decode().split('aria-labelledby="related"')[1]
    assert re.findall(r'<h3><a href="([^"]+)">', shown) == ["/courses/near/"]


def test_dates_of_a_cohort_are_told_to_machines_with_its_offset(client: Client) -> None:
    course = make_course()
    make_cohort(course, starts_on=date(2050, 3, 1), ends_on=date(2050, 3, 31), time_zone="Asia/Tehran")
    page = client.get(course.get_url()).content.decode()
    assert 'data-zone="Asia/Tehran" data-own-time="{moment} in your time zone"' in page
    assert '<time datetime="2050-03-01T00:00:00+03:30" data-own="day">1 March 2050</time>' in page
    assert '<time datetime="2050-04-01T00:00:00+03:30">31 March 2050</time>' in page


def test_modules_are_links_for_those_who_may_read_them(client: Client, admin_user: Any) -> None:
    course = make_course(modules=1)
    cohort = make_cohort(course)
    learner, stranger = make_learner("ana@example.org"), make_learner("ben@example.org")
    enroll(cohort=cohort, learner=learner, by=learner)
    first = course.get_children().first().get_url()
    told = "You can read the modules once you are enrolled."
    for visitor, readable in ((None, False), (stranger, False), (learner, True), (admin_user, True)):
        if visitor:
            client.force_login(visitor)
        page = client.get(course.get_url()).content.decode()
        assert (f'<a class="syllabus-title" href="{first}">' in page, told not in page) == (readable, readable), visitor


def test_modules_of_a_cohort_that_has_not_started_are_no_links_yet(client: Client) -> None:
    course, learner = make_course(modules=1), make_learner()
    enroll(cohort=make_cohort(course, starts_on=date(2050, 3, 1)), learner=learner, by=learner)
    client.force_login(learner)
    page = client.get(course.get_url()).content.decode()
    assert '<p class="syllabus-title"><bdi>Module 1</bdi></p>' in page
    assert "You can read the modules once you are enrolled." not in page
