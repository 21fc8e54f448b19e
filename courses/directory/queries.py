"""Reads of the directory."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from .models import City, Organization
from .rules import alphabetical


@dataclass(frozen=True)
class Country:
    """A country with its cities, both named in the active language; each city has its `organization_count`."""

    name: str
    cities: list[City]


def cities_by_country() -> list[Country]:
    """All cities of the directory in the order of the alphabet (one query)."""
    grouped = defaultdict(list)
    for city in City.objects.annotate(organization_count=Count("organizations")):
        grouped[city.country_name].append(city)
    countries = [Country(name, sorted(cities, key=_by_name)) for name, cities in grouped.items()]
    return sorted(countries, key=lambda country: alphabetical(country.name))


def teaching_organizations() -> list[Organization]:
    """Those that stand behind a published course, with their cities and logos, in the order of the alphabet
    (one query)."""
    teaching = Organization.objects.filter(partnered_courses__page__live=True).distinct()
    return sorted(teaching.select_related("city", "logo"), key=_by_name)


def _by_name(one: City | Organization) -> str:
    return alphabetical(str(one))
