from fractions import Fraction
from typing import Any

import pytest
from django.utils.translation import override

from courses.facts import UNKNOWN, Judgment, LearnerFacts
from courses.progress.completion_rules import BUILT_IN
from courses.registry import CompletionRule

RULES: dict[str, CompletionRule] = {rule.slug: rule for rule in BUILT_IN}
QUIZ = {"activity": "q", "minimum": 75}
TITLES = {"q": "Final quiz"}
RAISE = "A quiz can be taken again while attempts are left; when there is none, the organizers can allow one more."


@pytest.mark.parametrize(
    ("slug", "parameters", "facts", "judgment", "text"),
    [
        (
            "required_modules",
            None,
            LearnerFacts(),
            Judgment(False, 0, 0),
            "Complete the required modules. The course has none yet.",
        ),
        (
            "required_modules",
            None,
            LearnerFacts(required=3, done=2),
            Judgment(False, 2, 3),
            "Complete all 3 required modules: 2 completed.",
        ),
        (
            "required_modules",
            None,
            LearnerFacts(required=1, done=1),
            Judgment(True, 1, 1),
            "Complete the required module: 1 of 1 is completed.",
        ),
        (
            "attendance_share",
            80,
            LearnerFacts(),
            Judgment(False, None, 80),
            "Attend 80% of the sessions: none is planned yet.",
        ),
        (
            "attendance_share",
            80,
            LearnerFacts(attendance=Fraction(799, 10)),
            Judgment(False, 79, 80),
            "Attend 80% of the sessions: 79% attended.",
        ),
        (
            "attendance_share",
            80,
            LearnerFacts(attendance=Fraction(80)),
            Judgment(True, 80, 80),
            "Attend 80% of the sessions: 80% attended.",
        ),
        (
            "number_of_modules",
            2,
            LearnerFacts(completed=1),
            Judgment(False, 1, 2),
            "Complete any 2 modules: 1 completed.",
        ),
        (
            "number_of_modules",
            2,
            LearnerFacts(completed=3),
            Judgment(True, 3, 2),
            "Complete any 2 modules: 3 completed.",
        ),
        (
            "minimum_grade",
            75,
            LearnerFacts(average=Fraction(749, 10), graded=1),
            Judgment(False, 74, 75),
            f"Reach an average of 75% in the quizzes: 74% now. {RAISE}",
        ),
        (
            "minimum_grade",
            75,
            LearnerFacts(average=Fraction(75), graded=1),
            Judgment(True, 75, 75),
            "Reach an average of 75% in the quizzes: 75% now.",
        ),
        (
            "minimum_grade",
            75,
            LearnerFacts(graded=1),
            Judgment(False, None, 75),
            "Reach an average of 75% in the quizzes: no grade yet.",
        ),
        (
            "minimum_grade",
            75,
            LearnerFacts(),
            Judgment(True, None, 75),
            "Reach an average of 75% in the quizzes: no grade yet.",
        ),
        (
            "minimum_grade_of_activity",
            QUIZ,
            LearnerFacts(grades={"q": None}),
            Judgment(False, None, 75),
            "Reach 75% in “Final quiz”: not tried yet.",
        ),
        (
            "minimum_grade_of_activity",
            QUIZ,
            LearnerFacts(grades={"q": Fraction(200, 3)}),
            Judgment(False, 66, 75),
            "Reach 75% in “Final quiz”: the best result is 66%.",
        ),
        (
            "minimum_grade_of_activity",
            QUIZ,
            LearnerFacts(grades={"q": Fraction(75)}),
            Judgment(True, 75, 75),
            "Reach 75% in “Final quiz”: the best result is 75%.",
        ),
        (
            "minimum_hours",
            8,
            LearnerFacts(minutes=479),
            Judgment(False, 479, 480),
            "Complete modules of 8 hours of work together: 7.5 done.",
        ),
        (
            "minimum_hours",
            8,
            LearnerFacts(minutes=480),
            Judgment(True, 480, 480),
            "Complete modules of 8 hours of work together: 8 done.",
        ),
    ],
)
def test_rule_for_each_case_judges_and_explains_itself(
    slug: str, parameters: Any, facts: LearnerFacts, judgment: Judgment, text: str
) -> None:
    rule = RULES[slug]
    assert rule.judge(parameters, facts) == judgment
    with override("en"):
        assert rule.explain(parameters, judgment, TITLES) == text


def test_grade_of_an_activity_that_is_not_in_the_course_cannot_be_judged() -> None:
    assert RULES["minimum_grade_of_activity"].judge(QUIZ, LearnerFacts(grades={"r": Fraction(100)})) == UNKNOWN


def test_every_built_in_rule_but_attendance_proves_learning() -> None:
    assert [rule.slug for rule in BUILT_IN if rule.only_presence] == ["attendance_share"]
