"""The editor's list of modules in which nothing is asked."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.upkeep.reports import PagesList

from .queries import modules_without_quiz


class ModulesWithoutQuizList(PagesList):
    slug = "without-quiz"
    page_title = _("Modules without a quiz")
    header_icon = "help"
    explanation = _("Published modules that ask no questions: nobody can tell what was learnt there.")

    def waiting(self, user: Any) -> Any:
        return modules_without_quiz(user)


WORKLISTS = [ModulesWithoutQuizList]
