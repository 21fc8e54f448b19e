"""Registers the certificates app with Wagtail; what is registered lives in the concepts."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .awards.models import Award
from .awards.viewsets import AwardDefinitionViewSet, AwardPolicy, AwardViewSet

register_permission_policy(Award, AwardPolicy(Award))


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [AwardViewSet(), AwardDefinitionViewSet()]
