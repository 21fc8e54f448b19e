import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from courses.enrollment.services import enroll
from courses.models import Enrollment, ModulePage
from lms.roles import ROLES, make_roles
from tests.factories.courses import make_cohort, make_course, make_learner, site_root

pytestmark = pytest.mark.django_db


def test_make_roles_when_groups_are_missing_makes_them() -> None:
    Group.objects.filter(name__in=ROLES).delete()
    make_roles()
    editors = Group.objects.get(name="Course editors")
    assert Group.objects.filter(name__in=ROLES).count() == len(ROLES)
    assert editors.page_permissions.count() == len(ROLES["Course editors"]["pages"])


def test_make_roles_when_there_is_no_root_page_does_nothing() -> None:
    Group.objects.all().delete()
    Page.objects.all().delete()
    make_roles()
    assert not Group.objects.exists()


@pytest.fixture
def editor_client(client: Client) -> Client:
    editor = make_learner("editor@example.org")
    editor.groups.add(Group.objects.get(name="Course editors"))
    client.force_login(editor)
    return client


def test_editor_deletes_a_course_with_its_modules_and_no_record_of_learners(editor_client: Client) -> None:
    course = make_course(modules=2)
    enrollment = enroll(cohort=make_cohort(course), learner=make_learner(), by=None)
    address = f"/admin/pages/{course.pk}/delete/"
    assert editor_client.get(address).status_code == 200
    assert editor_client.post(address).url == f"/admin/pages/{course.get_parent().pk}/"
    assert not Page.objects.filter(pk=course.pk).exists()
    assert not ModulePage.objects.exists()
    assert Enrollment.objects.get() == enrollment


def test_editor_deletes_a_single_page(editor_client: Client) -> None:
    module = make_course().get_children().get()
    assert editor_client.post(f"/admin/pages/{module.pk}/delete/").status_code == 302
    assert not Page.objects.filter(pk=module.pk).exists()


@pytest.mark.parametrize("address", ["/admin/pages/{}/delete/", "/admin/bulk/wagtailcore/page/delete/?id={}"])
def test_editor_cannot_delete_the_first_page_of_the_site(editor_client: Client, address: str) -> None:
    home = site_root()
    editor_client.post(address.format(home.pk))
    assert Page.objects.filter(pk=home.pk).exists()


def test_reviewer_deletes_no_course(client: Client) -> None:
    reviewer = make_learner("reviewer@example.org")
    reviewer.groups.add(Group.objects.get(name="Course reviewers"))
    client.force_login(reviewer)
    course = make_course()
    client.post(f"/admin/pages/{course.pk}/delete/")
    assert Page.objects.filter(pk=course.pk).exists()
