from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from certificates.awards.services import AwardRefused, issue_award, reissue_award, revoke_award
from certificates.awards.states import AwardState, EventKind, RefusalReason, RevocationReason
from certificates.models import Award, AwardDefinition, AwardEvent
from certificates.signals import award_issued, award_revoked
from courses.api import lock_completion
from courses.models import Course, CourseCompletion, LearnerProfile, Organization, Person
from tests.certificates.conftest import NOW
from tests.threads import behind_lock, in_threads

MakeCompletion = Callable[..., CourseCompletion]


def revoke(award: Award, by: Any = None) -> Award:
    return revoke_award(
        award=award, by=by, reason=RevocationReason.MISCONDUCT, public_reason="Copied work.", private_note="See file 7."
    )


def kinds_of(award: Award) -> list[str]:
    return list(award.events.values_list("kind", flat=True))


def test_issue_when_course_is_completed_freezes_everything_printed(
    definition: AwardDefinition, make_completion: MakeCompletion, settings: Any
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://attache.example.org"
    completion = make_completion(name="Анна\u202e Соколова", name_latin="Anna Sokolova", language="ru")
    award = issue_award(completion_id=completion.pk, now=NOW)
    assert award.snapshot == {
        "version": 1,
        "kind": "completion",
        "language": "ru",
        "serial": "ATT-2026-000001-" + award.serial[-2:],
        "verify_url": f"https://attache.example.org/verify/{award.token}/",
        "design": {"slug": "classic", "number": 1, "sha256": award.design.sha256},
        "holder": {"name": "Анна Соколова", "name_latin": "Anna Sokolova"},
        "course": {
            "key": str(award.course_id),
            "title": "Дипломатия городов",
            "titles": {"en": "City Diplomacy", "ru": "Дипломатия городов"},
        },
        "cohort": "Autumn",
        "workload_minutes": 720,
        "time_zone": "Europe/Volgograd",
        "started_on": "2026-09-01",
        "completed_on": "2026-10-20",
        "issued_on": "2026-11-23",
        "expires_on": None,
        "outcomes": ["Составлять соглашения"],
        "issuer": {
            "name": "Центр народной дипломатии",
            "names": {"ru": "Центр народной дипломатии"},
            "website": "",
        },
        "signatory": {"name": "Елена Морозова", "position": "Директор"},
        "place": "Волгоград",
    }
    assert (award.state, award.holder_name, award.learner) == ("issued", "Анна Соколова", completion.enrollment.learner)
    assert kinds_of(award) == [EventKind.ISSUED]


def test_award_when_course_learner_issuer_and_signatory_are_renamed_stays_as_issued(award: Award) -> None:
    before = Award.objects.get(pk=award.pk)
    Course.objects.update(titles={"en": "Renamed"}, workload_minutes=1, outcomes={})
    LearnerProfile.objects.update(name_of_record="Renamed", name_latin="Renamed")
    Organization.objects.update(name="Renamed", names={})
    Person.objects.update(name="Renamed", position="Renamed")
    after = issue_award(completion_id=award.completion_id)
    assert after == before
    assert (after.snapshot, after.holder_name) == (before.snapshot, "Anna Sokolova")


def test_issue_when_asked_twice_gives_the_same_award(award: Award) -> None:
    assert issue_award(completion_id=award.completion_id) == award
    assert Award.objects.count() == 1
    assert kinds_of(award) == [EventKind.ISSUED]


def test_issue_when_award_was_revoked_is_refused_and_leaves_it_revoked(award: Award) -> None:
    revoke(award)
    with pytest.raises(AwardRefused) as refused:
        issue_award(completion_id=award.completion_id)
    assert (refused.value.obstacle.reason, refused.value.obstacle.detail) == (RefusalReason.REVOKED, award.serial)
    assert Award.objects.get().state == AwardState.REVOKED


def test_issue_when_course_has_a_rule_of_its_own_uses_it(
    definition: AwardDefinition, completion: CourseCompletion
) -> None:
    issuer = Organization.objects.create(name="Isfahan School of Diplomacy")
    AwardDefinition.objects.create(
        course=completion.enrollment.cohort.course, issuer=issuer, signatory=definition.signatory, place="Isfahan"
    )
    snapshot = issue_award(completion_id=completion.pk).snapshot
    assert (snapshot["issuer"]["name"], snapshot["place"]) == ("Isfahan School of Diplomacy", "Isfahan")


def test_default_rule_when_there_is_one_cannot_be_made_again(definition: AwardDefinition) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardDefinition.objects.create(issuer=definition.issuer, signatory=definition.signatory)


def test_issue_when_there_is_no_rule_is_refused(completion: CourseCompletion) -> None:
    with pytest.raises(AwardRefused) as refused:
        issue_award(completion_id=completion.pk)
    assert refused.value.obstacle.reason == RefusalReason.NO_AWARD_DEFINITION
    assert Award.objects.count() == 0


@pytest.mark.usefixtures("definition")
def test_issue_when_there_is_no_completion_is_refused() -> None:
    with pytest.raises(AwardRefused) as refused:
        issue_award(completion_id=0)
    assert refused.value.obstacle.reason == RefusalReason.COMPLETION_NOT_FOUND


@pytest.mark.usefixtures("definition")
def test_issue_when_letters_are_missing_in_our_fonts_is_refused_and_names_them(make_completion: MakeCompletion) -> None:
    with pytest.raises(AwardRefused) as refused:
        issue_award(completion_id=make_completion(name="Li 李明").pk)
    assert (refused.value.obstacle.reason, refused.value.obstacle.detail) == (RefusalReason.LETTERS_MISSING, "李 明")


@pytest.mark.usefixtures("definition")
def test_issue_when_a_recorded_name_has_piled_up_marks_is_refused_and_names_the_letter(
    make_completion: MakeCompletion,
) -> None:
    with pytest.raises(AwardRefused) as refused:
        issue_award(completion_id=make_completion(name="Anna Z" + "\u0301" * 150).pk)
    assert (refused.value.obstacle.reason, refused.value.obstacle.detail) == (RefusalReason.LETTERS_CROWDED, "Z")


@pytest.mark.usefixtures("definition")
def test_issue_when_name_is_only_invisible_is_refused(make_completion: MakeCompletion) -> None:
    with pytest.raises(AwardRefused) as refused:
        issue_award(completion_id=make_completion(name="\u202e").pk)
    assert refused.value.obstacle.reason == RefusalReason.NAME_MISSING


@pytest.mark.usefixtures("definition")
def test_issue_when_learner_has_no_name_of_record_is_refused(make_completion: MakeCompletion) -> None:
    completion = make_completion(name="Ana")
    LearnerProfile.objects.all().delete()
    with pytest.raises(AwardRefused) as refused:
        issue_award(completion_id=completion.pk)
    assert refused.value.obstacle.reason == RefusalReason.NAME_MISSING
    assert not Award.objects.exists()


@pytest.mark.usefixtures("definition")
def test_serials_when_issued_in_turn_count_by_year_and_use_the_prefix(
    make_completion: MakeCompletion, settings: Any
) -> None:
    first, second, third, fourth = (make_completion() for _ in range(4))
    later = datetime(2027, 1, 1, tzinfo=UTC)
    serials = [issue_award(completion_id=item.pk, now=NOW).serial for item in (first, second)]
    serials.append(issue_award(completion_id=third.pk, now=later).serial)
    settings.LMS_CERTIFICATE_PREFIX = "VGG"
    serials.append(issue_award(completion_id=fourth.pk, now=later).serial)
    assert [serial[:-3] for serial in serials] == [
        "ATT-2026-000001",
        "ATT-2026-000002",
        "ATT-2027-000001",
        "VGG-2027-000001",
    ]


@pytest.mark.usefixtures("definition")
def test_serial_when_the_year_is_over_only_in_the_zone_of_the_cohort_has_the_printed_year(
    completion: CourseCompletion,
) -> None:
    award = issue_award(completion_id=completion.pk, now=datetime(2026, 12, 31, 22, 30, tzinfo=UTC))
    assert (award.serial[:15], award.snapshot["issued_on"]) == ("ATT-2027-000001", "2027-01-01")


@pytest.mark.parametrize(
    ("before", "after", "end"), [(24, 1, date(2028, 11, 23)), (None, 24, None), (24, None, date(2028, 11, 23))]
)
@pytest.mark.parametrize("revoked", [False, True])
def test_validity_when_the_rule_changed_and_it_is_issued_again_ends_on_the_same_day(
    definition: AwardDefinition,
    completion: CourseCompletion,
    before: int | None,
    after: int | None,
    end: date | None,
    revoked: bool,
) -> None:
    AwardDefinition.objects.update(validity_months=before)
    award = issue_award(completion_id=completion.pk, now=NOW)
    AwardDefinition.objects.update(validity_months=after)
    if revoked:
        revoke(award)
    successor = reissue_award(award=award, by=None, reason="Name corrected", now=datetime(2027, 6, 1, tzinfo=UTC))
    for one in (award, successor):
        one.refresh_from_db()
        assert (one.expires_on, one.snapshot["expires_on"]) == (end, end.isoformat() if end else None)
    assert successor.snapshot["issued_on"] == "2027-06-01"


@pytest.mark.parametrize("months", [0, 601])
def test_database_when_validity_is_out_of_range_refuses_it(definition: AwardDefinition, months: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardDefinition.objects.update(validity_months=months)


def test_revoke_when_award_is_in_force_keeps_it_with_reason(award: Award, registrar: Any) -> None:
    revoke(award, by=registrar)
    award.refresh_from_db()
    assert (award.state, award.revocation_reason, award.public_reason) == ("revoked", "misconduct", "Copied work.")
    assert award.private_note == "See file 7."
    event = award.events.last()
    assert (event.kind, event.actor, event.at, event.data) == (
        "revoked",
        registrar,
        award.revoked_at,
        {"reason": "misconduct"},
    )


def test_revoke_when_award_is_revoked_is_refused_and_changes_nothing(award: Award) -> None:
    revoked_at = revoke(award).revoked_at
    with pytest.raises(AwardRefused) as refused:
        revoke(award)
    award.refresh_from_db()
    assert (refused.value.obstacle.reason, award.revoked_at) == (RefusalReason.NOT_IN_FORCE, revoked_at)


def test_reissue_when_name_was_corrected_links_both_ways(award: Award, registrar: Any) -> None:
    LearnerProfile.objects.update(name_of_record="Anna Petrova")
    successor = reissue_award(award=award, by=registrar, reason="Name corrected")
    award.refresh_from_db()
    assert (award.state, award.superseded_by, successor.supersedes) == ("superseded", successor, award)
    assert (award.holder_name, successor.holder_name) == ("Anna Sokolova", "Anna Petrova")
    assert (successor.state, successor.token == award.token) == ("issued", False)
    event = award.events.last()
    assert (event.kind, event.actor) == (EventKind.SUPERSEDED, registrar)
    assert event.data == {"reason": "Name corrected", "successor": successor.serial}


def test_reissue_when_award_was_revoked_leaves_it_revoked(award: Award, registrar: Any) -> None:
    revoke(award)
    successor = reissue_award(award=award, by=registrar, reason="Revoked in error")
    award.refresh_from_db()
    assert (award.state, successor.state, successor.supersedes) == ("revoked", "issued", award)


def test_reissue_when_award_has_a_successor_is_refused(award: Award, registrar: Any) -> None:
    successor = reissue_award(award=award, by=registrar, reason="Name corrected")
    with pytest.raises(AwardRefused) as refused:
        reissue_award(award=award, by=registrar, reason="Again")
    assert refused.value.obstacle.reason == RefusalReason.HAS_SUCCESSOR
    assert issue_award(completion_id=award.completion_id) == successor


def test_database_when_second_award_in_force_is_written_refuses_it(award: Award) -> None:
    copy = Award(
        token="b" * 26,
        serial="X",
        snapshot={},
        supersedes=award,
        **{name: getattr(award, name) for name in ("design", "course", "enrollment", "completion", "learner")},
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_signals_when_award_is_issued_and_revoked_follow_the_commit(
    definition: AwardDefinition,
    completion: CourseCompletion,
    django_capture_on_commit_callbacks: Any,
) -> None:
    heard: list[tuple[str, int]] = []

    def issued(award_id: int, **kwargs: Any) -> None:
        heard.append(("issued", award_id))

    def revoked(award_id: int, **kwargs: Any) -> None:
        heard.append(("revoked", award_id))

    award_issued.connect(issued, sender=Award)
    award_revoked.connect(revoked, sender=Award)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            award = issue_award(completion_id=completion.pk)
            assert heard == []
        with django_capture_on_commit_callbacks(execute=True):
            revoke(award)
    finally:
        award_issued.disconnect(issued, sender=Award)
        award_revoked.disconnect(revoked, sender=Award)
    assert heard == [("issued", award.pk), ("revoked", award.pk)]


@pytest.mark.django_db(transaction=True)
def test_issue_when_asked_at_the_same_time_gives_one_award(
    definition: AwardDefinition, completion: CourseCompletion
) -> None:
    awards = in_threads(lambda pk: issue_award(completion_id=pk), [completion.pk] * 6)
    assert len({award.pk for award in awards}) == Award.objects.count() == 1
    assert AwardEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [False, True])
def test_award_when_it_had_to_wait_for_another_prints_what_is_known_then(
    definition: AwardDefinition, completion: CourseCompletion, again: bool
) -> None:
    first = issue_award(completion_id=completion.pk) if again else None

    def give() -> Award:
        if first is not None:
            return reissue_award(award=first, by=None, reason="Name corrected")
        return issue_award(completion_id=completion.pk)

    award = behind_lock(
        lock=lambda: lock_completion(completion.pk),
        act=give,
        change=lambda: LearnerProfile.objects.update(name_of_record="Anna Petrova"),
    )
    assert award.holder_name == "Anna Petrova"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("definition")
def test_serials_when_issued_at_the_same_time_are_all_different(make_completion: MakeCompletion) -> None:
    completions = [make_completion().pk for _ in range(6)]
    awards = in_threads(lambda pk: issue_award(completion_id=pk, now=NOW), completions)
    assert sorted(award.serial[9:15] for award in awards) == [f"{number:06d}" for number in range(1, 7)]


@pytest.mark.django_db(transaction=True)
def test_revoke_when_several_do_it_at_the_same_time_is_done_by_one(
    definition: AwardDefinition, completion: CourseCompletion
) -> None:
    award = issue_award(completion_id=completion.pk)

    def try_to_revoke(_number: int) -> bool:
        try:
            revoke(award)
        except AwardRefused:
            return False
        return True

    assert sorted(in_threads(try_to_revoke, range(6))) == [False] * 5 + [True]
    assert kinds_of(award) == [EventKind.ISSUED, EventKind.REVOKED]
