from typing import Any

from wagtail import hooks

from .activities import PodcastActivity
from .questions import Scale
from .rules import PodcastsHeard


@hooks.register("register_activity_types")
def register_podcasts(registry: Any) -> None:
    registry.register(PodcastActivity())


@hooks.register("register_question_types")
def register_scales(registry: Any) -> None:
    registry.register(Scale())


@hooks.register("register_completion_rules")
def register_requirements(registry: Any) -> None:
    registry.register(PodcastsHeard())
