"""Quizzes that people have taken."""

from functools import cached_property
from typing import Any
from uuid import UUID

from courses.api import enroll, start_attempt, submit_attempt
from courses.models import Attempt, Cohort, Enrollment, ModulePage, Quiz
from courses.registry import question_types

from .courses import block_id, make_cohort, make_course, make_learner, make_module, module_of, quiz_block


class PlacedQuiz:
    """A quiz in the only module of a course with a cohort."""

    def __init__(self, quiz: Quiz) -> None:
        self.quiz = quiz

    @cached_property
    def module(self) -> ModulePage:
        return make_module(make_course(modules=0), body=[quiz_block(self.quiz)])

    @cached_property
    def cohort(self) -> Cohort:
        return make_cohort(self.module.get_parent().specific)

    def enrolled(self, learner: Any = None) -> Enrollment:
        learner = learner or make_learner()
        return enroll(cohort=self.cohort, learner=learner, by=learner)

    def begin(self, enrollment: Enrollment | None = None) -> Attempt:
        place = {"module": module_of(self.module), "block_id": UUID(block_id("quiz"))}
        return start_attempt(enrollment=enrollment or self.enrolled(), **place)

    def take(self, answers: dict[str, Any] | None = None, enrollment: Enrollment | None = None) -> Attempt:
        """A learner hands in an attempt, with the right answers if no others are given."""
        begun = self.begin(enrollment)
        right = {one["id"]: question_types.get(one["type"]).solution(one) for one in begun.questions}  # type: ignore[union-attr]
        return submit_attempt(attempt=begun, answers=right if answers is None else answers)
