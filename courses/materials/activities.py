"""Recordings and documents as activities of a module.

In other texts the same blocks are illustrations; in a module too, until the editor asks for them (decision 0022).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.catalogue.blocks import DocumentBlock, MediaBlock
from courses.progress.states import EvidenceSource
from courses.registry import ActivityType


class RecordingBlock(MediaBlock):
    asked = blocks.BooleanBlock(
        label=_("Learners have to watch or listen to it"),
        required=False,
        help_text=_("They say so with a button, and only then is the module completed. Nobody checks it."),
    )

    class Meta:
        template = "courses/blocks/recording.html"


class RecordingActivity(ActivityType):
    slug = "media"
    evidence = EvidenceSource.LEARNER
    completed_by = _("Watch or listen to it, then say so.")

    def block(self) -> blocks.Block:
        return RecordingBlock()

    def title(self, value: Any) -> str:
        return str(value["title"])

    def asks(self, value: Any) -> bool:
        return bool(value["asked"] and value["file"])


class DownloadBlock(DocumentBlock):
    asked = blocks.BooleanBlock(
        label=_("Learners have to open it"),
        required=False,
        help_text=_("The server notes when a learner has been given the file, not whether it was read."),
    )

    class Meta:
        template = "courses/blocks/download.html"


class DownloadActivity(ActivityType):
    slug = "document"
    evidence = EvidenceSource.SERVER
    completed_by = _("Open the document.")

    def block(self) -> blocks.Block:
        return DownloadBlock()

    def title(self, value: Any) -> str:
        return str(value["document"].title)

    def asks(self, value: Any) -> bool:
        return bool(value["asked"] and value["document"])
