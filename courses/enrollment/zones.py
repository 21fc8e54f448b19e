"""Time zones for people to choose from."""

import zoneinfo
from collections import defaultdict
from datetime import datetime
from functools import cache

from django.utils.translation import gettext as _

from courses.conf import default_time_zone

LOCAL = {"localtime", "Factory"}  # names that mean another zone on another machine, or none


@cache
def zone_names() -> list[str]:
    """The IANA names of zones that mean the same everywhere."""
    return sorted(zoneinfo.available_timezones() - LOCAL)


def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All IANA zones by part of the world, the place first so that typing finds it; the site's own before them."""
    own = default_time_zone()
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in zone_names():
        area, _slash, _place = name.rpartition("/")
        groups[area.partition("/")[0]].append((name, zone_label(name)))
    others = groups.pop("", [])
    site = [(own, zone_label(own))]
    return [(_("This site"), site), *sorted(groups.items()), (_("Others"), others)]


def zone_label(name: str) -> str:
    """`Europe/Minsk` as “Minsk, UTC+03:00”, with the offset of today."""
    *areas, place = name.replace("_", " ").split("/")
    offset = datetime.now(zoneinfo.ZoneInfo(name)).strftime("%z")
    return ", ".join([place, *areas[1:], f"UTC{offset[:3]}:{offset[3:5]}"])
