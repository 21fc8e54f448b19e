"""Names of countries in the reader's language, from Unicode's CLDR (docs/decisions/0014-names-of-countries.md)."""

from babel import Locale
from babel.core import UnknownLocaleError
from django.utils.translation import get_language


def country_name(code: str) -> str:
    """`IR` as “Iran”, «ایران»; a code that ISO 3166 does not have, as it is."""
    return _territories().get(code.upper(), code)


def _territories() -> dict[str, str]:
    try:
        return dict(Locale.parse(get_language() or "en", sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}
