"""A small site with every type of page, in English and Persian, and a learner at every stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page as Window
from wagtail.models import Locale, Page

from certificates.api import issue_award
from certificates.awards.services import revoke_award
from certificates.awards.states import RevocationReason
from courses.api import (
    begin_playthrough,
    enroll,
    make_cohort_page,
    mark_read,
    record_name,
    start_attempt,
    submit_attempt,
    write_entry,
)
from courses.models import (
    Attempt,
    City,
    Cohort,
    CourseFacilitator,
    CoursePage,
    CoursePartner,
    Enrollment,
    JournalEntry,
    ModulePage,
    Organization,
    Person,
    Playthrough,
)
from home.models import StandardPage
from tests.factories.certificates import make_award, make_award_definition
from tests.factories.content import all_blocks, make_document, make_picture
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_module,
    make_quiz,
    module_of,
    play_through,
    publish,
    quiz_block,
    reflection_block,
    site_root,
    take_course,
)
from tests.factories.materials import download_block, recording_block
from tests.factories.scenarios import make_scenario, scenario_block

LEARNER = "learner@example.org"
PASSED_COURSE = "Letters between cities"
OPEN_COURSE = "Twin cities"
ANSWERS = {"closed module": 403, "verified unknown": 404, "page not found": 404}


@dataclass(frozen=True)
class SmallSite:
    """The pages of one language, and the records that its views show."""

    pages: dict[str, Page]
    other_cohort: Cohort
    enrollment: Enrollment
    result: Attempt
    attempt: Attempt
    ended: Playthrough
    open_play: Playthrough
    entry: JournalEntry
    awards: dict[str, Any]
    language: str = "en"

    def for_everybody(self) -> dict[str, str]:
        """Addresses that nobody has to sign in for, by what is there."""
        with override(self.language):
            codes = {state: award.token for state, award in self.awards.items()}
            return {
                **{name: self.pages[name].url for name in ("home", "standard", "catalog", "course", "cohort")},
                "closed module": self.pages["module"].url,
                "catalog without results": f"{self.pages['catalog'].url}?q=nothing&level=advanced&open=1",
                "verify": reverse("certificates:verify"),
                **{f"verified {name}": reverse("certificates:verify_token", args=[codes[name]]) for name in codes},
                "verified unknown": reverse("certificates:verify_token", args=["unknown"]),
                "sign in": reverse("account_login"),
                "sign up": reverse("account_signup"),
                "reset": reverse("account_reset_password"),
                "reset sent": reverse("account_reset_password_done"),
                "confirmation sent": reverse("account_email_verification_sent"),
                "page not found": reverse("wagtail_serve", args=["no-such-page/"]),
            }

    def for_the_learner(self) -> dict[str, str]:
        """Addresses of the learner, by what is there; the open attempt comes last."""
        with override(self.language):
            module = self.pages["module"].translation_key
            return {
                **{name: self.pages[name].url for name in ("course", "module", "cohort")},
                "learning": reverse("courses:learning"),
                "results": reverse("courses:results", args=[self.enrollment.pk]),
                "enroll": reverse("courses:enroll", args=[self.other_cohort.pk]),
                "withdraw": reverse("courses:withdraw", args=[self.enrollment.pk]),
                "quiz": reverse("courses:quiz", args=[self.enrollment.pk, module, block_id("quiz")]),
                "result": reverse("courses:attempt", args=[self.result.pk]),
                "scenario": reverse("courses:scenario", args=[self.enrollment.pk, module, block_id("scenario")]),
                "step": reverse("courses:playthrough", args=[self.open_play.pk]),
                "ending": reverse("courses:playthrough", args=[self.ended.pk]),
                "reflection": reverse("courses:reflection", args=[self.enrollment.pk, module, block_id("reflection")]),
                "journal": reverse("courses:journal"),
                "deleting an entry": reverse("courses:delete_entry", args=[self.entry.pk]),
                "certificates": reverse("certificates:mine"),
                "certificate": self.awards["valid"].get_absolute_url(),
                "account": reverse("account_email"),
                "name": reverse("account_name"),
                "password": reverse("account_change_password"),
                "second factor": reverse("mfa_index"),
                "asked again": reverse("account_reauthenticate"),
                "sign out": reverse("account_logout"),
                "attempt": reverse("courses:attempt", args=[self.attempt.pk]),
            }


def visit(window: Window, addresses: dict[str, str]) -> Iterator[str]:
    """Open each address and give its name while it is open."""
    for name, address in addresses.items():
        response = window.goto(address)
        assert response is not None
        assert (name, response.status) == (name, ANSWERS.get(name, 200))
        assert "default-src 'none'" in response.headers["content-security-policy"]
        yield name


def build_site(learner: Any, language: str = "en") -> SmallSite:
    """Fill a migrated database; the learner takes one course and has completed another in two cohorts."""
    pages = _make_pages()
    cohort = make_cohort(pages["course"], title="Autumn", seats=20)
    pages["cohort"] = make_cohort_page(cohort=cohort, by=learner)
    record_name(user=learner, name_of_record="نیلوفر رستمی", name_latin="Niloufar Rostami", language=language)
    enrollment = enroll(cohort=cohort, learner=learner, by=learner)
    result = _take_quiz(enrollment, pages["module"])
    return SmallSite(
        pages=_translated(pages, language),
        other_cohort=make_cohort(pages["course"], title="Winter", seats=5, starts_on=date(2050, 3, 1)),
        enrollment=enrollment,
        result=result,
        attempt=_start_quiz(enrollment, pages["module"]),
        ended=play_through(_begin(enrollment, pages["module"])),
        open_play=_begin(enrollment, pages["module"]),
        entry=write_entry(
            enrollment=enrollment,
            module=module_of(pages["module"]),
            block_id=UUID(block_id("reflection")),
            text="My city knows nobody yet.",
        ),
        awards=_make_awards(learner),
        language=language,
    )


def _make_pages() -> dict[str, Any]:
    home, course = site_root(), _make_course()
    activities = [
        quiz_block(make_quiz("Beginnings", attempts_allowed=5)),
        scenario_block(make_scenario()),
        reflection_block(),
        recording_block("asked recording"),
        download_block(make_document(), "asked document"),
    ]
    body = [*all_blocks(course.picture, make_document()), *activities]
    objectives = [("objective", "Tell how it began.")]
    text = {"title": "Who we are", "text": "<h3>A center</h3><p>We teach.</p>"}
    section = {"type": "section", "value": text, "id": block_id("section")}
    card = {"type": "item", "id": block_id("card"), "value": {"title": "Students", "text": "Learn.", "page": None}}
    said = {"quote": "It was worth it.", "name": "Anna Sokolova", "role": "Student", "photo": None}
    voice = {"type": "item", "id": block_id("voice"), "value": said}
    home.lead, home.picture, home.picture_alt = "Courses for cities.", course.picture, "A harbor"
    home.body = [
        {"type": "courses", "value": {"title": "Join now"}, "id": block_id("courses")},
        {"type": "cards", "value": {"title": "For", "cards": [card], "numbered": False}, "id": block_id("cards")},
        {"type": "cards", "value": {"title": "Steps", "cards": [card], "numbered": True}, "id": block_id("steps")},
        {"type": "voices", "value": {"title": "Voices", "note": "Asked.", "voices": [voice]}, "id": block_id("voices")},
        *({"type": kind, "value": {"title": kind}, "id": block_id(kind)} for kind in ("starts", "network", "partners")),
        section,
    ]
    about = home.add_child(instance=StandardPage(title="About us", lead="Who teaches here.", body=[section]))
    module = make_module(course, "How it began", body=body, objectives=objectives)
    make_module(course, "How it went on", required=False)
    pages = {"home": publish(home), "standard": publish(about), "catalog": course.get_parent().specific}
    return {**pages, "course": CoursePage.objects.get(pk=course.pk), "module": module}


def _make_course() -> CoursePage:
    picture = make_picture()
    city = City.objects.create(name="Kazan", country="RU")
    organization = Organization.objects.create(
        name="City archive", logo=picture, website="https://example.org/", city=city
    )
    person = Person.objects.create(name="Irina Volkova", position="Archivist", organization=organization, photo=picture)
    course = make_course(
        OPEN_COURSE,
        modules=0,
        picture=picture,
        picture_alt="A harbor",
        description=all_blocks(picture, make_document()),
        outcomes=[("outcome", "Write to another city.")],
        prerequisites="<p>None.</p>",
        facilitators=[CourseFacilitator(person=person)],
        partners=[CoursePartner(organization=organization, role="Faculty")],
    )
    course.tags.add("history")
    course.audiences, course.goals = ["students"], [11, 17]
    return publish(course)


def _start_quiz(enrollment: Enrollment, module: ModulePage) -> Attempt:
    quiz = block_id("quiz")
    return start_attempt(enrollment=enrollment, module=module_of(module), block_id=quiz)


def _begin(enrollment: Enrollment, module: ModulePage) -> Playthrough:
    return begin_playthrough(enrollment=enrollment, module=module_of(module), block_id=block_id("scenario"))


def _take_quiz(enrollment: Enrollment, module: ModulePage) -> Attempt:
    """An attempt handed in with one right answer of two, not passed."""
    mark_read(enrollment=enrollment, module=module_of(module))
    attempt = _start_quiz(enrollment, module)
    first, second = attempt.questions
    answers = {
        first["id"]: [option["id"] for option in first["options"] if option["correct"]],
        second["id"]: [option["id"] for option in second["options"] if not option["correct"]][:1],
    }
    return submit_attempt(attempt=attempt, answers=answers)


def _make_awards(learner: Any) -> dict[str, Any]:
    make_award_definition()
    course = make_course(PASSED_COURSE)
    enrollments = [enroll(cohort=make_cohort(course), learner=learner, by=learner) for _ in range(2)]
    for enrollment in enrollments:
        take_course(enrollment)
    valid = make_award(enrollments[0].completion)
    revoked = revoke_award(
        award=issue_award(completion_id=enrollments[1].completion.pk),
        by=None,
        reason=RevocationReason.ISSUED_IN_ERROR,
        public_reason="It was issued twice.",
        private_note="",
    )
    return {"valid": valid, "revoked": revoked}


def _translated(pages: dict[str, Any], language: str) -> dict[str, Page]:
    if language == "en":
        return pages
    locale = Locale.objects.create(language_code=language)
    return {name: publish(page.copy_for_translation(locale)) for name, page in pages.items()}
