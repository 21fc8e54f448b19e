"""Settings of the courses app, read when they are needed so that a host can change them in tests."""

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.coreutils import get_supported_content_language_variant


def default_time_zone() -> str:
    """IANA name of the zone offered for a new cohort (`LMS_DEFAULT_TIME_ZONE`, else the site's `TIME_ZONE`)."""
    return getattr(settings, "LMS_DEFAULT_TIME_ZONE", settings.TIME_ZONE)


def courses_per_page() -> int:
    """How many course cards one page of the catalog shows (`LMS_COURSES_PER_PAGE`, default 12)."""
    return getattr(settings, "LMS_COURSES_PER_PAGE", 12)


def facts_age_months() -> int:
    """After how many months a key fact is to be checked again (`LMS_FACTS_AGE_MONTHS`, default 12)."""
    return getattr(settings, "LMS_FACTS_AGE_MONTHS", 12)


def site_name() -> str:
    """What the site calls itself, in the active language (`WAGTAIL_SITE_NAME`, which may be lazily translated)."""
    return str(settings.WAGTAIL_SITE_NAME)


def main_language() -> str:
    """Code of the language that courses are written in first: that of `Locale.get_default()`, without a query.

    It may differ from `LANGUAGE_CODE`: a site with that of "en-us" can have its content in "en".
    """
    return get_supported_content_language_variant(settings.LANGUAGE_CODE)


def contact_email() -> str:
    """Whom learners, holders and strangers may ask (`LMS_CONTACT_EMAIL`, default: nobody, "")."""
    return getattr(settings, "LMS_CONTACT_EMAIL", "")


def name_validators() -> list[Callable[[str], None]]:
    """Checks of a typed name of record (`LMS_NAME_VALIDATORS`, dotted paths); each may raise `ValidationError`."""
    return [import_string(path) for path in getattr(settings, "LMS_NAME_VALIDATORS", [])]
