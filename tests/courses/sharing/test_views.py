"""The picture beside a link to a page, and who gets it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from wagtail.models import PageViewRestriction, Site

from courses.sharing.queries import name_on_picture, picture_address, picture_digest
from courses.sharing.services import share_picture
from tests.factories.content import make_picture
from tests.factories.courses import make_course, publish, translate

pytestmark = pytest.mark.django_db


def path(page: Any, digest: str | None = None) -> str:
    return f"/share/{page.pk}/{digest or picture_digest(page)}.jpg"


def test_share_picture_of_a_course_is_a_jpeg_kept_for_a_year(client: Client) -> None:
    course = make_course(picture=make_picture())
    assert picture_address(course) == f"{Site.objects.get().root_url}{path(course)}"
    response = client.get(path(course))
    assert (response["Content-Type"], response["Cache-Control"]) == (
        "image/jpeg",
        "public, immutable, max-age=31536000",
    )
    image = Image.open(BytesIO(response.content))
    assert (image.size, image.getpixel((1000, 300))) == ((1200, 630), (29, 53, 87))


def test_share_picture_when_the_title_changes_has_another_address_and_the_old_one_shows_it(client: Client) -> None:
    course = make_course("Before")
    before = picture_digest(course)
    course.title = "After"
    publish(course)
    assert picture_digest(course) != before
    old, new = client.get(path(course, before)), client.get(path(course))
    assert old.content == new.content
    assert old["Cache-Control"] == "no-cache"


def test_share_picture_when_asked_for_twice_is_drawn_once() -> None:
    course = make_course()
    first = share_picture(page=course)
    name = f"share/{course.pk}/{picture_digest(course)}.jpg"
    with default_storage.open(name, "wb") as file:
        file.write(b"kept")
    assert first[:2] == b"\xff\xd8"
    assert share_picture(page=course) == b"kept"


def test_share_picture_when_it_was_drawn_takes_the_place_of_those_before() -> None:
    course, other = make_course("Before"), make_course("Other")
    for page in (course, other):
        share_picture(page=page)
    default_storage.save(f"share/{course.pk}/{picture_digest(course)}_drawn_at_once.jpg", ContentFile(b""))
    course.title = "After"
    share_picture(page=course)
    for page in (course, other):
        assert default_storage.listdir(f"share/{page.pk}")[1] == [f"{picture_digest(page)}.jpg"]


def test_share_picture_of_a_private_page_is_kept_by_the_browser_of_its_reader_alone(
    client: Client, make_user: Any
) -> None:
    course = make_course()
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    client.force_login(make_user())
    response = client.get(path(course))
    assert (response.status_code, response["Cache-Control"]) == (200, "private, immutable, max-age=31536000")


def test_share_picture_of_a_public_page_is_the_same_for_a_person(client: Client, make_user: Any) -> None:
    client.force_login(make_user())
    assert client.get(path(make_course()))["Cache-Control"] == "public, immutable, max-age=31536000"


def test_share_picture_names_the_site_in_the_language_of_the_page() -> None:
    course = make_course()
    assert [name_on_picture(page) for page in (course, translate(course))] == ["Attaché", "آتاشه"]


def test_share_picture_when_the_file_of_the_picture_is_gone_is_drawn_without_it(client: Client) -> None:
    course = make_course("Lost", picture=make_picture())
    course.picture.file.storage.delete(course.picture.file.name)
    image = Image.open(BytesIO(client.get(path(course)).content))
    assert image.getpixel((1000, 300)) != (29, 53, 87)


def test_share_picture_of_pages_that_a_visitor_may_not_see_is_not_found(client: Client) -> None:
    draft, private, public = make_course("Draft"), make_course("Private"), make_course("Public")
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    answers = [client.get(path(page)).status_code for page in (draft, private, public)]
    assert answers == [404, 404, 200]
    assert client.get("/share/999999/0123.jpg").status_code == 404
