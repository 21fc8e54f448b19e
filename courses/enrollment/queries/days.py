"""Days as the clocks of cohorts show them, for comparing in the database."""

from collections import defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Case, DateField, Value, When

from courses.enrollment.models import Cohort


def local_days(*moments: datetime, cohort: str = "") -> list[Case]:
    """The days that these moments belong to in the zone of a cohort; `cohort` is the way to it, such as `cohort__`
    (one query, for the zones in use: databases have no zones of their own, or other ones)."""
    names = Cohort.objects.order_by().values_list("time_zone", flat=True).distinct()
    zones = {name: ZoneInfo(name) for name in names}
    return [_local_day(moment, zones, cohort) for moment in moments]


def _local_day(moment: datetime, zones: dict[str, ZoneInfo], cohort: str) -> Case:
    names: dict[date, list[str]] = defaultdict(list)
    for name, zone in zones.items():
        names[moment.astimezone(zone).date()].append(name)
    days = [When(**{f"{cohort}time_zone__in": there}, then=Value(day)) for day, there in names.items()]
    return Case(*days, output_field=DateField())
