from typing import Any

from wagtail import hooks

from .activities import PodcastActivity
from .questions import Scale


@hooks.register("register_activity_types")
def register_podcasts(registry: Any) -> None:
    registry.register(PodcastActivity())


@hooks.register("register_question_types")
def register_scales(registry: Any) -> None:
    registry.register(Scale())
