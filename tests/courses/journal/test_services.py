from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.enrollment.services import enroll, withdraw
from courses.enrollment.states import EnrollmentReason
from courses.journal.queries import journal_of
from courses.journal.services import JournalRefused, delete_entry, write_entry
from courses.journal.states import JournalReason
from courses.models import ActivityRecord, Enrollment, JournalEntry, ModuleCompletion, ModulePage
from courses.progress.services import mark_read
from courses.progress.states import EvidenceSource
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    module_of,
    publish,
    reflection_block,
)
from tests.threads import in_threads

BLOCK = UUID(block_id("reflection"))
NOW = timezone.now()


@pytest.fixture
def page(db: None) -> ModulePage:
    return make_module(make_course(modules=0), body=[reflection_block()])


@pytest.fixture
def enrollment(page: ModulePage) -> Enrollment:
    learner = make_learner()
    return enroll(cohort=make_cohort(page.get_parent().specific), learner=learner, by=learner)


def write(enrollment: Enrollment, page: ModulePage, text: str, version: int = 0, **fields: object) -> JournalEntry:
    place = {"enrollment": enrollment, "module": module_of(page), "block_id": BLOCK}
    return write_entry(**place, text=text, version=version, now=NOW, **fields)


def test_entry_when_it_is_written_keeps_what_was_asked_and_tells_that_the_learner_says_so(
    enrollment: Enrollment, page: ModulePage
) -> None:
    entry = write(enrollment, page, "A port.")
    kept = JournalEntry.objects.values(
        "title", "prompt", "language", "text", "written_at", "changed_at", "version"
    ).get()
    assert kept == {
        "title": "My city", "prompt": "<p>Whom does your city know?</p>", "language": "en", "text": "A port.",
        "written_at": NOW, "changed_at": NOW, "version": 1,
    }  # fmt: skip
    record = ActivityRecord.objects.get(block_id=BLOCK)
    assert (record.completed_at, record.source) == (NOW, EvidenceSource.LEARNER)
    assert list(journal_of(enrollment.learner)) == [entry]


def test_module_is_completed_when_it_is_read_and_its_reflection_is_written(
    enrollment: Enrollment, page: ModulePage
) -> None:
    mark_read(enrollment=enrollment, module=module_of(page))
    assert not ModuleCompletion.objects.exists()
    write(enrollment, page, "A port.")
    assert ModuleCompletion.objects.filter(enrollment=enrollment).exists()


def test_entry_when_it_is_changed_keeps_its_first_date_and_counts_its_version(
    enrollment: Enrollment, page: ModulePage
) -> None:
    write(enrollment, page, "A port.")
    JournalEntry.objects.update(written_at=NOW - timedelta(days=1))
    entry = write(enrollment, page, "Two ports.", version=1)
    assert (entry.text, entry.version, entry.written_at) == ("Two ports.", 2, NOW - timedelta(days=1))


def test_same_text_when_it_comes_twice_changes_nothing(enrollment: Enrollment, page: ModulePage) -> None:
    write(enrollment, page, "A port.")
    assert write(enrollment, page, "A port.").version == 1


@pytest.mark.parametrize("version", [0, 2])
def test_text_that_began_from_another_version_is_refused_and_loses_nothing(
    enrollment: Enrollment, page: ModulePage, version: int
) -> None:
    write(enrollment, page, "A port.")
    with pytest.raises(JournalRefused) as refusal:
        write(enrollment, page, "Other.", version=version)
    assert refusal.value.decision.reason == JournalReason.CHANGED_ELSEWHERE
    assert JournalEntry.objects.get().text == "A port."


def test_text_when_the_module_is_not_open_is_refused(enrollment: Enrollment, page: ModulePage) -> None:
    withdraw(enrollment=enrollment, by=enrollment.learner)
    with pytest.raises(JournalRefused) as refusal:
        write(enrollment, page, "A port.")
    assert refusal.value.decision.reason == EnrollmentReason.WITHDRAWN
    assert not JournalEntry.objects.exists()
    assert not ActivityRecord.objects.exists()


def test_text_when_the_reflection_is_not_asked_any_more_is_refused(enrollment: Enrollment, page: ModulePage) -> None:
    page.body = []
    publish(page)
    with pytest.raises(JournalRefused) as refusal:
        write(enrollment, page, "A port.")
    assert refusal.value.decision.reason == JournalReason.NOT_ASKED
    assert not ActivityRecord.objects.exists()


def test_entry_when_it_is_deleted_leaves_what_it_completed(enrollment: Enrollment, page: ModulePage) -> None:
    delete_entry(entry=write(enrollment, page, "A port."))
    assert not JournalEntry.objects.exists()
    assert ActivityRecord.objects.get(block_id=BLOCK).completed_at == NOW


def test_entry_without_text_is_refused_by_the_database(enrollment: Enrollment, page: ModulePage) -> None:
    entry = write(enrollment, page, "A port.")
    with transaction.atomic(), pytest.raises(IntegrityError):
        JournalEntry.objects.filter(pk=entry.pk).update(text="")


@pytest.mark.django_db(transaction=True)
def test_two_windows_when_they_keep_at_once_store_one_text_and_refuse_the_other(
    enrollment: Enrollment, page: ModulePage
) -> None:
    def keep(text: str) -> str:
        try:
            return write(enrollment, page, text).text
        except JournalRefused as refusal:
            return str(refusal.decision.reason)

    answers = in_threads(keep, ["One.", "Two."])
    assert sorted(answers, key=len) == [JournalEntry.objects.get().text, JournalReason.CHANGED_ELSEWHERE]
