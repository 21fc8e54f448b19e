from typing import Any

from wagtail import hooks

from .activities import PodcastActivity


@hooks.register("register_activity_types")
def register_podcasts(registry: Any) -> None:
    registry.register(PodcastActivity())
