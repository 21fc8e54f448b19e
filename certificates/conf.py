"""Settings of the certificates app, read when they are needed so that a host can change them in tests."""

from django.conf import settings


def serial_prefix() -> str:
    """The letters a certificate number begins with (`LMS_CERTIFICATE_PREFIX`, default "ATT"): 2 to 8, A to Z."""
    return getattr(settings, "LMS_CERTIFICATE_PREFIX", "ATT")


def private_storage_alias() -> str:
    """The entry of `STORAGES` that keeps the files (`LMS_PRIVATE_STORAGE`, default "private"); it has no address."""
    return getattr(settings, "LMS_PRIVATE_STORAGE", "private")


def base_url() -> str:
    """Scheme and host printed in verify addresses, without a final slash (`WAGTAILADMIN_BASE_URL`)."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def trusted_proxies() -> int:
    """How many proxies of our own add to X-Forwarded-For (`LMS_TRUSTED_PROXIES`, default 0: the header counts for
    nothing)."""
    return getattr(settings, "LMS_TRUSTED_PROXIES", 0)
