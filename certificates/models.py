"""The models of this app, which live in its concepts."""

from .awards.models import Award, AwardDefinition, AwardEvent, AwardFile, SerialSequence
from .designs.models import DesignVersion
from .verification.models import TryCount

__all__ = ["Award", "AwardDefinition", "AwardEvent", "AwardFile", "DesignVersion", "SerialSequence", "TryCount"]
