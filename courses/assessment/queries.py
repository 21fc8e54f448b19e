"""Reads of assessment: the quiz behind an activity, and a learner's attempts at it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.query import PageQuerySet

from courses.catalogue.models import Course, Module, ModulePage
from courses.catalogue.services import activities_in
from courses.decisions import Decision
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import access_to_modules, enrollment_access, local_days
from courses.enrollment.states import HOLDING_SEAT
from courses.upkeep.queries import editable_pages

from .models import Attempt, ExtraAttempt, Quiz, as_written
from .rules import attempts_allowed, attempts_left, may_allow_another, may_start, questions_asked, shows_key
from .states import AttemptState

Row = TypeVar("Row", Attempt, ExtraAttempt)


@dataclass(frozen=True)
class PlacedQuiz:
    """A quiz in a module (docs/decisions/0005). `rules` is the version in the module's language: how many questions are
    asked, how often it may be taken and what passes it. `wording` is what this reader is asked: its translation, if it
    asks the same."""

    rules: Quiz
    wording: Quiz

    @property
    def asked(self) -> int:
        """How many questions an attempt asks."""
        return questions_asked(written=len(self.wording.questions), drawn=self.rules.questions_drawn)


@dataclass(frozen=True)
class QuizStanding:
    """Where a learner stands at the quiz with this `key` in a module; `quiz` is None while it is not available or has
    no place there, `access` is the gate's answer for the module. `made` in the same place are all attempts, also those
    at another quiz, which do not count at this one (docs/decisions/0007)."""

    module: Module
    block_id: UUID
    key: str
    quiz: PlacedQuiz | None
    made: list[Attempt]
    extra: list[ExtraAttempt]
    access: Decision

    @property
    def attempts(self) -> list[Attempt]:
        return [attempt for attempt in self.made if str(attempt.quiz_key) == self.key]

    @property
    def allowed(self) -> int | None:
        """How many attempts this learner has in all; None without a limit."""
        limit = self.quiz.rules.attempts_allowed if self.quiz else None
        return attempts_allowed(limit=limit, extra=len(self.extra))

    @property
    def left(self) -> int | None:
        """How many of them are left; None without a limit."""
        return attempts_left(allowed=self.allowed, submitted=len(self.submitted))

    @property
    def decision(self) -> Decision:
        """Whether another attempt may be started."""
        return self.access and may_start(available=self.quiz is not None, left=self.left)

    @property
    def another(self) -> Decision:
        """Whether the learner may be given one more attempt."""
        return may_allow_another(available=self.quiz is not None, module_open=bool(self.access), left=self.left)

    @property
    def shows_key(self) -> bool:
        """Whether results show what was right."""
        return shows_key(passed=self.passed, left=self.left, begun=self.open_attempt is not None)

    @property
    def open_attempt(self) -> Attempt | None:
        """The attempt that is not handed in yet, also one at another quiz: in one place there is one at a time."""
        return next((attempt for attempt in self.made if attempt.state == AttemptState.OPEN), None)

    @property
    def submitted(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if attempt.state == AttemptState.SUBMITTED]

    @property
    def passed(self) -> bool:
        return any(attempt.passed for attempt in self.attempts)

    @property
    def best(self) -> Attempt | None:
        return max(self.submitted, key=lambda attempt: (attempt.points or 0) / attempt.points_possible, default=None)


def quiz_standing(enrollment: Enrollment, module: Module, block_id: UUID, now: datetime | None = None) -> QuizStanding:
    """The learner's attempts at the quiz that is placed there now, and whether another one may be started."""
    return _standing(enrollment, module, block_id, _quiz_key(module, block_id), now)


def standing_after(attempt: Attempt, now: datetime | None = None) -> QuizStanding:
    """The same at the quiz of this attempt, which may have had its place taken since."""
    return _standing(attempt.enrollment, attempt.module, attempt.block_id, str(attempt.quiz_key), now)


def _standing(enrollment: Enrollment, module: Module, block_id: UUID, key: str, now: datetime | None) -> QuizStanding:
    place = {"enrollment": enrollment, "module": module, "block_id": block_id}
    return QuizStanding(
        module=module,
        block_id=block_id,
        key=key,
        quiz=_available(_versions([key]), module, block_id, key),
        made=list(Attempt.objects.filter(**place).order_by("number")),
        extra=list(ExtraAttempt.objects.filter(**place)),
        access=enrollment_access(enrollment, module, now),
    )


def attempted_quizzes(enrollment: Enrollment) -> list[QuizStanding]:
    """The quizzes at which the learner has made an attempt, in the order of the course (six queries)."""
    rows = Attempt.objects.filter(enrollment=enrollment).select_related("module").defer("questions", "answers")
    made = _by_place(rows.order_by("module__position", "number"))
    extra = _by_place(ExtraAttempt.objects.filter(enrollment=enrollment).select_related("by"))
    versions = _versions({str(attempt.quiz_key) for attempts in made.values() for attempt in attempts})
    access = access_to_modules(enrollment, [attempts[0].module for attempts in made.values()])
    return [
        QuizStanding(
            module=attempts[0].module,
            block_id=block_id,
            key=key,
            quiz=_available(versions, attempts[0].module, block_id, key),
            made=attempts,
            extra=extra[module_key, block_id],
            access=access[module_key],
        )
        for (module_key, block_id), attempts in made.items()
        for key in dict.fromkeys(str(attempt.quiz_key) for attempt in attempts)
    ]


def submitted_attempts(enrollment: Enrollment) -> "QuerySet[Attempt]":
    """What the learner has handed in, without questions and answers."""
    submitted = Attempt.objects.filter(enrollment=enrollment, state=AttemptState.SUBMITTED)
    return submitted.defer("questions", "answers").order_by("number")


def quizzes_of_page(page: ModulePage, written_in: str) -> dict[UUID, PlacedQuiz]:
    """The available quizzes in a module's text, by block id (one query); `written_in` is the module's language."""
    keys = {UUID(activity["id"]): activity["quiz"] for activity in activities_in(page) if "quiz" in activity}
    versions = _versions(keys.values())
    placed = {block_id: _placed(versions[key], written_in) for block_id, key in keys.items()}
    return {block_id: quiz for block_id, quiz in placed.items() if quiz is not None}


def _quiz_key(module: Module, block_id: UUID) -> str:
    placed = [activity.get("quiz", "") for activity in module.activities if activity["id"] == str(block_id)]
    return placed[0] if placed else ""


def _available(versions: Mapping[str, list[Quiz]], module: Module, block_id: UUID, key: str) -> PlacedQuiz | None:
    """The quiz with this key, if it is the one that is placed there."""
    return _placed(versions[key], module.language) if key == _quiz_key(module, block_id) else None


def _versions(keys: Iterable[str]) -> "defaultdict[str, list[Quiz]]":
    """The quizzes with these keys in all their languages, drafts too, the oldest first."""
    versions = defaultdict(list)
    for quiz in Quiz.objects.filter(translation_key__in=filter(None, keys)).select_related("locale").order_by("pk"):
        versions[str(quiz.translation_key)].append(quiz)
    return versions


def _placed(versions: Collection[Quiz], written_in: str) -> PlacedQuiz | None:
    rules = as_written(versions, written_in)
    if rules is None or not (rules.live and rules.available):
        return None
    mine = next((quiz for quiz in versions if quiz.locale.language_code == get_language()), rules)
    return PlacedQuiz(rules, mine if mine.live and mine.answer_key == rules.answer_key else rules)


def _by_place(rows: Iterable[Row]) -> "defaultdict[tuple[UUID, UUID], list[Row]]":
    places = defaultdict(list)
    for row in rows:
        places[row.module_id, row.block_id].append(row)
    return places


def modules_without_quiz(user: Any) -> "PageQuerySet[Page]":
    """The pages of published modules without a quiz that this person may edit, in the language of the module."""
    modules = Module.objects.filter(live=True).values_list("key", "activities")
    silent = [key for key, activities in modules if all("quiz" not in one for one in activities)]
    source = Module.objects.filter(key=OuterRef("translation_key"), language=OuterRef("locale__language_code"))
    pages = editable_pages(user).type(ModulePage).live().select_related("latest_revision__user")
    return pages.filter(Exists(source), translation_key__in=silent).order_by("path")


def out_of_attempts(now: datetime) -> "QuerySet[Enrollment]":
    """Who takes part in a cohort that is not over and has no attempt left at a quiz that she has not passed."""
    (today,) = local_days(now, cohort="cohort__")
    running = Enrollment.objects.filter(
        Q(cohort__ends_on=None) | Q(cohort__ends_on__gte=today), state__in=HOLDING_SEAT, completion=None
    )
    place = ("enrollment_id", "module_id", "block_id")
    tried = Attempt.objects.filter(enrollment__in=running).order_by().values_list(*place, "quiz_key")
    in_vain = tried.annotate(
        submitted=Count("pk", filter=Q(state=AttemptState.SUBMITTED)), passes=Count("pk", filter=Q(passed=True))
    ).filter(passes=0, submitted__gt=0)
    modules = {module.key: module for module in Module.objects.filter(attempts__enrollment__in=running).distinct()}
    extra = Counter(ExtraAttempt.objects.filter(enrollment__in=running).order_by().values_list(*place))
    rows = [((key, module, block), str(quiz), submitted) for key, module, block, quiz, submitted, _passes in in_vain]
    versions = _versions({quiz for _place, quiz, _submitted in rows})
    stuck = set()
    for (key, module_key, block_id), quiz_key, submitted in rows:
        quiz = _available(versions, modules[module_key], block_id, quiz_key)
        limit = quiz.rules.attempts_allowed if quiz else None
        allowed = attempts_allowed(limit=limit, extra=extra[key, module_key, block_id])
        if attempts_left(allowed=allowed, submitted=submitted) == 0:
            stuck.add(key)
    return running.filter(pk__in=stuck).order_by("enrolled_at", "pk")


def courses_of_quizzes() -> dict[UUID, list[Course]]:
    """The courses whose published modules ask a quiz, by the key that its languages share (one query)."""
    found: defaultdict[UUID, set[Course]] = defaultdict(set)
    for module in Module.objects.filter(live=True).select_related("course"):
        for activity in module.activities:
            if "quiz" in activity:
                found[UUID(activity["quiz"])].add(module.course)
    return {key: sorted(courses, key=str) for key, courses in found.items()}


def quizzes_of(course: Course) -> set[UUID]:
    """The keys of the quizzes that the published modules of this course ask."""
    return {key for key, courses in courses_of_quizzes().items() if course in courses}
