"""Checks of what people type that a certificate will print."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from certificates.rendering import crowded_letters, missing_letters


def validate_printable_name(name: str) -> None:
    """Refuses a name with letters that a certificate cannot draw; name it in `LMS_NAME_VALIDATORS`."""
    missing = missing_letters(name)
    if missing:
        message = _("Certificates cannot print %(letters)s yet. Write the name in Latin, Cyrillic or Arabic letters.")
        raise ValidationError(message, code="letters_missing", params={"letters": " ".join(missing)})
    crowded = crowded_letters(name)
    if crowded:
        message = _("There are more marks above or below %(letters)s than certificates can print.")
        raise ValidationError(message, code="letters_crowded", params={"letters": " ".join(crowded)})
