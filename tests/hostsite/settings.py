"""What a site needs for our apps: their names under `INSTALLED_APPS`, a private storage, tasks. The rest is its own."""

import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FILES = tempfile.TemporaryDirectory(prefix="attache-hostsite-", ignore_cleanup_errors=True)

SECRET_KEY = "only-for-the-tests-" + "0" * 40
ROOT_URLCONF = "tests.hostsite.urls"
WAGTAIL_SITE_NAME = "Museum of letters"
WAGTAILADMIN_BASE_URL = "https://museum.example.org"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{FILES.name}/db.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL;"},
    }
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES.name}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
INSTALLED_APPS = [
    "tests.hostsite",
    "courses",
    "certificates",
    "taggit",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
WAGTAILDOCS_DOCUMENT_MODEL = "hostsite.Paper"
AUTH_USER_MODEL = "hostsite.Member"
LOGIN_URL = "/come-in/"
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "America/Sao_Paulo"
USE_TZ = True
STATIC_URL = "/furniture/"
MEDIA_URL = "/pictures/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
