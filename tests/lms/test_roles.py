import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from lms.roles import ROLES, make_roles

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
