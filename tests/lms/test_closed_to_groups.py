"""A page for a group of people, and those who do not belong to it."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from courses.models import CoursePage
from tests.factories.courses import make_course, make_learner


@pytest.fixture
def course(db: None) -> CoursePage:
    course = make_course()
    restriction = PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Delegates"))
    return course


def test_page_of_a_group_says_so_to_whoever_is_signed_in_and_not_in_it(client: Client, course: CoursePage) -> None:
    client.force_login(make_learner())
    response = client.get(course.url)
    assert response.status_code == 403
    assert "This page is for a group of people to which your account does not belong." in response.content.decode()


def test_page_of_a_group_opens_to_its_people_and_sends_strangers_to_the_sign_in(
    client: Client, course: CoursePage
) -> None:
    assert client.get(course.url).status_code == 302
    delegate = make_learner()
    delegate.groups.add(Group.objects.get(name="Delegates"))
    client.force_login(delegate)
    assert client.get(course.url).status_code == 200
