"""A podcast in a module: completed when the learner says that she has heard it."""

from typing import Any

from wagtail import blocks

from courses.registry import ActivityType


class PodcastBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    address = blocks.URLBlock()

    class Meta:
        icon = "media"
        label = "Podcast"
        template = "sampleplugin/podcast.html"


class PodcastActivity(ActivityType):
    slug = "podcast"

    def block(self) -> blocks.Block:
        return PodcastBlock()

    def title(self, value: Any) -> str:
        return str(value["title"])

    def reference(self, value: Any) -> dict[str, str]:
        return {"address": value["address"]}
