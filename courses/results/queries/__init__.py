from .access import open_cohorts
from .gradebook import Gradebook, GradebookQuery, Row, gradebook_page, gradebook_rows, shown_modules
from .learner import LearnerResults, learner_results
from .outline import PlacedModule, course_outline
from .pictures import FunnelPart, HeatMap, funnel, heat_map
from .risks import learners_at_risk, reasons_of

__all__ = [
    "FunnelPart",
    "Gradebook",
    "GradebookQuery",
    "HeatMap",
    "LearnerResults",
    "PlacedModule",
    "Row",
    "course_outline",
    "funnel",
    "gradebook_page",
    "gradebook_rows",
    "heat_map",
    "learner_results",
    "learners_at_risk",
    "open_cohorts",
    "reasons_of",
    "shown_modules",
]
