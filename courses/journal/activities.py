"""The reflection as an activity of a module: a question that a learner answers for herself alone."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.progress.states import EvidenceSource
from courses.registry import ActivityType

PROMPT = ["bold", "italic", "ol", "ul", "link"]


class ReflectionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    prompt = blocks.RichTextBlock(
        label=_("What to think about"),
        features=PROMPT,
        help_text=_(
            "Learners answer in a journal of their own. The site shows it to nobody else, and nobody grades it."
        ),
    )

    class Meta:
        icon = "edit"
        label = _("Reflection")
        label_format = "{title}"
        template = "courses/blocks/reflection.html"


class ReflectionActivity(ActivityType):
    slug = "reflection"
    evidence = EvidenceSource.LEARNER
    completed_by = _("Write something into your journal.")

    def block(self) -> blocks.Block:
        return ReflectionBlock()

    def title(self, value: Any) -> str:
        return str(value["title"])
