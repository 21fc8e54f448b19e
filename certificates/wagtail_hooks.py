"""Registers the certificates app with Wagtail; what is registered lives in the concepts."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from courses.desk import LimitedPolicy
from courses.worklists import Worklist

from .awards import reports
from .awards.models import Award
from .awards.queries import credential_data
from .awards.views import completion_part, enrollment_part, learning_part, specimen_part
from .awards.viewsets import AwardDefinitionViewSet, AwardViewSet

# Awards are viewed, issued and revoked; nobody adds, changes or deletes them by hand.
register_permission_policy(Award, LimitedPolicy(Award, {"view", "issue", "revoke"}))


@hooks.register("register_style_sheets")
def register_styles() -> str:
    return "certificates/css"


@hooks.register("register_icons")
def register_icons(icons: Collection[str]) -> list[str]:
    return [*icons, "certificates/icons/certificate.svg"]


@hooks.register("register_worklists")
def register_worklists() -> list[type[Worklist]]:
    return [*reports.WORKLISTS]


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [AwardViewSet(), AwardDefinitionViewSet()]


@hooks.register("register_course_data")
def add_credential(page: Any) -> dict[str, Any]:
    return credential_data(page.translation_key)


@hooks.register("register_course_page_parts")
def show_specimen(page: Any, request: HttpRequest) -> str:
    return specimen_part(page, request)


@hooks.register("register_completion_parts")
def show_certificate(completion: Any, request: HttpRequest) -> str:
    return completion_part(completion)


@hooks.register("register_enrollment_parts")
def show_certificate_of_enrollment(enrollment: Any, request: HttpRequest) -> str:
    return enrollment_part(enrollment, request)


@hooks.register("register_learning_parts")
def show_certificates(request: HttpRequest) -> str:
    return learning_part(request)
