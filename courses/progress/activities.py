"""Reading as an activity: every module asks for it, and it has no place of its own in the text."""

from django.utils.translation import gettext_lazy as _

from courses.registry import ActivityType

from .states import READING, EvidenceSource


class ReadingActivity(ActivityType):
    slug = READING
    evidence = EvidenceSource.LEARNER
    completed_by = _("Read the text and mark it as read.")

    def block(self) -> None:
        return None
