import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lms.accounts.models import User

pytestmark = pytest.mark.django_db


def test_address_is_kept_in_lower_case():
    user = User.objects.create_user(" Ana@Example.ORG ", "correct horse")
    assert user.email == "ana@example.org"
    assert User.objects.get_by_natural_key("ANA@example.org") == user


def test_user_without_address_is_refused():
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("")


def test_user_without_password_cannot_sign_in():
    assert not User.objects.create_user("ana@example.org").has_usable_password()


def test_superuser_has_every_permission():
    assert User.objects.create_superuser("root@example.org", "correct horse").has_perm("anything.at_all")


def test_same_address_in_another_case_is_refused_by_the_database():
    User.objects.create_user("ana@example.org")
    with transaction.atomic(), pytest.raises(IntegrityError):
        User.objects.bulk_create([User(email="ANA@example.org")])


def test_same_address_in_another_case_is_refused_by_forms():
    User.objects.create_user("ana@example.org")
    with pytest.raises(ValidationError) as refused:
        User(email="ANA@example.org", password="x").full_clean()
    assert refused.value.message_dict == {"email": ["User with this E-mail address already exists."]}


def test_person_is_called_by_name_or_else_by_address():
    assert str(User(email="ana@example.org", name="Ana")) == "Ana"
    assert str(User(email="ana@example.org")) == "ana@example.org"
