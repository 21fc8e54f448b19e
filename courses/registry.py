"""Typed registries: the doors through which plugins, and our own features, add kinds of things.

A plugin is a Django app whose `wagtail_hooks.py` registers a function for the registry's hook:

    @hooks.register("register_activity_types")
    def register(registry):
        registry.register(PodcastActivity())

The function is called once, on first use. Stored rows keep the slug, never a class path.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from random import Random
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from django.forms import Field
from wagtail import hooks
from wagtail.blocks import Block

from .facts import Judgment, LearnerFacts
from .portable import Answers

if TYPE_CHECKING:  # the registry is below the concepts
    from django.http import HttpRequest

    from courses.catalogue.models import ModulePage
    from courses.enrollment.models import Enrollment
    from courses.progress.states import EvidenceSource


@dataclass(frozen=True)
class Trial:
    """One try at an activity that has come to its end, as results tell it: what it led to (`outcome`, in `language` if
    that is not the interface's), when (an aware datetime), and where its learner reads more."""

    module_key: UUID
    block_id: UUID
    number: int
    ended_at: datetime
    percent: int | None
    outcome: str
    language: str
    url: str


@dataclass(frozen=True)
class Taken:
    """A choice among the answers to a question, as statistics count it: those with the same `key` are the same one."""

    key: str
    text: str
    right: bool


class Entry:
    """What a registry holds. `slug` names it in stored rows and texts."""

    slug: str


class ActivityType(Entry):
    """A kind of activity: what an editor places in a module, how it is shown, what completes it, and what its results
    tell.

    `evidence` says by what it is known that somebody has completed it, and so how far it can be relied upon; None if
    nobody can. `completed_by` is the sentence that tells learners what completes it. `graded`: one gets points in it.
    """

    evidence: "EvidenceSource | None" = None
    completed_by: Any = ""
    graded: bool = False

    def block(self) -> Block | None:
        """A new editor block; its template renders the activity for the learner (see `placed`). None for what is asked
        of every module and has no place in its text."""
        raise NotImplementedError

    def title(self, value: Any) -> str:
        """What one placed activity is called where learners read what is still open."""
        return str(value)

    def asks(self, value: Any) -> bool:
        """Whether one placed activity has to be completed."""
        return self.evidence is not None

    def placed(self, page: "ModulePage", *, written_in: str, enrollment: "Enrollment | None") -> Mapping[UUID, Any]:
        """What the template needs to draw the activities of this kind in one page, by block id, in as few queries as
        possible: `{{ reading.placed|of_block:block_id }}`. The learner's record is in `reading.records`.

        `written_in` is the module's language; without an enrollment the reader is staff, or sees a preview.
        """
        return {}

    def trials(self, enrollment: "Enrollment") -> Iterable[Trial]:
        """What was tried in this enrollment and has come to its end, for kinds that are tried more than once; in order
        of their numbers."""
        return ()

    def desk_part(self, enrollment: "Enrollment", request: "HttpRequest") -> str:
        """HTML for the page of an enrollment at the desk, with a heading (h2) of its own, or "" for nothing. What a
        member of staff may see, the type asks itself."""
        return ""

    def reference(self, value: Any) -> dict[str, str]:
        """JSON facts about one placed activity that a learner's record needs (for a quiz: its key)."""
        return {}

    def copied(self, value: Any, *, key: UUID, by: Any) -> Any:
        """What a copy of the module places: the same value, or a copy of what it refers to, so that both can be edited.

        `key` belongs to the copied course or module: asked again with it, the answer is the same. `by` is who copies.
        """
        return value


class QuestionType(Entry):
    """A kind of question that an editor can ask in a quiz (docs/decisions/0018).

    `label` and `icon` are what the editor chooses it by. `right_answers` names the fields that a folded question tells;
    of a list whose items have a field `correct`, the checked ones. `template` draws an answered question from `answer`,
    which is what `review` gives.

    A *question* is JSON: what all share (id, type, text, points, picture, explanation, source) and what `asked` gives.
    An attempt keeps it, key included: a type reads its old ones for ever. `answer` and `grade` are pure.
    """

    label: Any
    icon: str = "help"
    right_answers: tuple[str, ...] = ()
    template: str

    def fields(self) -> list[tuple[str, Block]]:
        """Names and new blocks of what an editor writes between the question and its explanation."""
        raise NotImplementedError

    def faults(self, value: Any) -> dict[str, Any]:
        """What is wrong in a written question beside what its fields refuse: texts by the names of the fields."""
        return {}

    def asked(self, value: Any) -> dict[str, Any]:
        """The JSON part of a written question that only this type has, with the key. It reads no database."""
        raise NotImplementedError

    def key(self, asked: Mapping[str, Any]) -> Any:
        """What is the same in all languages of a question and decides what is right: ids, numbers; no texts."""
        raise NotImplementedError

    def arranged(self, question: Mapping[str, Any], order: Random) -> dict[str, Any]:
        """The question for one attempt: what is to be chosen from in an order that `order` decides, and not the key."""
        return dict(question)

    def shown(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """What of `asked` may be in a page before the attempt is handed in: nothing by which the key could be told."""
        raise NotImplementedError

    def form_field(self, shown: Mapping[str, Any]) -> Field:
        """The learner's field, which works without script; its label and its answer so far are set by the quiz."""
        raise NotImplementedError

    def answer(self, question: Mapping[str, Any], given: Any) -> Any:
        """What was sent, as JSON to keep and to grade. It takes anything and raises nothing."""
        raise NotImplementedError

    def grade(self, question: Mapping[str, Any], answer: Any) -> Fraction:
        """The share of the points that the answer earns, from 0 to 1."""
        raise NotImplementedError

    def solution(self, question: Mapping[str, Any]) -> Any:
        """An answer that earns all points."""
        raise NotImplementedError

    def review(self, question: Mapping[str, Any], answer: Any, *, told: bool) -> dict[str, Any]:
        """What the template draws; without `told` nothing that the learner has not answered right herself."""
        raise NotImplementedError

    def taken(self, question: Mapping[str, Any], answer: Any) -> list[Taken]:
        """What was chosen in an answer, one for each part of it; nothing where nothing was."""
        return []

    def offered(self, question: Mapping[str, Any]) -> list[Taken]:
        """What statistics tell even if nobody has taken it: what is right."""
        return self.taken(question, self.solution(question))

    def exported(self, asked: Mapping[str, Any]) -> Answers | None:
        """The answers of a question as other programs know them; None if they have no such question."""
        return None

    def imported(self, answers: Answers) -> dict[str, Any] | None:
        """What `fields` hold, as a quiz stores it, for the answers of another program; None if this is another type's.

        The first registered type that takes them has the question. What it may not hold, its fields refuse.
        """
        return None


class CompletionRule(Entry):
    """A kind of requirement that an editor can put into the completion policy of a course (docs/decisions/0025).

    `only_presence`: it tells that somebody was there, not that she learnt; a course is never completed by such
    requirements alone.
    """

    only_presence: bool = False

    def block(self, activities: Mapping[str, str]) -> Block:
        """A new editor block; its value, as JSON, is the requirement's parameters.

        `activities` are the graded activities of the course that is edited: the id of the block, and its title.
        """
        raise NotImplementedError

    def judge(self, parameters: Any, facts: LearnerFacts) -> Judgment:
        """Whether it is met, from these facts alone: the same facts give the same answer."""
        raise NotImplementedError

    def explain(self, parameters: Any, judgment: Judgment, titles: Mapping[str, str]) -> str:
        """What is asked and how far the learner is, for her list, in the active language.

        `titles` are those of the course's graded activities by the ids of their blocks, as the policy keeps them.
        """
        raise NotImplementedError


Registered = TypeVar("Registered", bound=Entry)


class Registry(Generic[Registered]):
    """Entries by slug, collected from one Wagtail hook on first use."""

    def __init__(self, *, hook: str, base: type[Registered]) -> None:
        self.hook = hook
        self.base = base
        self._reserved: frozenset[str] = frozenset()
        self._entries: dict[str, Registered] = {}
        self._collected = False
        self._lock = RLock()

    def reserve(self, slugs: Iterable[str]) -> None:
        """Keep names that mean something else where the slugs are used."""
        self._reserved |= frozenset(slugs)

    def register(self, entry: Registered) -> None:
        """Add one entry. Raises `TypeError` for a wrong class and `ValueError` when the slug is reserved or has another
        owner."""
        if not isinstance(entry, self.base):
            raise TypeError(f"{entry!r} is not a {self.base.__name__}.")
        if entry.slug in self._reserved:
            raise ValueError(f"The slug {entry.slug!r} is reserved: something else has this name.")
        owner = self._entries.setdefault(entry.slug, entry)
        if type(owner) is not type(entry):
            raise ValueError(f"The slug {entry.slug!r} belongs to {type(owner).__qualname__}.")

    def get(self, slug: str) -> Registered | None:
        """The entry with this slug, or None (its plugin may be gone)."""
        return self._all().get(slug)

    def __iter__(self) -> Iterator[Registered]:
        return iter(self._all().values())

    def _all(self) -> dict[str, Registered]:
        with self._lock:
            if not self._collected:
                for function in hooks.get_hooks(self.hook):
                    function(self)
                self._collected = True
        return self._entries


activity_types: Registry[ActivityType] = Registry(hook="register_activity_types", base=ActivityType)
question_types: Registry[QuestionType] = Registry(hook="register_question_types", base=QuestionType)
completion_rules: Registry[CompletionRule] = Registry(hook="register_completion_rules", base=CompletionRule)
