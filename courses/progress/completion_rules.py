"""The requirements of a completion policy that come with the app, through the registry, like a plugin's."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import blocks

from courses.calendars import written_number
from courses.facts import UNKNOWN, Judgment, LearnerFacts
from courses.registry import CompletionRule

PERCENT = [MinValueValidator(1), MaxValueValidator(100)]


class RequiredModules(CompletionRule):
    """All modules that are marked as required."""

    slug = "required_modules"

    def block(self, activities: Mapping[str, str]) -> blocks.Block:
        text = gettext_lazy("The modules that are marked as required. Nothing has to be set here.")
        return blocks.StaticBlock(label=gettext_lazy("All required modules"), icon="tick", admin_text=text)

    def judge(self, parameters: Any, facts: LearnerFacts) -> Judgment:
        return Judgment(met=0 < facts.required == facts.done, have=facts.done, of=facts.required)

    def explain(self, parameters: Any, judgment: Judgment, titles: Mapping[str, str]) -> str:
        if not judgment.of:
            return _("Complete the required modules. The course has none yet.")
        text = ngettext(
            "Complete the required module: %(done)s of %(number)s is completed.",
            "Complete all %(number)s required modules: %(done)s completed.",
            judgment.of,
        )
        return text % {"done": written_number(judgment.have or 0), "number": written_number(judgment.of)}


class NumberOfModules(CompletionRule):
    """So many modules, required or not."""

    slug = "number_of_modules"

    def block(self, activities: Mapping[str, str]) -> blocks.Block:
        return blocks.IntegerBlock(
            label=gettext_lazy("A number of modules"),
            icon="list-ol",
            validators=[MinValueValidator(1)],
            help_text=gettext_lazy("How many modules must be completed; whichever the learner chooses."),
        )

    def judge(self, parameters: Any, facts: LearnerFacts) -> Judgment:
        return Judgment(met=facts.completed >= parameters, have=facts.completed, of=parameters)

    def explain(self, parameters: Any, judgment: Judgment, titles: Mapping[str, str]) -> str:
        text = ngettext(
            "Complete any %(number)s module: %(done)s completed.",
            "Complete any %(number)s modules: %(done)s completed.",
            parameters,
        )
        return text % {"done": written_number(judgment.have or 0), "number": written_number(parameters)}


class MinimumGrade(CompletionRule):
    """The average of the best grades in required modules. Where nothing is graded there, nothing is asked."""

    slug = "minimum_grade"

    def block(self, activities: Mapping[str, str]) -> blocks.Block:
        return blocks.IntegerBlock(
            label=gettext_lazy("A minimum average of the quizzes"),
            icon="order",
            validators=PERCENT,
            help_text=gettext_lazy(
                "In percent: the average of the best attempts in required modules. Without this requirement passing "
                "each quiz is enough."
            ),
        )

    def judge(self, parameters: Any, facts: LearnerFacts) -> Judgment:
        if facts.average is None:
            return Judgment(met=not facts.graded, of=parameters)
        return Judgment(met=facts.average >= parameters, have=_whole(facts.average), of=parameters)

    def explain(self, parameters: Any, judgment: Judgment, titles: Mapping[str, str]) -> str:
        figures = {"percent": written_number(parameters), "grade": written_number(judgment.have or 0)}
        if judgment.have is None:
            return _("Reach an average of %(percent)s%% in the quizzes: no grade yet.") % figures
        if judgment.met:
            return _("Reach an average of %(percent)s%% in the quizzes: %(grade)s%% now.") % figures
        text = _(
            "Reach an average of %(percent)s%% in the quizzes: %(grade)s%% now. A quiz can be taken again while "
            "attempts are left; when there is none, the organizers can allow one more."
        )
        return text % figures


class MinimumGradeOfActivity(CompletionRule):
    """A grade in one activity, for example the final quiz."""

    slug = "minimum_grade_of_activity"

    def block(self, activities: Mapping[str, str]) -> blocks.Block:
        choice = blocks.ChoiceBlock(
            label=gettext_lazy("Quiz"),
            choices=list(activities.items()),
            help_text=gettext_lazy("One of the published modules of this course."),
        )
        minimum = blocks.IntegerBlock(label=gettext_lazy("Minimum grade in percent"), validators=PERCENT)
        return blocks.StructBlock(
            [("activity", choice), ("minimum", minimum)],
            label=gettext_lazy("A minimum grade in one quiz"),
            icon="success",
        )

    def judge(self, parameters: Any, facts: LearnerFacts) -> Judgment:
        if parameters["activity"] not in facts.grades:
            return UNKNOWN
        grade = facts.grades[parameters["activity"]]
        if grade is None:
            return Judgment(met=False, of=parameters["minimum"])
        return Judgment(met=grade >= parameters["minimum"], have=_whole(grade), of=parameters["minimum"])

    def explain(self, parameters: Any, judgment: Judgment, titles: Mapping[str, str]) -> str:
        figures = {
            "percent": written_number(parameters["minimum"]),
            "activity": titles.get(parameters["activity"], ""),
            "grade": written_number(judgment.have or 0),
        }
        if judgment.have is None:
            return _("Reach %(percent)s%% in “%(activity)s”: not tried yet.") % figures
        return _("Reach %(percent)s%% in “%(activity)s”: the best result is %(grade)s%%.") % figures


class MinimumHours(CompletionRule):
    """The workload of the modules that are completed."""

    slug = "minimum_hours"

    def block(self, activities: Mapping[str, str]) -> blocks.Block:
        return blocks.IntegerBlock(
            label=gettext_lazy("A number of hours"),
            icon="time",
            validators=[MinValueValidator(1)],
            help_text=gettext_lazy("The workload of completed modules together, in hours."),
        )

    def judge(self, parameters: Any, facts: LearnerFacts) -> Judgment:
        asked = 60 * parameters
        return Judgment(met=facts.minutes >= asked, have=facts.minutes, of=asked)

    def explain(self, parameters: Any, judgment: Judgment, titles: Mapping[str, str]) -> str:
        text = ngettext(
            "Complete modules of %(hours)s hour of work together: %(done)s done.",
            "Complete modules of %(hours)s hours of work together: %(done)s done.",
            parameters,
        )
        halves = (judgment.have or 0) // 30
        done = halves // 2 if halves % 2 == 0 else halves / 2  # what is begun is not told as done
        return text % {"hours": written_number(parameters), "done": written_number(done)}


class AttendanceShare(CompletionRule):
    """How much of the cohort's sessions the learner has attended, by their length. It shows presence, not learning."""

    slug = "attendance_share"
    only_presence = True

    def block(self, activities: Mapping[str, str]) -> blocks.Block:
        return blocks.IntegerBlock(
            label=gettext_lazy("A share of the sessions attended"),
            icon="group",
            validators=PERCENT,
            help_text=gettext_lazy(
                "In percent of the length of all sessions of the learner's cohort, for example 80. Those to come count "
                "too, so that nobody reaches it with the first one. A cohort without sessions cannot reach it."
            ),
        )

    def judge(self, parameters: Any, facts: LearnerFacts) -> Judgment:
        if facts.attendance is None:
            return Judgment(met=False, of=parameters)
        return Judgment(met=facts.attendance >= parameters, have=_whole(facts.attendance), of=parameters)

    def explain(self, parameters: Any, judgment: Judgment, titles: Mapping[str, str]) -> str:
        figures = {"percent": written_number(parameters), "attended": written_number(judgment.have or 0)}
        if judgment.have is None:
            return _("Attend %(percent)s%% of the sessions: none is planned yet.") % figures
        return _("Attend %(percent)s%% of the sessions: %(attended)s%% attended.") % figures


def _whole(grade: Fraction) -> int:
    return int(grade)  # rounded down: 74.9 is not yet 75


BUILT_IN = [
    RequiredModules(),
    NumberOfModules(),
    MinimumGrade(),
    MinimumGradeOfActivity(),
    MinimumHours(),
    AttendanceShare(),
]
