"""A course in a language in which its modules are not written: it says so, and its reader stays in her language."""

import re
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.translation import override

from courses.catalogue.queries import reading_languages
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll, make_cohort_page
from courses.models import CohortPage, CourseCompletion, CoursePage, ModulePage
from courses.templatetags.courses_text import language_in_sentence
from tests.factories.courses import (
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    quiz_block,
    translate,
)

pytestmark = pytest.mark.django_db
PERSIAN = "/fa/courses/diplomacy-fa/"


@pytest.fixture
def course() -> CoursePage:
    """“City diplomacy” with two modules in English."""
    return make_course(modules=2)


@pytest.fixture
def persian(course: CoursePage) -> CoursePage:
    """The same course in Persian, without its modules."""
    page: CoursePage = translate(course, title="دیپلماسی شهری", slug="diplomacy-fa")
    return page


@pytest.fixture
def reader(client: Client, course: CoursePage) -> Client:
    """The browser of an enrolled learner."""
    learner = make_learner("ana@example.org")
    client.force_login(learner)
    enroll(cohort=make_cohort(course), learner=learner, by=learner)
    return client


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def languages_in(page: str) -> list[str]:
    facts = re.search(r"<dt>\s*زبان\s*</dt>(.*?)</dd>", page, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", facts[1]) if facts else []


def test_course_page_names_the_languages_in_which_all_modules_can_be_read(client: Client, persian: CoursePage) -> None:
    assert languages_in(text_of(client, persian.get_url())) == ["انگلیسی"]
    first, second = ModulePage.objects.order_by("path")
    translate(first)
    assert reading_languages(persian.translation_key) == ["en"]
    translate(second)
    cache.clear()  # the facts are kept for some minutes
    assert languages_in(text_of(client, persian.get_url())) == ["انگلیسی", "فارسی"]


def test_course_page_without_modules_names_no_language(client: Client) -> None:
    assert "<dt>Language</dt>" not in text_of(client, make_course(modules=0).get_url())


def test_course_page_lists_untranslated_modules_with_their_language_below_itself(
    reader: Client, persian: CoursePage
) -> None:
    translate(ModulePage.objects.get(title="Module 2"), title="واحد دوم", slug="two")
    links = re.findall(r'<a class="syllabus-title" (.*?)</a>', text_of(reader, persian.get_url()))
    assert links == [
        f'href="{PERSIAN}module-1/"><bdi lang="en" dir="ltr">Module 1</bdi>',
        f'href="{PERSIAN}two/"><bdi>واحد دوم</bdi>',
    ]


def test_untranslated_module_is_read_with_the_interface_in_the_readers_language(
    reader: Client, course: CoursePage, persian: CoursePage
) -> None:
    make_module(course, "With quiz", body=[{"type": "text", "value": "<p>Calm.</p>"}, quiz_block(make_quiz())])
    page = text_of(reader, f"{PERSIAN}with-quiz/")
    main = page.split("<main")[1].split("</main>")[0]
    assert '<html lang="fa" dir="rtl" ' in page
    assert '<h1 lang="en" dir="ltr">With quiz</h1>' in main
    assert "انگلیسی" in main.split("</h1>")[1].split("</p>")[0]
    assert '<div class="module-text content" lang="en" dir="ltr" data-reading>' in main
    assert '<div lang="fa" dir="rtl">' in main.split("Calm.")[1]  # the quiz speaks to the reader
    assert f'href="{persian.get_url()}"' in main
    assert f'<a class="neighbors-previous" rel="prev" href="{PERSIAN}module-2/">' in main
    assert re.findall(r'href="(/courses/[^"]*)"', main) == []


@pytest.mark.parametrize(("language", "name"), [("en", "English"), ("ru", "английский"), ("fa", "انگلیسی")])
def test_language_in_a_sentence_has_a_capital_where_the_readers_language_writes_one(language: str, name: str) -> None:
    with override(language):
        assert language_in_sentence("en") == name


def test_languages_of_an_untranslated_module_lead_to_it_in_each_language(
    reader: Client, course: CoursePage, persian: CoursePage
) -> None:
    english = course.get_children().first().get_url()
    for address in (english, f"{PERSIAN}module-1/"):
        links = set(re.findall(r'<a href="([^"]*)"[^>]*hreflang="\w+"', text_of(reader, address)))
        assert {english, f"{PERSIAN}module-1/"} - {address} <= links, address


def test_translated_module_is_read_at_its_own_address_only(reader: Client, persian: CoursePage) -> None:
    translate(ModulePage.objects.get(title="Module 1"), title="واحد نخست", slug="one")
    assert "واحد نخست" in text_of(reader, f"{PERSIAN}one/")
    assert reader.get(f"{PERSIAN}module-1/").status_code == 404


def test_untranslated_module_has_one_address_below_each_course_that_of_the_main_language(
    reader: Client, course: CoursePage, persian: CoursePage
) -> None:
    russian = translate(course, "ru", slug="diplomacy-ru")
    module = translate(ModulePage.objects.get(title="Module 1"), "ru", slug="modul")
    assert reader.get(module.get_url()).status_code == 200
    for page in (persian, course):
        assert reader.get(f"{page.get_url()}modul/").status_code == 404, page
    assert reader.get(f"{russian.get_url()}module-1/").status_code == 404
    links = set(re.findall(r'<a href="([^"]*)"[^>]*hreflang="\w+"', text_of(reader, module.get_url())))
    assert {f"{PERSIAN}module-1/", f"{course.get_url()}module-1/"} <= links


def test_module_that_is_not_published_in_the_main_language_is_read_in_its_translation_only(
    reader: Client, course: CoursePage, persian: CoursePage
) -> None:
    first, other = ModulePage.objects.order_by("path")
    translated = translate(first, slug="one")
    first.unpublish()
    assert reader.get(f"{course.get_url()}one/").status_code == 404
    assert 'href="/courses/city-diplomacy/"' in text_of(reader, translated.get_url()).split("</main>")[1]
    course.unpublish()
    assert reader.get(f"{PERSIAN}{other.slug}/").status_code == 404


def test_address_of_an_untranslated_module_is_quoted(reader: Client, course: CoursePage, persian: CoursePage) -> None:
    make_module(course, "واحد سوم", slug="واحد-سوم")
    address = f"{PERSIAN}{quote('واحد-سوم')}/"
    assert f'href="{address}"><bdi lang="en"' in text_of(reader, persian.get_url())
    assert address in text_of(reader, f"{course.get_url()}{quote('واحد-سوم')}/")
    assert text_of(reader, address)


def test_addresses_without_the_last_slash_are_as_the_site_wants_them(
    reader: Client, course: CoursePage, persian: CoursePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = course.get_children().first().get_url()
    monkeypatch.setattr("wagtail.models.pages.WAGTAIL_APPEND_SLASH", False)
    assert f'href="{PERSIAN}module-1"><bdi lang="en"' in text_of(reader, persian.get_url(None) + "/")
    assert f'href="{PERSIAN}module-1"' in text_of(reader, english)


@pytest.mark.parametrize("path", ["nothing/", "module-1/more/"])
def test_address_of_no_module_below_a_translated_course_is_not_found(
    reader: Client, persian: CoursePage, path: str
) -> None:
    assert reader.get(f"{PERSIAN}{path}").status_code == 404


def test_untranslated_module_below_an_unpublished_translation_is_taken_down(
    reader: Client, persian: CoursePage
) -> None:
    persian.unpublish()
    assert reader.get(f"{PERSIAN}module-1/").status_code == 410


def test_untranslated_module_is_for_the_enrolled_only(client: Client, persian: CoursePage) -> None:
    response = client.get(f"{PERSIAN}module-1/")
    assert (response.status_code, "Calm text." in response.content.decode()) == (403, False)
    assert f"?next={PERSIAN}module-1/" in response.content.decode()


def test_acts_of_a_learner_keep_her_in_her_language(reader: Client, persian: CoursePage) -> None:
    enrollment = Enrollment.objects.get()
    first, second = ModulePage.objects.order_by("path")
    resume = f"/fa/learning/enrollments/{enrollment.pk}/resume/"
    assert reader.get(resume).headers["Location"] == f"{PERSIAN}module-1/"
    read = f"/fa/learning/enrollments/{enrollment.pk}/modules/{first.translation_key}/read/"
    assert reader.post(read).headers["Location"] == f"{PERSIAN}module-1/#progress"
    assert reader.get(resume).headers["Location"] == f"{PERSIAN}module-2/"
    assert reader.get(resume.removeprefix("/fa")).headers["Location"] == second.get_url()


def test_cohort_page_that_is_not_translated_is_shown_below_the_readers_course(
    client: Client, course: CoursePage, persian: CoursePage
) -> None:
    make_cohort_page(cohort=make_cohort(course, title="Spring"), by=None)
    assert f'<a href="{PERSIAN}spring/">Spring</a>' in text_of(client, persian.get_url())
    page = text_of(client, f"{PERSIAN}spring/")
    assert '<h1><bdi lang="en" dir="ltr">Spring</bdi></h1>' in page
    assert f'href="{persian.get_url()}"' in page
    assert CohortPage.objects.get().get_url() == "/courses/city-diplomacy/spring/"


@pytest.mark.parametrize(("translated", "language"), [(False, "en"), (True, "fa")])
def test_completion_names_the_language_in_which_the_modules_were_read(
    reader: Client, persian: CoursePage, translated: bool, language: str
) -> None:
    if translated:
        for page in ModulePage.objects.order_by("path"):
            translate(page)
    enrollment = Enrollment.objects.get()
    for page in ModulePage.objects.filter(locale__language_code="en"):
        reader.post(f"/fa/learning/enrollments/{enrollment.pk}/modules/{page.translation_key}/read/")
    assert CourseCompletion.objects.get().language == language
