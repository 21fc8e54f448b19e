"""Names of time zones. It knows nothing of Django: the settings of a site may ask it."""

import importlib.resources
import zoneinfo
from functools import cache

LOCAL = {"localtime", "Factory"}  # names that mean another zone on another machine, or none


@cache
def zone_names() -> list[str]:
    """The IANA names of zones that mean the same everywhere."""
    return sorted(zoneinfo.available_timezones() - LOCAL)


@cache
def places() -> list[str]:
    """The zones by which people know their place: one of a city for each clock of a country, and UTC.

    https://data.iana.org/time-zones/tzdb/zone.tab; older names of the same zones are left out.
    """
    table = importlib.resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return [*sorted(name for _country, _position, name, *_comment in rows), "UTC"]
