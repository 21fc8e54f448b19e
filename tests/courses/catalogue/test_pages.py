"""Which pages go where, and that editors can preview each of them without an enrollment."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils import WagtailPageTestCase

from courses.enrollment.services import make_cohort_page
from courses.models import CatalogPage, CohortPage, CoursePage, Enrollment, ModulePage, Quiz
from home.models import HomePage, StandardPage
from tests.factories.courses import make_catalog, make_cohort, make_course, make_module, make_quiz, quiz_block

ALLOWED = {
    Page: {HomePage},
    HomePage: {StandardPage, CatalogPage},
    StandardPage: {StandardPage},
    CatalogPage: {CoursePage},
    CoursePage: {ModulePage, CohortPage},
    ModulePage: set(),
    CohortPage: set(),
}


class PageTreeTest(WagtailPageTestCase):
    def test_children_of_each_page_type_are_as_planned(self) -> None:
        ours = [page_type for page_type in ALLOWED if page_type is not Page]
        for parent in ours:
            self.assertAllowedSubpageTypes(parent, ALLOWED[parent])

    def test_a_course_cannot_be_made_in_a_translation_first(self) -> None:
        persian = Locale.objects.create(language_code="fa")
        catalog = make_catalog()
        catalog.get_parent().copy_for_translation(persian)
        translated = catalog.copy_for_translation(persian)
        assert CoursePage.can_create_at(catalog)
        assert not CoursePage.can_create_at(translated)


@pytest.mark.django_db
def test_preview_of_every_page_type_and_of_a_quiz_answers(admin_client: Client) -> None:
    course = make_course(modules=1)
    make_module(course, "With quiz", body=[quiz_block(make_quiz())])
    make_cohort_page(cohort=make_cohort(course), by=None)
    pages = {page.specific_class: page.specific for page in Page.objects.filter(depth__gt=1)}
    assert {HomePage, CatalogPage, CoursePage, ModulePage, CohortPage} <= pages.keys()
    things: list[Any] = [*pages.values(), Quiz.objects.get()]
    for thing in things:
        for mode, _label in thing.preview_modes:
            assert thing.make_preview_request(preview_mode=mode).status_code == 200, thing
    view = reverse("wagtailadmin_pages:view_draft", args=[pages[ModulePage].pk])
    assert admin_client.get(view).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("draft", "answer"), [(CoursePage, 410), (CatalogPage, 404)]
)  # the catalog was never published
def test_page_hidden_by_a_draft_above_is_told_to_its_editors_and_shown_to_nobody_else(
    admin_client: Client, client_factory: type[Client], draft: type[Page], answer: int
) -> None:
    course = make_course()
    make_cohort_page(cohort=make_cohort(course), by=None)
    parts = [ModulePage.objects.get(), CohortPage.objects.get()]
    hidden = draft.objects.get()
    note = f"“{hidden.title}” above it is not."

    def answers(client: Client) -> list[tuple[int, bool]]:
        forms = [reverse("wagtailadmin_pages:edit", args=[part.pk]) for part in parts]
        responses = [client.get(address) for address in [*forms, *(part.get_url() for part in parts)]]
        return [(response.status_code, note in response.content.decode()) for response in responses]

    assert answers(admin_client) == [(200, False)] * 4
    hidden.unpublish()
    assert answers(admin_client) == [(200, True)] * 4
    assert answers(client_factory())[2:] == [(403, False), (answer, False)]


@pytest.mark.django_db
def test_preview_of_a_module_as_a_learner_shows_what_learners_do() -> None:
    course = make_course(modules=0)
    module = make_module(course, "With quiz", body=[quiz_block(make_quiz())])
    shown = {
        mode: module.make_preview_request(preview_mode=mode).rendered_content for mode, _label in module.preview_modes
    }
    for part in ("Mark as read", "Go to the quiz", "Still open in this module:"):
        assert {mode: part in page for mode, page in shown.items()} == {"": False, "learner": True, "paper": False}
    assert not Enrollment.objects.exists()


@pytest.mark.django_db
def test_preview_of_an_empty_draft_of_each_type_answers() -> None:
    for page_type in (HomePage, StandardPage, CatalogPage, CoursePage, ModulePage):
        page = page_type(title="New", slug="new", path="000100010009", depth=3, locale=Locale.get_default())
        for mode, _label in page.preview_modes:
            assert page.make_preview_request(preview_mode=mode).status_code == 200, page_type
