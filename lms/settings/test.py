"""Settings for the tests: as in production where it matters, fast and silent where it does not."""

import atexit
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES
from .storages import storages_from_url

DEBUG = False
STYLEGUIDE = True
SECRET_KEY = "only-for-the-tests-" + "0" * 40
ALLOWED_HOSTS = ["*"]
test_folder = tempfile.TemporaryDirectory(prefix="attache-tests-", ignore_cleanup_errors=True)
atexit.register(test_folder.cleanup)
STORAGES.update(storages_from_url(f"file://{test_folder.name}"))
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = Path(test_folder.name) / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = STORAGES["default"]["OPTIONS"]["location"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads of the live server then have connections of their own, as in production.
    DATABASES["default"]["TEST"] = {"NAME": f"{test_folder.name}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # no promise to keep in a test
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
WHITENOISE_AUTOREFRESH = True  # no walk over all static files at every start
ALLOW_DEMO = True
