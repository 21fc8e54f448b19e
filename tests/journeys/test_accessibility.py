"""axe-core finds nothing on any type of page, in any state: in English and Persian, at a desk and on a telephone, by
day and by night. No page is wider than a window of 320 pixels, which is also a desk at 400 %."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Locator, Page, expect

from lms import errors

from .accounts import PASSWORD, sign_in
from .site import LEARNER, build_site, visit

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN = "rules => axe.run(document, {resultTypes: ['violations'], ...rules}).then(results => results.violations)"
ALL = {"rules": {"target-size": {"enabled": True}}}  # WCAG 2.5.8 with its exceptions
COLORS = {"runOnly": ["color-contrast", "link-in-text-block"]}
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
DESK, PHONE, ZOOMED = (
    {"width": 1280, "height": 900},
    {"width": 390, "height": 844},
    {"width": 320, "height": 256},  # a desk of 1280 by 1024 pixels at 400 %
)


class Examination:
    """What axe-core finds on each page or state that is open, and how many there were."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language
        self.found: list[str] = []
        self.looked_at = 0

    def look(self, name: str) -> None:
        """The page that is open, as it is now: in each size, and its colors by night."""
        assert self.page.locator("html").get_attribute("lang") == self.language, name
        self.page.evaluate(AXE.read_text())
        for size in (DESK, PHONE):
            self._look(f"{name}, {size['width']}", size, ALL)
        self.page.emulate_media(color_scheme="dark")
        self._look(f"{name}, dark", PHONE, COLORS)
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(ZOOMED)
        if overflow := self.page.evaluate(OVERFLOW):
            self.found.append(f"{name}, {ZOOMED['width']}: {overflow} px too wide")

    def look_here(self, name: str) -> None:
        """A state that would be gone in a window of another size."""
        self.page.evaluate(AXE.read_text())
        size = self.page.viewport_size
        self._look(name, size, ALL)
        self.page.emulate_media(color_scheme="dark")
        self._look(f"{name}, dark", size, COLORS)
        self.page.emulate_media(color_scheme="light")

    def _look(self, place: str, size: Any, rules: dict[str, Any]) -> None:
        self.page.set_viewport_size(size)
        self.looked_at += 1
        for violation in self.page.evaluate(RUN, rules):
            for node in violation["nodes"]:
                self.found.append(f"{place}: {violation['id']}: {node['target']} {node['failureSummary']}")
        if overflow := self.page.evaluate(OVERFLOW):
            self.found.append(f"{place}: {overflow} px too wide")


@pytest.fixture
def examination(
    open_session: Callable[..., Page], request: pytest.FixtureRequest, tell_figure: Callable[[str], None]
) -> Iterator[Examination]:
    """A window that axe-core may enter; elsewhere the policy of the site forbids it."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed; `make test` installs it.")
    language = request.node.callspec.params["language"]
    page = open_session(
        bypass_csp=True, reduced_motion="reduce", service_workers="block"
    )  # pages are put in their place
    examination = Examination(page, language)
    yield examination
    what = request.node.originalname.removeprefix("test_axe_when_").removesuffix("_finds_nothing").replace("_", " ")
    tell_figure(f"axe {what} ({language}): {examination.looked_at} views, {len(examination.found)} violations")


both_ways = pytest.mark.parametrize("language", ["en", "fa"])


@both_ways
def test_axe_when_every_type_of_page_is_visited_finds_nothing(
    examination: Examination, make_user: Callable[..., Any], language: str
) -> None:
    site, page = build_site(make_user(LEARNER, name="Niloufar"), language), examination.page
    for name in visit(page, site.for_everybody()):
        examination.look(name)
    sign_in(page, LEARNER)
    for name in visit(page, site.for_the_learner()):
        examination.look(name)
    page.locator("form.questions [type=submit]").click()
    expect(page.get_by_role("alert")).to_be_focused()
    examination.look("attempt with errors")
    assert examination.found == []


@both_ways
def test_axe_when_something_is_wrong_finds_nothing(
    examination: Examination, make_user: Callable[..., Any], language: str
) -> None:
    site, page = build_site(make_user(LEARNER, name="Niloufar"), language), examination.page
    for name, answer in answers_of_a_site_in_trouble(language).items():
        page.route(f"**/drawn/{name}/", answer_with(answer))
        shown = page.goto(f"/drawn/{name}/")
        assert shown is not None
        assert shown.status == answer.status_code
        examination.look(name)
    site.pages["standard"].unpublish()
    with override(language):
        faulty = [reverse(name) for name in ("account_login", "account_signup", "account_reset_password")]
        offline, nobodys = reverse("offline"), f"{reverse('certificates:verify')}?code=&name="
    gone = page.goto(site.pages["standard"].url)
    assert gone is not None
    assert gone.status == 410
    examination.look("taken down")
    page.goto(offline)
    examination.look("offline")
    for address in faulty:
        page.goto(address)
        page.locator("main form").evaluate("form => form.submit()")
        expect(page.get_by_role("alert")).to_be_focused()
        examination.look(f"{address} with errors")
    page.goto(nobodys)
    expect(page.get_by_role("alert")).to_be_focused()
    examination.look("verify with errors")
    assert examination.found == []


@both_ways
def test_axe_when_menus_and_dialogs_are_open_finds_nothing(
    examination: Examination, make_user: Callable[..., Any], address: str, language: str
) -> None:
    site, page = build_site(make_user(LEARNER, name="Niloufar"), language), examination.page
    sign_in(page, LEARNER)
    page.set_viewport_size(PHONE)
    page.goto(site.pages["catalog"].url)
    open_it(page.locator(".site-menu > summary"), page.locator(".site-menu nav"))
    examination.look_here("menu of the site")
    page.goto(site.pages["catalog"].url)
    open_it(page.locator(".sheet > summary"), page.get_by_role("dialog"))
    examination.look_here("filters")
    page.goto(site.pages["module"].url)
    open_it(
        page.locator(".module-menu-folded summary"), page.locator(".module-menu-folded nav, .module-menu-folded ol")
    )
    examination.look_here("sections")
    page.set_viewport_size(DESK)
    page.goto(site.pages["module"].url)
    open_it(page.locator(".dialog > summary"), page.get_by_role("dialog"))
    examination.look_here("dialog")
    page.context.add_cookies([{"name": "text_only", "value": "yes", "url": address}])
    for name in ("home", "catalog", "course", "module"):
        page.goto(site.pages[name].url)
        assert page.locator("html").get_attribute("data-text-only") == "yes"
        examination.look(f"{name} as text only")
    assert examination.found == []


@both_ways
def test_axe_when_the_second_step_of_signing_in_is_set_up_finds_nothing(
    examination: Examination, make_user: Callable[..., Any], language: str
) -> None:
    make_user(LEARNER, name="Niloufar")
    page = examination.page
    with override(language):
        names = ("mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp")
        setting_up, codes, generating, ending = (reverse(name) for name in names)
        entrance = reverse("account_login")
    sign_in(page, LEARNER)
    page.goto(setting_up)
    prove_oneself(page)
    examination.look("picture of the secret")
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("[name=code]").fill(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))
    page.locator("main [type=submit]").first.click()
    for name, address in {"codes": codes, "new codes": generating, "ending": ending}.items():
        page.goto(address)
        prove_oneself(page)
        examination.look(name)
    page.context.clear_cookies()
    page.goto(entrance)
    page.locator("main [name=login]").fill(LEARNER)
    prove_oneself(page)
    examination.look("second step")
    page.locator("[name=code]").fill("12")
    page.locator("main [type=submit]").first.click()
    expect(page.get_by_role("alert")).to_be_focused()
    examination.look("second step with errors")
    assert examination.found == []


@pytest.mark.parametrize("language", ["en"])
def test_axe_when_a_picture_has_no_description_finds_it(examination: Examination, language: str) -> None:
    examination.page.goto("/")
    examination.page.evaluate("document.querySelector('main').append(new Image())")
    examination.look_here("home")
    assert [line.split(": ")[1] for line in examination.found] == ["image-alt"]


def answers_of_a_site_in_trouble(language: str) -> dict[str, HttpResponse]:
    """Error pages that no address of a site in order gives."""
    request = RequestFactory().get(f"/{language}/closed/")
    return {
        "forbidden": errors.permission_denied(request, PermissionDenied()),
        "mistake": errors.server_error(request),
        "maintenance": errors.in_maintenance(request, None),
    }


def answer_with(answer: HttpResponse) -> Callable[[Any], None]:
    return lambda route: route.fulfill(status=answer.status_code, body=answer.content, content_type="text/html")


def open_it(opener: Locator, opened: Locator) -> None:
    opener.click()
    expect(opened.first).to_be_visible()


def prove_oneself(page: Page) -> None:
    """Type the password where it is asked for."""
    field = page.locator("main [name=password]")
    if field.count():
        field.fill(PASSWORD)
        field.press("Enter")
        expect(field).to_have_count(0)
