"""File storages from `STORAGE_URL`: public media, private files (certificates) and static files."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FILE_SYSTEM = "django.core.files.storage.FileSystemStorage"
STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def storages_from_url(url: str) -> dict[str, dict[str, Any]]:
    """The `STORAGES` setting for `file:///folder`: public media in `folder/media`, private files beside it."""
    parts = urlsplit(url)
    if parts.scheme != "file" or not parts.path:
        raise ImproperlyConfigured(f"STORAGE_URL must look like file:///srv/attache/files, not {url!r}.")
    folder = unquote(parts.path).rstrip("/")
    return {
        "default": {"BACKEND": FILE_SYSTEM, "OPTIONS": {"location": f"{folder}/media"}},
        "private": {"BACKEND": FILE_SYSTEM, "OPTIONS": {"location": f"{folder}/private", "base_url": None}},
        "staticfiles": {"BACKEND": STATIC},
    }
