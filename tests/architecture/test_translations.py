"""Russian and Persian are complete: every string of our code and templates is collected, translated and well formed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import allauth
import django
import pytest
from django.conf import settings

CATALOGS = ["courses", "certificates", "home", "lms"]
LANGUAGES = ["ru", "fa"]
CORRECTIONS = settings.BASE_DIR / "lms" / "locale_corrections"
CORRECTED_LANGUAGES = ["en", *LANGUAGES]
CORRECTED = [
    Path(allauth.__file__).parent / "locale" / "fa" / "LC_MESSAGES" / "django.po",
    Path(django.__file__).parent / "contrib" / "auth" / "locale" / "fa" / "LC_MESSAGES" / "django.po",
]
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
TAG = re.compile(r"<[^>]+>")

pytestmark = pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")


def catalog_path(app: str, language: str, root: Path = settings.BASE_DIR) -> Path:
    return root / app / "locale" / language / "LC_MESSAGES" / "django.po"


def corrections(language: str) -> Path:
    return CORRECTIONS / language / "LC_MESSAGES" / "django.po"


def run(*command: str | Path) -> str:
    """What the command prints; a command that fails or complains fails the test."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def entries(catalog: str) -> list[dict[str, str]]:
    """The messages of a catalog, each as its fields (msgctxt, msgid, msgstr[0] …); the header is left out."""
    found = []
    for paragraph in re.sub(r'"\n"', "", catalog).split("\n\n"):
        fields = dict(re.findall(r'^(msg\S+) "(.*)"$', paragraph, re.MULTILINE))
        if fields.get("msgid"):
            found.append(fields)
    return found


def keys(catalog: str) -> set[tuple[str, str]]:
    return {(entry.get("msgctxt", ""), entry["msgid"]) for entry in entries(catalog)}


def fragile(text: str) -> tuple[set[str], list[str]]:
    """What a translation keeps as it is: placeholders and the tags."""
    return set(PLACEHOLDER.findall(text)), TAG.findall(text)


@pytest.fixture(
    params=[
        *((app, language) for app in CATALOGS for language in LANGUAGES),
        *((None, language) for language in CORRECTED_LANGUAGES),
    ],
    ids=str,
)
def catalog(request: pytest.FixtureRequest) -> Path:
    app, language = request.param
    return catalog_path(app, language) if app else corrections(language)


def test_catalog_is_well_formed(catalog):
    run("msgfmt", "--check", "--output-file=/dev/null", catalog)


def test_catalog_when_filtered_has_nothing_untranslated_or_fuzzy(catalog):
    assert not entries(run("msgattrib", "--untranslated", catalog))
    assert not entries(run("msgattrib", "--only-fuzzy", catalog))


def test_translation_keeps_placeholders_and_tags(catalog):
    found = entries(run("msgcat", "--no-wrap", catalog))
    assert found
    for entry in found:
        one, many = entry["msgid"], entry.get("msgid_plural", entry["msgid"])
        for name, text in entry.items():
            if name.startswith("msgstr"):
                assert fragile(text) in (fragile(one), fragile(many)), text


def test_russian_certificate_is_never_called_by_the_licensed_word():
    texts = run("msgcat", "--no-wrap", *(catalog_path(app, "ru") for app in CATALOGS), "--use-first")
    assert "удостоверени" not in texts.lower()


# Django's code asks for these in words that its own catalogs do not have.
UNCOLLECTED = {("", "This password is too short. It must contain at least %d character.")}


@pytest.mark.parametrize("language", CORRECTED_LANGUAGES)
def test_corrections_belong_to_texts_of_other_packages(language):
    known = {key for path in CORRECTED for key in keys(path.read_text(encoding="utf-8"))}
    assert keys(corrections(language).read_text(encoding="utf-8")) <= known | UNCOLLECTED


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Path:
    """A copy of our code whose catalogs were collected from nothing by `make messages`."""
    copy = tmp_path_factory.mktemp("messages")
    skip = shutil.ignore_patterns("locale", "migrations", "static", "demo", "__pycache__")
    for folder in [*CATALOGS, "templates"]:
        shutil.copytree(settings.BASE_DIR / folder, copy / folder, ignore=skip)
    for name in ("Makefile", "manage.py"):
        shutil.copy(settings.BASE_DIR / name, copy)
    for app in CATALOGS:
        (copy / app / "locale" / "ru").mkdir(parents=True)
    run("make", "--directory", copy, "messages", f"PY={sys.executable}")
    return copy


@pytest.mark.parametrize("app", CATALOGS)
def test_catalog_when_collected_anew_is_the_same(app, fresh):
    collected = keys(catalog_path(app, "ru", root=fresh).read_text(encoding="utf-8"))
    for language in LANGUAGES:
        assert keys(catalog_path(app, language).read_text(encoding="utf-8")) == collected
