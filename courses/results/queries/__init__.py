from .access import open_cohorts
from .gradebook import Gradebook, GradebookQuery, Row, gradebook_page, gradebook_rows, shown_modules
from .learner import LearnerResults, learner_results
from .outline import PlacedModule, course_outline

__all__ = [
    "Gradebook",
    "GradebookQuery",
    "LearnerResults",
    "PlacedModule",
    "Row",
    "course_outline",
    "gradebook_page",
    "gradebook_rows",
    "learner_results",
    "open_cohorts",
    "shown_modules",
]
