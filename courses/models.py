"""All models of the app; Django looks for them here."""

from courses.assessment.models import Attempt, ExtraAttempt, Quiz
from courses.attendance.models import Attendance, AttendanceEvent, Session
from courses.authoring.models import PageCopy
from courses.catalogue.models import (
    Audience,
    CatalogPage,
    CohortPage,
    Course,
    CourseFacilitator,
    CoursePage,
    CoursePartner,
    CourseTag,
    Module,
    ModulePage,
    SustainableDevelopmentGoal,
)
from courses.directory.models import City, LearnerProfile, Organization, Person
from courses.enrollment.models import (
    Cohort,
    Enrollment,
    EnrollmentEvent,
    ModuleOpening,
    ModuleRelease,
    OpeningEvent,
)
from courses.journal.models import JournalEntry
from courses.progress.models import (
    ActivityRecord,
    CompletionPolicy,
    CourseCompletion,
    CourseParticipation,
    CourseProgress,
    GradeChange,
    ModuleCompletion,
)
from courses.scenarios.models import Playthrough, Scenario
from courses.upkeep.models import Finding

__all__ = [
    "ActivityRecord",
    "Attempt",
    "Attendance",
    "AttendanceEvent",
    "Audience",
    "CatalogPage",
    "City",
    "Cohort",
    "CohortPage",
    "CompletionPolicy",
    "Course",
    "CourseCompletion",
    "CourseFacilitator",
    "CoursePage",
    "CourseParticipation",
    "CoursePartner",
    "CourseProgress",
    "CourseTag",
    "Enrollment",
    "EnrollmentEvent",
    "ExtraAttempt",
    "Finding",
    "GradeChange",
    "JournalEntry",
    "LearnerProfile",
    "Module",
    "ModuleCompletion",
    "ModuleOpening",
    "ModulePage",
    "ModuleRelease",
    "OpeningEvent",
    "Organization",
    "PageCopy",
    "Person",
    "Playthrough",
    "Quiz",
    "Scenario",
    "Session",
    "SustainableDevelopmentGoal",
]
