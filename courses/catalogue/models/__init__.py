from .identity import Course, Module
from .pages import (
    CatalogPage,
    CohortPage,
    CourseFacilitator,
    CoursePage,
    CoursePartner,
    CourseTag,
    ModulePage,
    PartOfCourse,
    place_below,
)
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
    "Module",
    "ModulePage",
    "PartOfCourse",
    "SustainableDevelopmentGoal",
    "place_below",
]
