import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
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


@pytest.mark.django_db(transaction=True)
def test_flush_when_it_takes_the_root_page_too_succeeds() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert not Page.objects.exists()
    assert not Group.objects.filter(name__in=ROLES).exists()
