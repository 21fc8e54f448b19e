from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale, Page

from courses.enrollment.services import enroll
from courses.models import Enrollment, ModulePage
from lms.models import Role
from lms.roles import ROLES, make_roles
from tests.factories.courses import make_cohort, make_course, make_learner, site_root

pytestmark = pytest.mark.django_db


EDITORS = "Course editors"


def permissions_of(group: Group) -> set[str]:
    ours = group.permissions.values_list("content_type__app_label", "codename")
    pages = group.page_permissions.values_list("permission__codename", flat=True)
    files = group.collection_permissions.values_list("permission__codename", flat=True)
    return {f"{app}.{name}" for app, name in ours} | {*pages} | {*files}


def wanted(name: str) -> set[str]:
    return {permission for permissions in ROLES[name].values() for permission in permissions}


@pytest.mark.parametrize("name", ROLES)
def test_make_roles_on_a_new_site_gives_each_role_what_it_names(name: str) -> None:
    assert permissions_of(Group.objects.get(name=name)) == wanted(name)


@pytest.mark.parametrize(
    ("kind", "name", "removed"),
    [
        ("models", "courses.delete_cohort", "courses.add_quiz"),
        ("pages", "unlock_page", "publish_page"),
        ("files", "choose_image", "choose_document"),
    ],
)
def test_make_roles_after_an_upgrade_adds_what_is_new_and_nothing_that_was_removed(
    monkeypatch: pytest.MonkeyPatch, kind: str, name: str, removed: str
) -> None:
    role = Role.objects.get(name=EDITORS)
    take_away(role.group, name)
    take_away(role.group, removed)
    role.offered[kind] = [one for one in role.offered[kind] if one != name]  # as the version before knew it
    role.save()
    monkeypatch.setitem(ROLES[EDITORS], kind, [*{*ROLES[EDITORS][kind], name}])
    for _upgrade in range(2):
        make_roles()
    assert permissions_of(role.group) == wanted(EDITORS) - {removed}


def take_away(group: Group, name: str) -> None:
    codename = name.split(".")[-1]
    group.permissions.remove(*group.permissions.filter(codename=codename))
    group.page_permissions.filter(permission__codename=codename).delete()
    group.collection_permissions.filter(permission__codename=codename).delete()


def test_make_roles_leaves_a_renamed_role_and_makes_no_second_one() -> None:
    Group.objects.filter(name=EDITORS).update(name="Redaktion")
    make_roles()
    assert not Group.objects.filter(name=EDITORS).exists()
    assert permissions_of(Group.objects.get(name="Redaktion")) == wanted(EDITORS)


def test_make_roles_does_not_bring_back_a_role_that_was_deleted() -> None:
    Group.objects.get(name=EDITORS).delete()
    make_roles()
    assert not Group.objects.filter(name=EDITORS).exists()


def test_roles_made_before_anything_was_written_down_get_only_what_was_added_since() -> None:
    Role.objects.all().delete()
    editors, registrars = Group.objects.get(name=EDITORS), Group.objects.get(name="Registrars")
    for group, name in [(editors, "bulk_delete_page"), (editors, "courses.add_quiz")]:
        take_away(group, name)
    take_away(registrars, "courses.add_extraattempt")
    import_module("lms.migrations.0002_roles_of_before").remember(apps, None)
    make_roles()
    assert permissions_of(editors) == wanted(EDITORS) - {"courses.add_quiz"}
    assert permissions_of(registrars) == wanted("Registrars")


def test_make_roles_when_there_is_no_root_page_does_nothing() -> None:
    Group.objects.all().delete()
    Role.objects.all().delete()
    Page.objects.all().delete()
    make_roles()
    assert not Group.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_make_roles_halfway_through_the_migrations_does_nothing() -> None:
    call_command("migrate", "lms", "zero", verbosity=0)
    try:
        assert Group.objects.filter(name__in=ROLES).count() == len(ROLES)
    finally:
        call_command("migrate", "lms", verbosity=0)
    assert Role.objects.count() == len(ROLES)


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


def test_editor_translates_a_course(editor_client: Client) -> None:
    course, persian = make_course(), Locale.objects.create(language_code="fa")
    course.get_parent().copy_for_translation(persian, copy_parents=True)
    editor_client.post(f"/admin/translation/submit/page/{course.pk}/", {"locales": [persian.pk]})
    assert course.has_translation(persian)


def test_reviewer_deletes_no_course(client: Client) -> None:
    reviewer = make_learner("reviewer@example.org")
    reviewer.groups.add(Group.objects.get(name="Course reviewers"))
    client.force_login(reviewer)
    course = make_course()
    client.post(f"/admin/pages/{course.pk}/delete/")
    assert Page.objects.filter(pk=course.pk).exists()
