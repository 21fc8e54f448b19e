"""Modules in which nothing is asked, and people who cannot go on."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.progress.reports import EnrollmentsList
from courses.upkeep.reports import PagesList

from .queries import modules_without_quiz, out_of_attempts


class ModulesWithoutQuizList(PagesList):
    slug = "without-quiz"
    page_title = _("Modules without a quiz")
    header_icon = "help"
    explanation = _("Published modules that ask no questions: nobody can tell what was learnt there.")

    def waiting(self, user: Any) -> Any:
        return modules_without_quiz(user)


class OutOfAttemptsList(EnrollmentsList):
    slug = "out-of-attempts"
    page_title = _("People out of attempts")
    header_icon = "no-view"
    explanation = _("People who have used all attempts at a quiz and have not passed it. You can allow one more.")

    def waiting(self, user: Any) -> Any:
        return out_of_attempts(timezone.now()).select_related("learner", "cohort__course", "progress")


WORKLISTS = [ModulesWithoutQuizList]
LEARNER_WORKLISTS = [OutOfAttemptsList]
