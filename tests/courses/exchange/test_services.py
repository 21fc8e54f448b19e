from uuid import uuid4

import pytest
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry

from courses.exchange.services import ImportRefused, import_questions, import_quiz
from courses.exchange.states import ExchangeReason
from courses.models import Quiz
from tests.factories.courses import make_quiz, single_choice

pytestmark = pytest.mark.django_db
WRITTEN = "Q{=a ~b####So.}\n\nR{T}\n\nS{}"


def texts(quiz: Quiz) -> list[str]:
    return [child.value["text"] for child in quiz.questions]


def draft(quiz: Quiz) -> Quiz:
    found: Quiz = Quiz.objects.get(pk=quiz.pk).get_latest_revision_as_object()
    return found


def test_questions_come_into_the_draft_and_what_is_published_stays(admin_user: object) -> None:
    quiz = make_quiz(questions=[single_choice("first")])
    before = texts(quiz)
    assert import_questions(quiz=quiz, text=WRITTEN, by=admin_user) == 2
    assert texts(Quiz.objects.get(pk=quiz.pk)) == before
    found = draft(quiz)
    assert texts(found) == [*before, "Q", "R"]
    assert found.questions[1].value["explanation"].source == "<p>So.</p>"
    assert found.questions[2].value["explanation"].source == ""
    assert len({str(child.id) for child in found.questions}) == 3
    assert found.latest_revision.user == admin_user
    assert ModelLogEntry.objects.filter(action="wagtail.edit", user=admin_user, object_id=str(quiz.pk)).count() == 1


def test_questions_are_added_to_a_draft_that_is_not_published_yet(admin_user: object) -> None:
    quiz = make_quiz(questions=[single_choice("first")])
    changed = draft(quiz)
    changed.title = "Changed"
    changed.save_revision()
    import_questions(quiz=quiz, text=WRITTEN, by=admin_user)
    assert draft(quiz).title == "Changed"


def test_same_file_again_changes_nothing(admin_user: object) -> None:
    quiz = make_quiz()
    import_questions(quiz=quiz, text=WRITTEN, by=admin_user)
    revision = draft(quiz).latest_revision_id
    with pytest.raises(ImportRefused) as refusal:
        import_questions(quiz=quiz, text=WRITTEN, by=admin_user)
    assert refusal.value.decision.reason == ExchangeReason.NOTHING_NEW
    assert draft(quiz).latest_revision_id == revision


def test_locked_quiz_is_not_changed(admin_user: object) -> None:
    quiz = make_quiz()
    Quiz.objects.filter(pk=quiz.pk).update(locked=True, locked_at=timezone.now(), locked_by=None)
    with pytest.raises(ImportRefused) as refusal:
        import_questions(quiz=quiz, text=WRITTEN, by=admin_user)
    assert refusal.value.decision.reason == ExchangeReason.LOCKED


def test_new_quiz_is_made_once_as_a_draft(admin_user: object) -> None:
    key = uuid4()
    quiz, number = import_quiz(key=key, title="From a file", text=WRITTEN, by=admin_user)
    assert (quiz.live, number, quiz.locale) == (False, 2, Locale.get_default())
    assert texts(draft(quiz)) == ["Q", "R"]
    with pytest.raises(ImportRefused):
        import_quiz(key=key, title="From a file", text=WRITTEN, by=admin_user)
    assert Quiz.objects.count() == 1


def test_file_without_questions_makes_no_quiz(admin_user: object) -> None:
    with pytest.raises(ImportRefused):
        import_quiz(key=uuid4(), title="Empty", text="Q{}", by=admin_user)
    assert not Quiz.objects.exists()
