from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from certificates.awards.delivery import open_file, render_award
from certificates.awards.services import record_event
from certificates.awards.states import EventKind
from certificates.models import Award, AwardDefinition
from courses.models import CourseCompletion
from tests.certificates.awards.test_services import revoke


def output_of(*arguments: str) -> list[str]:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


def copy_of_document(award: Award, folder: Path) -> Path:
    path = folder / "certificate.pdf"
    with open_file(render_award(award_id=award.pk)) as stored:
        path.write_bytes(stored.read())
    return path


@pytest.mark.django_db(transaction=True)
def test_issue_certificates_when_completions_wait_issues_them_and_tells_how_many(
    definition: AwardDefinition, make_completion: Callable[..., CourseCompletion], run_tasks: Callable[[], int]
) -> None:
    names = ["Anna", "李明", "Мария"]
    for name in names:
        make_completion(name=name)
    assert output_of("issue_certificates") == [
        "issued: 2",
        "refused (letters_missing): 1",
        "deliveries requested again: 0",
    ]
    assert sorted(Award.objects.values_list("holder_name", flat=True)) == ["Anna", "Мария"]
    run_tasks()
    assert [award.pdf is not None for award in Award.objects.all()] == [True, True]
    assert output_of("issue_certificates") == [
        "issued: 0",
        "refused (letters_missing): 1",
        "deliveries requested again: 0",
    ]


def test_issue_certificates_when_a_document_is_missing_asks_for_it(award: Award) -> None:
    assert output_of("issue_certificates") == ["issued: 0", "deliveries requested again: 1"]


def test_issue_certificates_when_the_mail_failed_sends_it_again(
    award: Award, run_tasks: Callable[[], int], django_capture_on_commit_callbacks: Any
) -> None:
    render_award(award_id=award.pk)
    record_event(award=award, kind=EventKind.MAIL_FAILED)
    with django_capture_on_commit_callbacks(execute=True):
        assert output_of("issue_certificates") == ["issued: 0", "deliveries requested again: 1"]
    run_tasks()
    assert [message.to for message in mail.outbox] == [[award.learner.email]]
    assert output_of("issue_certificates") == ["issued: 0", "deliveries requested again: 0"]


def test_issue_certificates_when_the_holder_was_not_told_of_a_revocation_sends_that_mail(
    award: Award, run_tasks: Callable[[], int], django_capture_on_commit_callbacks: Any
) -> None:
    revoke(award)
    with django_capture_on_commit_callbacks(execute=True):
        assert output_of("issue_certificates") == ["issued: 0", "deliveries requested again: 1"]
    run_tasks()
    assert [message.subject for message in mail.outbox] == ["Your certificate has been revoked: City Diplomacy"]
    award.refresh_from_db()
    assert award.pdf is None
    assert output_of("issue_certificates") == ["issued: 0", "deliveries requested again: 0"]


def test_verify_certificate_when_given_code_number_or_file_tells_the_state(award: Award, tmp_path: Path) -> None:
    path = copy_of_document(award, tmp_path)
    for subject in (award.token, award.token.upper(), award.serial, award.serial.lower().replace("-", " "), str(path)):
        assert output_of("verify_certificate", subject) == [f"valid {award.serial} Anna Sokolova"]


def test_verify_certificate_when_revoked_tells_date_and_reason(award: Award) -> None:
    day = revoke(award).revoked_on
    assert output_of("verify_certificate", award.token) == [
        f"revoked {award.serial} Anna Sokolova",
        f"revoked {day}: Copied work.",
    ]


@pytest.mark.django_db
def test_verify_certificate_when_file_or_code_is_foreign_says_unknown(tmp_path: Path, award: Award) -> None:
    path = copy_of_document(award, tmp_path)
    path.write_bytes(path.read_bytes() + b"\n")
    for subject in (str(path), "a" * 26, "ATT-2026-000001-00", ""):
        with pytest.raises(CommandError, match="unknown"):
            output_of("verify_certificate", subject)
