"""A podcast in a module: completed when the learner says that she has heard it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.template.loader import render_to_string
from wagtail import blocks

from courses.api import EvidenceSource
from courses.models import ActivityRecord
from courses.registry import ActivityType


class PodcastBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    address = blocks.URLBlock()
    optional = blocks.BooleanBlock(required=False)

    class Meta:
        icon = "media"
        label = "Podcast"
        template = "sampleplugin/podcast.html"


class PodcastActivity(ActivityType):
    slug = "podcast"
    evidence = EvidenceSource.LEARNER
    completed_by = "Say that you have heard it."

    def block(self) -> blocks.Block:
        return PodcastBlock()

    def title(self, value: Any) -> str:
        return str(value["title"])

    def asks(self, value: Any) -> bool:
        return not value["optional"]

    def reference(self, value: Any) -> dict[str, str]:
        return {"address": value["address"]}

    def placed(self, page: Any, *, written_in: str, enrollment: Any) -> Mapping[UUID, Any]:
        """Which site each podcast comes from."""
        podcasts = page.body.blocks_by_name("podcast")
        return {UUID(podcast.id): urlsplit(podcast.value["address"]).hostname for podcast in podcasts}

    def desk_part(self, enrollment: Any, request: Any) -> str:
        heard = ActivityRecord.objects.filter(enrollment=enrollment, completed_at__isnull=False)
        asked = [one["id"] for module in enrollment.cohort.course.modules.all() for one in module.activities]
        number = heard.filter(block_id__in=asked).count()
        return render_to_string("sampleplugin/desk.html", {"number": number}) if number else ""
