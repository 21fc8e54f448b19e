"""Lighthouse finds the pages that matter most fast, open to everyone, and easy to find: at least 95 of 100 each."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from .site import LEARNER, build_site

SCRIPT = Path(__file__).with_name("lighthouse.mjs")
INSTALLED = Path(__file__).parents[2] / "node_modules" / "lighthouse"
LEAST = 95
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def judged(program: str, chromium: str, cookie: str, addresses: list[str]) -> dict[str, Any]:
    """What Lighthouse says of each address: a score for each category, and the audits that took points away."""
    command = [program, str(SCRIPT), chromium, cookie, *addresses]
    result = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.journey
@pytest.mark.alone
def test_lighthouse_finds_the_pages_good(
    program: Callable[..., str],
    chromium: str,
    address: str,
    make_user: Callable[..., Any],
    client: Client,
    tell_figure: Callable[[str], None],
) -> None:
    if not INSTALLED.exists():
        pytest.skip("Lighthouse is not installed; `make test` installs it.")
    learner = make_user(LEARNER, name="Niloufar")
    site = build_site(learner)
    public = {
        name: address + url
        for name, url in site.for_everybody().items()
        if name in ("home", "catalog", "course", "verify")
    }
    module = {"module": address + site.for_the_learner()["module"]}
    client.force_login(learner)
    session = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    found = judged(program("node"), chromium, "", list(public.values()))
    found |= judged(program("node"), chromium, session, list(module.values()))
    scores = {name: found[url] for name, url in {**public, **module}.items()}
    for name, score in scores.items():
        tell_figure(f"lighthouse {name}: {', '.join(f'{category} {score[category]}' for category in CATEGORIES)}")
    low = {name: score for name, score in scores.items() if min(score[category] for category in CATEGORIES) < LEAST}
    assert low == {}
