"""From an empty catalog to a certificate that a stranger verifies, and to its revocation."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core import mail
from playwright.sync_api import Page, expect

from certificates.models import Award
from courses.models import Cohort
from tests.factories.certificates import make_award_definition
from tests.factories.courses import make_catalog, publish

from .accounts import confirm_address, sign_in, sign_up
from .documents import code_in, pictures_of, share_of_ink, size_in_millimeters, text_of
from .editing import open_cohort, write_course, write_module, write_quiz
from .learning import enroll, hand_in, mark_as_read

COURSE = "Twin cities"
COHORT = "Autumn, open group"
MODULE = "How it began"
QUIZ = "Beginnings"
QUESTIONS = {
    "Who wrote first?": ("The mayor", "The harbor master", "The letter is signed by the mayor."),
    "What was offered?": ("A school exchange", "A loan", "The second paragraph offers an exchange."),
}
RIGHT = {text: right for text, (right, _wrong, _explanation) in QUESTIONS.items()}
WRONG = {text: wrong for text, (_right, wrong, _explanation) in QUESTIONS.items()}
LEARNER = "niloufar@example.org"
NAME, NAME_LATIN = "نیلوفر رستمی", "Niloufar Rostami"
WHY = "The learner asked for a corrected name."


def test_certificate_when_a_course_is_written_taken_and_passed_is_valid_until_revoked(
    page: Page,
    address: str,
    open_session: Callable[..., Page],
    make_staff: Callable[..., Any],
    run_tasks: Callable[[], int],
    program: Callable[..., str],
    settings: Any,
    tmp_path: Path,
) -> None:
    make_staff("editor@example.org", "Course editors")
    make_staff("registrar@example.org", "Registrars")
    make_award_definition()
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # the editor here types faster than drafts are saved

    an_editor_publishes_a_course(open_session())
    a_visitor_signs_up_and_enrolls(page)
    the_learner_reads_fails_and_passes(page)
    run_tasks()
    pdf = the_learner_gets_a_certificate(page, tmp_path)
    verify_address = the_certificate_can_be_framed(pdf, program)
    assert verify_address.startswith(f"{address}/verify/")

    stranger = open_session()
    a_stranger_reads_that_it_is_valid(stranger, verify_address)
    the_registrar_revokes(open_session())
    the_stranger_reads_that_it_is_revoked(stranger)


def an_editor_publishes_a_course(page: Page) -> None:
    catalog = publish(make_catalog())
    sign_in(page, "editor@example.org", at="/admin/")
    write_quiz(page, title=QUIZ, questions=QUESTIONS)
    page.goto(f"/admin/pages/{catalog.pk}/")
    write_course(page, title=COURSE, lead="Two cities write letters.", outcome="Write to another city.")
    expect(page.get_by_role("status").first).to_contain_text("Nobody can enroll in this course yet: it has no cohort.")
    write_module(page, course=COURSE, title=MODULE, heading="1944", text="A table cloth with 830 names.", quiz=QUIZ)
    open_cohort(page, course=COURSE, title=COHORT, seats=2)


def a_visitor_signs_up_and_enrolls(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Courses").click()
    page.get_by_role("link", name=COURSE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(COURSE)
    expect(page.get_by_role("region", name="After this course you can")).to_contain_text("Write to another city.")
    expect(page.get_by_role("region", name="Dates and enrollment")).to_contain_text("2 of 2 left")
    page.locator("#dates").get_by_role("link", name="Enroll", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="sign up").click()
    sign_up(page, name="Niloufar", email=LEARNER)
    confirm_address(page, LEARNER)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Enroll in “{COURSE}”")
    enroll(page, name=NAME, latin=NAME_LATIN)
    expect(page.get_by_role("heading", level=1)).to_have_text(MODULE)
    assert Cohort.objects.get().seats_taken == 1


def the_learner_reads_fails_and_passes(page: Page) -> None:
    expect(page.get_by_role("heading", name="1944")).to_be_visible()
    expect(page.get_by_text("A table cloth with 830 names.")).to_be_visible()
    mark_as_read(page)
    page.get_by_role("link", name="Go to the quiz").click()
    page.get_by_role("button", name="Start the quiz").click()
    missed = "Who wrote first?"
    hand_in(page, {**RIGHT, missed: WRONG[missed]})
    expect(page.get_by_role("heading", name="Not passed this time")).to_be_visible()
    for question, (_right, _wrong, explanation) in QUESTIONS.items():
        expect(page.get_by_text(explanation)).to_be_visible(visible=question != missed)
    page.get_by_role("link", name="Try again").click()
    page.get_by_role("button", name="Try again").click()
    hand_in(page, RIGHT)
    expect(page.get_by_role("heading", name="You have passed")).to_be_visible()
    for _right, _wrong, explanation in QUESTIONS.values():
        expect(page.get_by_text(explanation)).to_be_visible()
    page.get_by_role("link", name="Back to the module").click()
    expect(page.get_by_text("You have completed this module.")).to_be_visible()


def the_learner_gets_a_certificate(page: Page, folder: Path) -> Path:
    message = mail.outbox[-1]
    assert message.to == [LEARNER]
    assert "/certificates/" in message.body
    page.get_by_role("navigation", name="Main").get_by_role("link", name="My learning").click()
    expect(page.get_by_text("1 of 1 required module completed")).to_be_visible()
    page.get_by_role("link", name="See your certificate").click()
    expect(page.locator("main").get_by_role("heading", level=2)).to_have_text(COURSE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download PDF").click()
    pdf = folder / download.value.suggested_filename
    download.value.save_as(pdf)
    return pdf


def the_certificate_can_be_framed(pdf: Path, program: Callable[..., str]) -> str:
    serial = Award.objects.get().serial
    assert pdf.name == f"{serial}.pdf"
    text = text_of(pdf, program).casefold()  # some lines are set in capitals
    for printed in (COURSE, serial, NAME_LATIN, "Center for City Diplomacy", "Vera Prilukova", "Volgograd"):
        assert printed.casefold() in text
    [picture] = pictures_of(pdf, program)
    assert size_in_millimeters(picture) == (297, 210)
    assert 0.005 < share_of_ink(picture) < 0.5
    return code_in(picture, program)


def a_stranger_reads_that_it_is_valid(page: Page, verify_address: str) -> None:
    page.goto(verify_address)
    expect(page.get_by_role("main")).to_contain_text(NAME)
    expect(page.get_by_role("main")).to_contain_text(COURSE)
    expect(page.get_by_text("Valid", exact=True)).to_be_visible()
    expect(page.get_by_text("This certificate is genuine and in force.")).to_be_visible()


def the_registrar_revokes(page: Page) -> None:
    sign_in(page, "registrar@example.org", at="/admin/")
    page.get_by_role("button", name="Training").click()
    page.get_by_role("link", name="Certificates", exact=True).click()
    page.get_by_role("link", name=Award.objects.get().serial, exact=True).click()
    page.get_by_role("link", name="Revoke", exact=True).click()
    page.get_by_role("combobox", name="Kind of reason").select_option("At the holder's request")
    page.get_by_role("textbox", name="Public explanation").fill(WHY)
    page.get_by_role("checkbox", name="I understand").check()
    page.get_by_role("button", name="Revoke certificate").click()
    expect(page.get_by_role("status").first).to_contain_text("The certificate is revoked.")


def the_stranger_reads_that_it_is_revoked(page: Page) -> None:
    page.reload()
    expect(page.get_by_text("Revoked", exact=True)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(WHY)
    expect(page.get_by_text("This certificate is genuine and in force.")).to_have_count(0)
