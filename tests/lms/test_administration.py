"""Wagtail's administration with this site's people: one name, an e-mail address, no user name."""

from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from courses.models import Cohort, Course, Enrollment
from lms.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = {"password1": "bridge-over-7", "password2": "bridge-over-7"}


@pytest.fixture
def admin_client(client, admin_user):
    client.force_login(admin_user)
    return client


def test_learner_is_told_that_the_admin_is_closed(client, make_user):
    client.force_login(make_user())
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain == [("/admin/login/?next=/admin/", 302)]
    assert response.status_code == 403
    page = response.content.decode()
    assert page.count("You do not have permission to access the admin.") == 1
    assert "Your account has no access" not in page
    assert "Your account has no access" in client.get("/admin/login/").content.decode()


def test_visitor_is_sent_to_the_site_sign_in(client):
    response = client.get("/admin/pages/", follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=/admin/pages/"


def test_administration_bears_the_name_mark_and_colors_of_the_site(admin_client):
    page = admin_client.get("/admin/").content.decode()
    assert "<title>Dashboard - Attaché</title>" in page
    for part in ('href="/static/site/admin/desk.css"', '<span class="desk-name">Attaché</span>', "site/mark.svg"):
        assert part in page
    assert "Wagtail</title>" not in page


def test_administrator_adds_a_person(admin_client):
    form = admin_client.get("/admin/users/new/").content.decode()
    assert 'name="name"' in form
    assert 'name="first_name"' not in form
    group = Group.objects.get(name="Editors")
    data = {"email": "Editor@Example.org", "name": "Ed", "groups": [group.pk], **PASSWORD}
    assert admin_client.post("/admin/users/new/", data).status_code == 302
    user = User.objects.get(email="editor@example.org")
    assert (user.name, user.is_superuser, user.check_password("bridge-over-7")) == ("Ed", False, True)
    assert list(user.groups.all()) == [group]


def test_second_person_with_one_address_is_refused(admin_client, make_user):
    make_user("ana@example.org")
    response = admin_client.post("/admin/users/new/", {"email": "ANA@example.org", "name": "Other", **PASSWORD})
    assert response.status_code == 200
    assert "already" in str(response.context["form"].errors)
    assert User.objects.count() == 2


def test_administrator_changes_name_and_keeps_the_password(admin_client, make_user):
    user = make_user("ana@example.org", name="Ana")
    data = {"email": "ana@example.org", "name": "Ana Lucía", "is_active": "on"}
    assert admin_client.post(f"/admin/users/edit/{user.pk}/", data).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.check_password("correct horse")) == ("Ana Lucía", True)
    assert EmailAddress.objects.get(user=user).verified


def test_address_replaced_by_the_administrator_opens_nothing_any_more(admin_client, client_factory, make_user):
    user = make_user("old@example.org", name="Ana")
    data = {"email": "new@example.org", "name": "Ana", "is_active": "on"}
    admin_client.post(f"/admin/users/edit/{user.pk}/", data)
    visitor = client_factory()
    visitor.post("/accounts/login/", {"login": "old@example.org", "password": "correct horse"})
    assert "_auth_user_id" not in visitor.session
    step = visitor.post("/accounts/login/", {"login": "new@example.org", "password": "correct horse"})
    assert step.url == "/accounts/confirm-email/"


def test_people_are_found_by_name_and_address(admin_client, make_user):
    make_user("ana@example.org", name="Лусия")
    make_user("bob@example.org", name="Bob")
    for query in ("Лусия", "ana@"):
        response = admin_client.get("/admin/users/", {"q": query})
        assert [user.email for user in response.context["users"]] == ["ana@example.org"]


def test_list_of_people_filters_and_shows_names(admin_client, make_user):
    make_user("ana@example.org", name="Ana Lucía", is_active=False)
    response = admin_client.get("/admin/users/", {"is_active": "false"})
    assert [user.email for user in response.context["users"]] == ["ana@example.org"]
    assert "Ana Lucía" in response.content.decode()


def test_list_of_people_shows_the_roles_of_each(admin_client, make_user):
    names = ["Course editors", "Registrars"]
    for number in range(3):
        make_user(f"ana{number}@example.org").groups.set(Group.objects.filter(name__in=names[: number + 1]))
    page = " ".join(admin_client.get("/admin/users/").content.decode().split())
    assert [page.count(f"> {roles} </td>") for roles in ("Course editors", "Course editors, Registrars")] == [1, 2]
    assert "Username" not in page


def test_own_account_page_changes_the_name_and_neither_address_nor_password(admin_client, admin_user):
    page = admin_client.get("/admin/account/").content.decode()
    assert 'name="profile-name"' in page
    for field in ("first_name", "last_name", "name_email-email", "new_password1"):
        assert field not in page
    data = {"profile-name": "Administrator", "locale-preferred_language": "", "locale-current_time_zone": ""}
    data |= {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    assert admin_client.post("/admin/account/", data).status_code == 302
    admin_user.refresh_from_db()
    assert (admin_user.name, admin_user.email) == ("Administrator", "admin@example.org")


def test_own_account_page_needs_access_to_the_admin(client, make_user):
    client.force_login(make_user())
    assert client.get("/admin/account/").url == "/admin/login/?next=/admin/account/"


def test_person_is_deleted(admin_client, make_user):
    user = make_user("ana@example.org")
    assert admin_client.get(f"/admin/users/delete/{user.pk}/").status_code == 200
    assert admin_client.post(f"/admin/users/delete/{user.pk}/").status_code == 302
    assert not User.objects.filter(pk=user.pk).exists()


def test_person_is_not_deleted_by_the_method_of_that_name(admin_client, make_user):
    user = make_user("ana@example.org")
    assert admin_client.delete(f"/admin/users/delete/{user.pk}/").status_code == 405
    assert User.objects.filter(pk=user.pk).exists()


@pytest.fixture
def learner(make_user):
    """Has an enrollment, which stays on record."""
    course = Course.objects.create(key=uuid4(), titles={"en": "City Diplomacy"}, language="en")
    cohort = Cohort.objects.create(course=course, title="Autumn", time_zone="Europe/Volgograd")
    learner = make_user("learner@example.org", name="Learner")
    Enrollment.objects.create(learner=learner, cohort=cohort, state="active", enrolled_at=timezone.now())
    return learner


def test_person_with_records_is_not_deleted(admin_client, learner):
    response = admin_client.post(f"/admin/users/delete/{learner.pk}/", follow=True)
    assert response.redirect_chain == [(f"/admin/users/edit/{learner.pk}/", 302)]
    text = "“Learner” has records and cannot be deleted. Deactivate the account instead."
    assert text in response.content.decode()
    assert User.objects.filter(pk=learner.pk).exists()


def test_people_are_deleted_together(admin_client, make_user):
    people = [make_user(f"{name}@example.org") for name in ("ana", "bob")]
    address = f"/admin/bulk/accounts/user/delete/?id={people[0].pk}&id={people[1].pk}&next=/admin/users/"
    assert admin_client.get(address).status_code == 200
    assert admin_client.post(address).url == "/admin/users/"
    assert User.objects.count() == 1


def test_people_are_not_deleted_when_one_has_records(admin_client, make_user, learner):
    other = make_user("ana@example.org")
    address = f"/admin/bulk/accounts/user/delete/?id={other.pk}&id={learner.pk}&next=/admin/users/"
    response = admin_client.post(address, follow=True)
    assert response.redirect_chain == [("/admin/users/", 302)]
    assert "Nobody was deleted: some of these people have records." in response.content.decode()
    assert User.objects.filter(pk__in=[other.pk, learner.pk]).count() == 2


def test_administrator_who_is_signed_in_goes_straight_in(admin_client):
    assert admin_client.get("/admin/login/?next=//evil.example").url == "/admin/"
