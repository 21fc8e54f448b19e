"""From award to file: the only package of certificates that knows the PDF libraries."""

from .document import DocumentDoesNotFit, canonical, render_certificate
from .fonts import missing_letters
from .preview import picture_of
from .rules import crowded_letters
from .versions import design_fingerprint, engine_versions

__all__ = [
    "DocumentDoesNotFit",
    "canonical",
    "crowded_letters",
    "design_fingerprint",
    "engine_versions",
    "missing_letters",
    "picture_of",
    "render_certificate",
]
