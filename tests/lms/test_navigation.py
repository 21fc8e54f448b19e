"""What stands at the head and the foot of every page."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Locale, Page, Site

from home.models import StandardPage
from tests.factories.courses import make_catalog, make_learner, publish, site_root

pytestmark = pytest.mark.django_db
ADMINISTRATION = '<a href="/admin/">Admin</a>'


def footer(client: Client, address: str = "/accounts/login/") -> str:
    page = client.get(address).content.decode()
    return page[page.index('<footer class="site-footer">') :]


def add_page(title: str, *, parent: Any = None, **fields: Any) -> StandardPage:
    page = StandardPage(title=title, slug=title.lower(), **{"show_in_menus": True, **fields})
    return (parent or site_root()).add_child(instance=page)


def test_footer_leads_to_the_pages_that_editors_show_in_menus(client: Client) -> None:
    make_catalog()
    about = add_page("About")
    add_page("Hidden", show_in_menus=False)
    add_page("Draft", live=False)
    add_page("Deep", parent=about)
    foot = footer(client)
    assert '<li><a href="/about/">About</a></li>' in foot
    assert [title in foot for title in ("Hidden", "Draft", "Deep")] == [False, False, False]
    assert foot.count('href="/courses/"') == 1


def test_footer_prefers_the_translation_and_names_the_language_of_others(client: Client) -> None:
    russian = Locale.objects.create(language_code="ru")
    about, terms = add_page("About"), add_page("Terms")
    site_root().copy_for_translation(russian).save_revision().publish()
    translated = about.copy_for_translation(russian)
    translated.title, translated.slug = "О нас", "about"
    publish(translated)
    foot = footer(client, "/ru/accounts/login/")
    assert '<li><a href="/ru/about/">О нас</a></li>' in foot
    assert ">About</a>" not in foot
    assert f'<li><a href="/{terms.slug}/" lang="en" hreflang="en">Terms</a></li>' in foot


def test_footer_shows_the_pages_of_this_site_in_the_order_of_the_tree(client: Client) -> None:
    about, terms = add_page("About"), add_page("Terms")
    terms.move(about, pos="left")
    other = Page.get_first_root_node().add_child(instance=StandardPage(title="Another home", slug="another"))
    Site.objects.create(hostname="other.example.org", root_page=other)
    add_page("Elsewhere", parent=other)
    assert re.findall(r'<li><a href="[^"]*/(\w+)/">\w+</a></li>', footer(client)) == ["terms", "about"]
    page = client.get("/accounts/login/", headers={"host": "other.example.org"}).content.decode()
    assert re.findall(r">(About|Terms|Elsewhere)</a>", page) == ["Elsewhere"]


@pytest.mark.parametrize(("role", "shown"), [(None, False), ("Course editors", True), ("Registrars", True)])
def test_header_leads_those_who_may_enter_to_the_administration(client: Client, role: str | None, shown: bool) -> None:
    person = make_learner()
    person.groups.set(Group.objects.filter(name=role))
    client.force_login(person)
    assert (ADMINISTRATION in client.get("/learning/").content.decode()) is shown


def test_header_shows_no_visitor_the_way_to_the_administration(client: Client) -> None:
    assert ADMINISTRATION not in client.get("/accounts/login/").content.decode()


def test_link_to_the_administration_takes_no_query(client: Client, django_assert_num_queries: Any) -> None:
    person = make_learner()
    person.groups.set(Group.objects.filter(name="Course editors"))
    client.force_login(person)
    client.get("/learning/")
    with django_assert_num_queries(6):
        assert ADMINISTRATION in client.get("/learning/").content.decode()
