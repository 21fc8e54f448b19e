"""Settings for one machine: `make run` and daily development. Never for the public.

`DEBUG=1` shows Django's error pages and reads changed templates; without it the site looks as the public sees it.
"""

from .base import *  # noqa: F403
from .base import HOST, LMS_CONTACT_EMAIL, STORAGES, TEMPLATES, VAR_DIR, env
from .own_secret import own_secret

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or own_secret(VAR_DIR / "secret-key")
# 0.0.0.0 means every address of this machine, so every host name is welcome too.
OWN_HOSTS = ["*"] if HOST in ("0.0.0.0", "::") else ["127.0.0.1", "localhost", "[::1]", HOST]  # noqa: S104
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=OWN_HOSTS)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
if DEBUG:
    TEMPLATES[0]["APP_DIRS"] = False
    TEMPLATES[0]["OPTIONS"]["loaders"] = [
        "django.template.loaders.filesystem.Loader",
        "django.template.loaders.app_directories.Loader",
    ]
ALLOW_DEMO = True
STYLEGUIDE = True
LMS_CONTACT_EMAIL = LMS_CONTACT_EMAIL or "registrar@example.org"  # the demo's own
