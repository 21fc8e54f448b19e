"""What the demo does not bring and pictures show: certificates in every state, an attempt that is open."""

import time
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.db import transaction

from certificates.api import issue_award, reissue_award, revoke_award
from certificates.awards.states import RevocationReason
from certificates.models import Award, AwardDefinition
from courses.api import enroll, start_attempt
from courses.models import (
    Attempt,
    Cohort,
    CohortPage,
    CoursePage,
    Enrollment,
    JournalEntry,
    Module,
    ModulePage,
    Playthrough,
)
from home.models import HomePage, StandardPage
from tests.factories.courses import make_cohort, take_course

CERTIFICATES = 3  # that the demo's completed learners are given by its worker
SECONDS = 300


def make_records() -> dict[str, Any]:
    """Make them, and give what the addresses in the table are filled with."""
    _wait_for_documents(CERTIFICATES)
    _let_one_expire(_learner("daniel.mwangi@example.net"))
    valid = _award_of("officer@example.org")
    revoked, superseded = _award_of("hanna.kavalenka@example.org"), _award_of("sara.rahimi@example.org")
    _revoke(revoked)
    reissue_award(award=superseded, by=_learner("registrar@example.org"), reason="A letter of the name was corrected.")
    _wait_for_documents(CERTIFICATES + 2)
    _take_a_page_down()
    attempt = _open_attempt(Enrollment.objects.get(learner__email="learner@example.org"))
    course = CoursePage.objects.get(slug="foundations-of-city-diplomacy", locale__language_code="en")
    cohort = CohortPage.objects.get(cohort=Cohort.objects.filter(course=course.translation_key).order_by("pk")[0])
    entry = JournalEntry.objects.get(enrollment__learner__email="officer@example.org")
    module = ModulePage.objects.get(slug="what-city-diplomacy-is", locale__language_code="en")
    return {
        "valid": valid.token,
        "revoked": revoked.token,
        "superseded": superseded.token,
        "expired": _award_of("daniel.mwangi@example.net").token,
        "certificate": valid.uuid,
        "attempt": attempt.pk,
        "enrollment": attempt.enrollment_id,
        "quiz_module": attempt.module_id,
        "quiz_place": attempt.block_id,
        "result": Attempt.objects.get(enrollment__learner__email="james.whitfield@example.org", passed=False).pk,
        "playthrough": Playthrough.objects.get(enrollment__learner__email="officer@example.org").pk,
        "written_by": entry.enrollment_id,
        "written_at": entry.block_id,
        "cohort": cohort.slug,
        "cohort_id": cohort.cohort_id,
        "course_id": course.pk,
        "module_id": module.pk,
        "module_key": module.translation_key,
        "quiz_id": module.body[-1].value.pk,
        "award_id": valid.pk,
    }


def _take_a_page_down() -> None:
    for home in HomePage.objects.all():
        page = home.add_child(instance=StandardPage(title="Gone", slug="gone", locale=home.locale))
        page.save_revision().publish()
        StandardPage.objects.get(pk=page.pk).unpublish()


def _learner(email: str) -> Any:
    return get_user_model().objects.get(email=email)


def _award_of(email: str) -> Award:
    return Award.objects.filter(learner__email=email).order_by("pk")[0]


def _wait_for_documents(number: int) -> None:
    deadline = time.monotonic() + SECONDS
    while Award.objects.filter(files__isnull=False).count() < number:
        if time.monotonic() > deadline:
            raise SystemExit("The worker did not draw the certificates of the demo.")
        time.sleep(1)


def _revoke(award: Award) -> None:
    revoke_award(
        award=award,
        by=_learner("registrar@example.org"),
        reason=RevocationReason.ISSUED_IN_ERROR,
        public_reason="The certificate was issued before the last module had been checked.",
        private_note="",
    )


@transaction.atomic
def _let_one_expire(learner: Any) -> None:
    """Somebody who took the course two years ago, when its certificates were valid for a year."""
    course = CoursePage.objects.get(slug="foundations-of-city-diplomacy", locale__language_code="en")
    then = datetime(2024, 3, 4, 12, tzinfo=UTC)
    definitions = AwardDefinition.objects.filter(course=course.translation_key)
    with patch("django.utils.timezone.now", return_value=then):
        definitions.update(validity_months=12)
        cohort = make_cohort(course, title="March 2024", starts_on=date(2024, 3, 1), ends_on=date(2024, 5, 31))
        enrollment = enroll(cohort=cohort, learner=learner, by=learner)
        take_course(enrollment)
        issue_award(completion_id=enrollment.completion.pk)
        definitions.update(validity_months=None)


def _open_attempt(enrollment: Enrollment) -> Attempt:
    module = Module.objects.filter(course=enrollment.cohort.course_id).order_by("position")[1]
    return start_attempt(enrollment=enrollment, module=module, block_id=module.activities[0]["id"])
