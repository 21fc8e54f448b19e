"""So many podcasts heard: a requirement of a course's completion policy."""

from collections.abc import Mapping
from typing import Any

from wagtail import blocks

from courses.facts import Judgment, LearnerFacts
from courses.registry import CompletionRule


class PodcastsHeard(CompletionRule):
    slug = "podcasts_heard"

    def block(self, activities: Mapping[str, str]) -> blocks.Block:
        return blocks.IntegerBlock(label="Podcasts heard", icon="media", min_value=1)

    def judge(self, parameters: Any, facts: LearnerFacts) -> Judgment:
        heard = facts.activities.get("podcast", 0)
        return Judgment(met=heard >= parameters, have=heard, of=parameters)

    def explain(self, parameters: Any, judgment: Judgment, titles: Mapping[str, str]) -> str:
        return f"Hear {parameters} podcasts: {judgment.have} heard."
