"""Cities by country and organizations that teach, in the order of the reader's alphabet."""

from typing import Any

import pytest
from django.utils.translation import override

from courses.directory.countries import country_name
from courses.directory.queries import cities_by_country, teaching_organizations
from courses.models import City, CoursePartner, Organization
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db


def city(name: str, country: str, persian: str = "", organizations: int = 0) -> City:
    made = City.objects.create(name=name, country=country, names={"fa": persian})
    for number in range(organizations):
        Organization.objects.create(name=f"{name} {number}", city=made)
    return made


def test_cities_by_country_are_named_counted_and_in_order(django_assert_num_queries: Any) -> None:
    city("Volgograd", "RU", "ولگوگراد", organizations=2)
    city("Kazan", "RU", "کازان")
    city("Isfahan", "IR", "اصفهان", organizations=1)
    with django_assert_num_queries(1):
        found = cities_by_country()
    assert [(one.name, [(str(it), it.organization_count) for it in one.cities]) for one in found] == [
        ("Iran", [("Isfahan", 1)]),
        ("Russia", [("Kazan", 0), ("Volgograd", 2)]),
    ]
    with override("fa"):
        assert [(one.name, [str(it) for it in one.cities]) for one in cities_by_country()] == [
            ("ایران", ["اصفهان"]),
            ("روسیه", ["کازان", "ولگوگراد"]),
        ]


def test_teaching_organizations_are_those_behind_a_published_course_each_once(django_assert_num_queries: Any) -> None:
    library, archive, idle = (Organization.objects.create(name=name) for name in ("Library", "Archive", "Idle"))
    for title in ("First", "Second"):
        make_course(title, partners=[CoursePartner(organization=one) for one in (library, archive)])
    make_course("Draft", partners=[CoursePartner(organization=idle)]).unpublish()
    with django_assert_num_queries(1):
        assert teaching_organizations() == [archive, library]


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("en", "BY", "Belarus"),
        ("ru", "BY", "Беларусь"),
        ("fa", "by", "بلاروس"),
        ("en-gb", "US", "United States"),
        ("en", "ZZ9", "ZZ9"),
        ("xx", "RU", "RU"),
    ],
)
def test_country_name_in_each_language_is_that_of_the_reader(language: str, code: str, name: str) -> None:
    with override(language):
        assert country_name(code) == name
