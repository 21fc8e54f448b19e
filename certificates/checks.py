"""What must hold before certificates can be issued."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from . import conf


@register()
def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The settings this app needs are there and well formed."""
    errors: list[CheckMessage] = []
    if not re.fullmatch("[A-Z]{2,8}", conf.serial_prefix()):
        errors.append(Error("LMS_CERTIFICATE_PREFIX must be 2 to 8 letters from A to Z.", id="certificates.E001"))
    alias = conf.private_storage_alias()
    if alias not in settings.STORAGES:
        message = f"STORAGES has no entry “{alias}” for certificate files (LMS_PRIVATE_STORAGE)."
        errors.append(Error(message, id="certificates.E002"))
    if not getattr(settings, "WAGTAILADMIN_BASE_URL", None):
        message = "WAGTAILADMIN_BASE_URL is not set: certificates print it in the address where they are verified."
        errors.append(Error(message, id="certificates.E003"))
    return errors
