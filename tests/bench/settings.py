"""The settings of the tests, with the app of the bare page, and nearer to production where time is measured."""

import os

from lms.settings.test import *  # noqa: F403
from lms.settings.test import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench"]
WHITENOISE_AUTOREFRESH = False  # as in production: no look for a static file at every page
DATABASES["default"].setdefault("TEST", {"NAME": f"bench_{os.getpid()}"})  # a name of its own on a shared server
