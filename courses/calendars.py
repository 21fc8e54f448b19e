"""Days, times and numbers as people write them in the active language.

Persian has the Solar Hijri calendar and digits of its own; the other languages have the Gregorian calendar, the day
before the month, and Django's names of months. What machines read (ISO 8601, addresses, serial numbers) stays outside.
"""

import zoneinfo
from datetime import date, datetime
from decimal import Decimal

import jdatetime
from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import get_timezone_location
from django.utils import formats, timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import get_language

PERSIAN_DIGITS = str.maketrans("0123456789.%", "۰۱۲۳۴۵۶۷۸۹\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC PERCENT SIGN}")


def written_date(day: date) -> str:
    """“21 March 2026”, “21 марта 2026”, «۱ فروردین ۱۴۰۵»."""
    solar = _solar(day)
    return _digits(f"{solar.day} {_month(solar)} {solar.year}") if solar else gregorian_date(day)


def gregorian_date(day: date) -> str:
    """«۲۱ مارس ۲۰۲۶»: for Persian readers who compare it with a date in another language."""
    return _digits(date_format(day, "j E Y"))


def written_month(day: date) -> str:
    """“March 2026”, “март 2026”, «فروردین ۱۴۰۵»: the month in which the day is, as it stands in a sentence."""
    solar = _solar(day)
    month = f"{_month(solar)} {solar.year}" if solar else date_format(day, "F Y")
    return _digits(month.lower() if get_language() == "ru" else month)  # Django writes «Март»


def first_day_of_year(day: date) -> date:
    """The first day of the reader's year in which the day is: 1 January, or 1 Farvardin."""
    solar = _solar(day)
    return solar.replace(month=1, day=1).togregorian() if solar else day.replace(month=1, day=1)


def written_year(day: date) -> str:
    """“2026”, «۱۴۰۵»: the reader's year in which the day is."""
    return _digits(str((_solar(day) or day).year))


def written_moment(moment: datetime) -> str:
    """“21 March 2026, 09:00”: the day and the time on the clock of the active time zone."""
    local = timezone.localtime(moment)
    comma = "،" if _is_persian() else ","
    return f"{written_date(local)}{comma} {_digits(f'{local:%H:%M}')}"


def zoned_moment(moment: datetime, zone: str) -> str:
    """“21 March 2026, 09:00 (Tehran)”: a moment on the clock of a time zone (IANA name), which is named."""
    with timezone.override(zoneinfo.ZoneInfo(zone)):
        return with_zone(written_moment(moment), zone)


def with_zone(when: str, zone: str) -> str:
    """A written day or moment, and in which zone it is meant."""
    return f"{when} (\N{FIRST STRONG ISOLATE}{written_zone(zone)}\N{POP DIRECTIONAL ISOLATE})"


def written_number(number: int | float | Decimal | str) -> str:
    """“4.5”, “4,5”, «۴٫۵»; a text is one that has numbers in it, such as the size of a file."""
    return _digits(number if isinstance(number, str) else formats.number_format(number))


def written_change(change: int) -> str:
    """“+2”, “−1”, «+۲»: by how much a number has changed."""
    return _digits(f"{change:+d}".replace("-", "\N{MINUS SIGN}"))


def written_zone(name: str) -> str:
    """“Tehran”, «تهران»: the city by which a time zone (IANA name) is known; a zone of no city by its name."""
    try:
        return get_timezone_location(name, locale=Locale.parse(get_language() or "en", sep="-"), return_city=True)
    except (LookupError, ValueError, UnknownLocaleError):
        return name


def _is_persian() -> bool:
    return (get_language() or "").startswith("fa")


def _solar(day: date) -> jdatetime.date | None:
    """The day in the Solar Hijri calendar if it is the reader's; days outside of it (before 622) stay Gregorian."""
    if not _is_persian():
        return None
    try:
        return jdatetime.date.fromgregorian(date=day)
    except ValueError:
        return None


def _month(solar: jdatetime.date) -> str:
    return jdatetime.date.j_months_fa[solar.month - 1]


def _digits(text: str) -> str:
    return text.translate(PERSIAN_DIGITS) if _is_persian() else text
