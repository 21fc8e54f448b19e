"""What a completion rule may know of a learner in a course, and what it answers. Pure, as the rules are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class LearnerFacts:
    """One learner in a course as it is published now, in figures.

    `done` of the `required` modules are completed, and `completed` of all `modules`, which take `minutes` of work.
    `activities` tells by slug of their type how many activities are completed. Grades are the best ones, in percent:
    `grades` has each graded activity by the id of its block, None where it was not tried; `average` is that of the
    grades in required modules, which have so many `graded` activities. `attendance` is the share of her cohort's
    sessions, those to come too, that she has attended, in percent; None without sessions, and where no requirement of
    the policy says that it is about being there (`only_presence`).
    """

    required: int = 0
    done: int = 0
    modules: int = 0
    completed: int = 0
    minutes: int = 0
    activities: Mapping[str, int] = field(default_factory=dict)
    grades: Mapping[str, Fraction | None] = field(default_factory=dict)
    graded: int = 0
    average: Fraction | None = None
    attendance: Fraction | None = None


@dataclass(frozen=True)
class Judgment:
    """A rule's answer: whether what it asks is met, None when that cannot be judged at the moment.

    `have` of `of` are the figures with which the rule explains itself; they are stored.
    """

    met: bool | None
    have: int | None = None
    of: int | None = None


UNKNOWN = Judgment(met=None)
