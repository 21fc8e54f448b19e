from .catalog import CatalogPage
from .course import CourseFacilitator, CoursePage, CoursePartner, CourseTag, Level
from .identity import Course, Module
from .parts import CohortPage, ModulePage, PartOfCourse, place_below
from .taxonomy import Audience, SustainableDevelopmentGoal

__all__ = [
    "Audience",
    "CatalogPage",
    "CohortPage",
    "Course",
    "CourseFacilitator",
    "CoursePage",
    "CoursePartner",
    "CourseTag",
    "Level",
    "Module",
    "ModulePage",
    "PartOfCourse",
    "SustainableDevelopmentGoal",
    "place_below",
]
