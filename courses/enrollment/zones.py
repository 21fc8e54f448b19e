"""Time zones for people to choose from."""

import zoneinfo
from collections import defaultdict
from datetime import datetime

from django.utils.translation import gettext as _

from courses.conf import default_time_zone
from courses.zones import places


def zone_choices(own: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones of `places` by part of the world, the place first so that typing finds it. Before them stand that of
    the site and `own`, whatever it is called."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    first = dict.fromkeys(name for name in (own, default_time_zone()) if name)
    for name in places():
        if name not in first:
            groups[name.partition("/")[0] if "/" in name else _("Others")].append((name, zone_label(name)))
    return [(_("In use here"), [(name, zone_label(name)) for name in first]), *groups.items()]


def zone_label(name: str) -> str:
    """`Europe/Minsk` as “Minsk, UTC+03:00”, with the offset of today."""
    *areas, place = name.replace("_", " ").split("/")
    offset = datetime.now(zoneinfo.ZoneInfo(name)).strftime("%z")
    return ", ".join([place, *areas[1:], f"UTC{offset[:3]}:{offset[3:5]}"])
