"""The PDF of a module, and who gets it."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from courses.enrollment.services import enroll, withdraw
from courses.models import CoursePage, ModulePage
from tests.factories.content import make_picture, picture
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    publish,
    quiz_block,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> CoursePage:
    return make_course("Twin cities", modules=0)


@pytest.fixture
def module(course: CoursePage) -> ModulePage:
    text = {"type": "text", "id": block_id("text"), "value": "<p>A letter arrived in 1942.</p>"}
    quiz = quiz_block(make_quiz("What the letter said"))
    return make_module(course, "Letters", body=[text, picture(make_picture(), "A harbor"), quiz])


@pytest.fixture
def learner(client: Client, course: CoursePage, module: ModulePage) -> Any:
    learner = make_learner()
    client.force_login(learner)
    enroll(cohort=make_cohort(course), learner=learner, by=learner)
    return learner


def address(module: ModulePage, prefix: str = "") -> str:
    return f"{prefix}/learning/modules/{module.translation_key}/module.pdf"


def read(response: Any) -> PdfReader:
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(response.content))


def words(document: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def test_learner_takes_the_text_of_a_module_along(client: Client, learner: Any, module: ModulePage) -> None:
    assert f'href="{address(module)}"' in client.get(module.get_url()).content.decode()
    response = client.get(address(module))
    document = read(response)
    text = words(document)
    for part in ("Twin cities", "Letters", "Module 1 of 1", "A letter arrived in 1942.", "What the letter said"):
        assert part in text
    assert response["Content-Disposition"] == 'attachment; filename="letters.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert [image.image.size for image in document.pages[0].images] == [(1040, 585)]
    assert "Option" not in text  # of a quiz only what it is


def test_pdf_after_the_module_was_changed_says_what_it_says_now(
    client: Client, learner: Any, module: ModulePage
) -> None:
    first = client.get(address(module)).content
    assert client.get(address(module)).content == first
    module.title = "Letters and stamps"
    publish(module)
    assert "Letters and stamps" in words(read(client.get(address(module))))


def test_pdf_is_in_the_language_in_which_the_module_is_read(client: Client, learner: Any, module: ModulePage) -> None:
    assert "A letter arrived" in words(read(client.get(address(module, "/fa"))))
    translate(module.course_page, title="شهرهای خواهرخوانده", slug="twin")
    translate(module, title="نامه‌ها", body=[{"type": "text", "value": "<p>نامه‌ای رسید.</p>"}])
    document = read(client.get(address(module, "/fa")))
    assert document.metadata.title == "نامه‌ها"
    assert "A letter arrived" not in words(document)


@pytest.mark.parametrize("reader", ["stranger", "not enrolled", "withdrawn"])
def test_whoever_may_not_read_the_module_gets_no_pdf(
    client: Client, learner: Any, module: ModulePage, reader: str
) -> None:
    if reader == "stranger":
        client.logout()
    elif reader == "not enrolled":
        client.force_login(make_learner())
    else:
        withdraw(enrollment=learner.enrollments.get(), by=learner)
    response = client.get(address(module))
    assert response.status_code == (302 if reader == "stranger" else 403)
    assert b"%PDF" not in response.content


def test_pdf_of_a_module_that_is_not_published_or_unknown_is_missing(
    client: Client, learner: Any, module: ModulePage
) -> None:
    module.unpublish()
    assert client.get(address(module)).status_code == 404
    assert client.get("/learning/modules/00000000-0000-0000-0000-000000000001/module.pdf").status_code == 404


def test_pdf_of_a_module_that_is_private_is_missing_until_its_password_was_given(
    client: Client, learner: Any, module: ModulePage
) -> None:
    private = PageViewRestriction.objects.create(page=module, restriction_type="password", password="1942")
    assert client.get(address(module)).status_code == 404
    client.post(f"/_util/authenticate_with_password/{private.pk}/{module.pk}/", {"password": "1942", "return_url": "/"})
    read(client.get(address(module)))
