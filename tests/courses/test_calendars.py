"""Days, times and numbers for people: each language its calendar and its digits."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from courses.calendars import (
    first_day_of_year,
    gregorian_date,
    written_date,
    written_moment,
    written_month,
    written_number,
    written_year,
    written_zone,
)

NOON = datetime(2026, 3, 20, 21, 35, tzinfo=UTC)  # the 21st in Tehran


@pytest.mark.parametrize(
    ("language", "day", "month", "moment", "number"),
    [
        ("en", "21 March 2026", "March 2026", "20 March 2026, 21:35", "4.5"),
        ("ru", "21 марта 2026", "март 2026", "20 марта 2026, 21:35", "4,5"),
        ("fa", "۱ فروردین ۱۴۰۵", "فروردین ۱۴۰۵", "۲۹ اسفند ۱۴۰۴، ۲۱:۳۵", "۴٫۵"),
    ],
)
def test_each_language_has_its_own_calendar_and_digits(
    language: str, day: str, month: str, moment: str, number: str
) -> None:
    first_of_spring = date(2026, 3, 21)
    with override(language):
        assert written_date(first_of_spring) == day
        assert written_month(first_of_spring) == month
        assert written_moment(NOON) == moment
        assert written_number(4.5) == number


@pytest.mark.parametrize(
    ("language", "day", "first", "year"),
    [
        ("en", date(2026, 3, 20), date(2026, 1, 1), "2026"),
        ("fa", date(2026, 3, 20), date(2025, 3, 21), "۱۴۰۴"),
        ("fa", date(2026, 3, 21), date(2026, 3, 21), "۱۴۰۵"),
    ],
)
def test_year_begins_where_the_readers_calendar_says(language: str, day: date, first: date, year: str) -> None:
    with override(language):
        assert (first_day_of_year(day), written_year(day)) == (first, year)


def test_moment_when_a_time_zone_is_active_is_told_on_its_clock() -> None:
    with override("fa"), timezone.override(ZoneInfo("Asia/Tehran")):
        assert written_moment(NOON) == "۱ فروردین ۱۴۰۵، ۰۱:۰۵"


# The source documents' own dates, the two ends of a leap year, and the day before each new year.
@pytest.mark.parametrize(
    ("gregorian", "solar"),
    [
        ("2021-05-05", "۱۵ اردیبهشت ۱۴۰۰"),
        ("2025-03-20", "۳۰ اسفند ۱۴۰۳"),
        ("2025-03-21", "۱ فروردین ۱۴۰۴"),
        ("2026-03-20", "۲۹ اسفند ۱۴۰۴"),
        ("2026-11-24", "۳ آذر ۱۴۰۵"),
    ],
)
def test_persian_day_is_that_of_the_solar_hijri_calendar(gregorian: str, solar: str) -> None:
    with override("fa"):
        assert written_date(date.fromisoformat(gregorian)) == solar


def test_day_outside_the_solar_hijri_calendar_stays_gregorian() -> None:
    with override("fa"):
        assert written_date(date(600, 1, 1)) == "۱ ژانویه ۰۶۰۰"
        assert written_month(date(9999, 12, 31)) == "دسامبر ۹۹۹۹"


def test_gregorian_day_is_told_to_persian_readers_in_their_digits() -> None:
    with override("fa"):
        assert gregorian_date(date(2026, 3, 21)) == "۲۱ مارس ۲۰۲۶"


@pytest.mark.parametrize(("language", "size"), [("en", "12.3 KB of 2048, 5%"), ("fa", "۱۲٫۳ KB of ۲۰۴۸, ۵٪")])
def test_numbers_inside_a_text_are_written_in_its_digits(language: str, size: str) -> None:
    with override(language):
        assert written_number("12.3 KB of 2048, 5%") == size


@pytest.mark.parametrize(
    ("language", "zone", "written"),
    [
        ("en", "Asia/Tehran", "Tehran"),
        ("ru", "Asia/Tehran", "Тегеран"),
        ("fa", "Asia/Tehran", "تهران"),
        ("en", "UTC", "UTC"),
        ("xx", "Asia/Tehran", "Asia/Tehran"),
    ],
)
def test_zone_when_written_is_its_city_in_the_language_of_the_reader(language: str, zone: str, written: str) -> None:
    with override(language):
        assert written_zone(zone) == written
