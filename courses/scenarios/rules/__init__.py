"""What can be decided about a scenario from its copy alone. Pure: JSON and scores come in, facts go out.

The copy that a playthrough keeps, and that everything here reads::

    {"scores": [{"name", "label", "start", "lowest", "highest", "needed": int | None}],
     "nodes": [{"id", "name", "situation": HTML,
                "choices": [{"id", "text", "target": name, "effects": [{"score", "change"}], "conditions": [...]}]}],
     "endings": [{"id", "name", "title", "text": HTML, "conditions": [...], "otherwise": name}],
     "questions": [{"id", "text"}], "shows_scores": bool}

A condition is {"score", "test": "at_least" | "at_most", "value"}; several must all hold. Nodes and endings are called
by short names that are unique among both; the first node is the beginning.
"""

from .graph import Fault, Link, faults, links
from .layout import Picture, picture
from .playing import (
    Bar,
    Taken,
    ToldStep,
    bars,
    beginning,
    ending_of,
    meets_minimum,
    node_of,
    open_choices,
    retold,
    starting_scores,
    structure,
    take,
)

__all__ = [
    "Bar",
    "Fault",
    "Link",
    "Picture",
    "Taken",
    "ToldStep",
    "bars",
    "beginning",
    "ending_of",
    "faults",
    "links",
    "meets_minimum",
    "node_of",
    "open_choices",
    "picture",
    "retold",
    "starting_scores",
    "structure",
    "take",
]
