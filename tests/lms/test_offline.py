"""What a browser is given to keep for the time without a connection."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from courses.styles import style_sheet

pytestmark = pytest.mark.django_db


def test_service_worker_names_a_page_for_each_language_and_the_look(client: Client) -> None:
    answer = client.get("/service-worker.js")
    script = answer.content.decode()
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert json.loads(re.search(r"PAGES = (.*);", script)[1]) == {
        "": "/offline/",
        "ru": "/ru/offline/",
        "fa": "/fa/offline/",
    }
    look = [f"/styles/{style_sheet().digest}.css", "/static/courses/css/dark.css", "/static/site/mark.svg"]
    assert json.loads(re.search(r"LOOK = (.*);", script)[1]) == look
    assert len(answer.content) < 2048


def test_page_that_is_kept_names_nobody_and_knows_no_choice_of_display(client: Client, make_user: Any) -> None:
    before = client.get("/fa/offline/").content
    client.force_login(make_user(name="Niloufar"))
    client.cookies["theme"], client.cookies["text_only"] = "dark", "yes"
    assert client.get("/fa/offline/").content == before
    assert b'<html lang="fa" dir="rtl"' in before


def test_service_worker_when_the_page_says_something_else_is_another(client: Client, settings: Any) -> None:
    before = client.get("/service-worker.js").content
    assert client.get("/service-worker.js").content == before
    settings.WAGTAIL_SITE_NAME = "Another name"
    assert client.get("/service-worker.js").content != before
