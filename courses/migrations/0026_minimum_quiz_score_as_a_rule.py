"""The minimum quiz score of a course becomes a requirement: in its pages, their drafts, and every version of its policy.

Each enrollment learns by which version it is judged: the newest one of its course. Backwards, other requirements are lost.
"""

import json
from typing import Any
from uuid import uuid4

from django.db import migrations


def requirements(minimum: int) -> list[tuple[str, Any]]:
    return [("required_modules", None), *([("minimum_grade", minimum)] if minimum else [])]


def as_blocks(minimum: int) -> list[dict[str, Any]]:
    return [{"type": rule, "value": value, "id": str(uuid4())} for rule, value in requirements(minimum)]


def as_policy(minimum: int) -> dict[str, Any]:
    asked = [{"rule": rule, "parameters": value} for rule, value in requirements(minimum)]
    return {"participation": [], "completion": asked}


def minimum_of(asked: list[tuple[str, Any]]) -> int:
    return next((value for rule, value in asked if rule == "minimum_grade"), 0)


def drafts_of(apps: Any) -> Any:
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="courses", model="coursepage")
    return apps.get_model("wagtailcore", "Revision").objects.filter(content_type__in=kind).order_by("pk").iterator()


def state_as_rules(apps: Any, schema_editor: Any) -> None:
    for page in apps.get_model("courses", "CoursePage").objects.all():
        page.completion = as_blocks(page.minimum_quiz_score)
        page.save(update_fields=["completion"])
    for draft in drafts_of(apps):
        draft.content["completion"] = json.dumps(as_blocks(draft.content.pop("minimum_quiz_score", 0)))
        draft.save(update_fields=["content"])
    policies = apps.get_model("courses", "CompletionPolicy").objects
    for policy in policies.all():
        policy.rules = as_policy(policy.minimum_quiz_score)
        policy.save(update_fields=["rules"])
    follow_newest(apps)


def follow_newest(apps: Any) -> None:
    policies = apps.get_model("courses", "CompletionPolicy").objects
    progress = apps.get_model("courses", "CourseProgress").objects
    started = apps.get_model("courses", "Course").objects.filter(cohorts__enrollments__progress__isnull=False)
    for course in started.filter(policies=None).distinct():
        policies.create(course=course, version=1, rules=as_policy(0))
    for course in started.distinct():
        newest = policies.filter(course=course).order_by("-version").first()
        progress.filter(enrollment__cohort__course=course).update(policy=newest)


def state_as_minimum(apps: Any, schema_editor: Any) -> None:
    for page in apps.get_model("courses", "CoursePage").objects.all():
        page.minimum_quiz_score = minimum_of([(one["type"], one["value"]) for one in page.completion.raw_data])
        page.save(update_fields=["minimum_quiz_score"])
    for draft in drafts_of(apps):
        asked = json.loads(draft.content.pop("completion", "[]"))
        draft.content["minimum_quiz_score"] = minimum_of([(one["type"], one["value"]) for one in asked])
        draft.save(update_fields=["content"])
    for policy in apps.get_model("courses", "CompletionPolicy").objects.all():
        asked = policy.rules.get("completion", [])
        policy.minimum_quiz_score = minimum_of([(one["rule"], one["parameters"]) for one in asked])
        policy.save(update_fields=["minimum_quiz_score"])


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("courses", "0025_completion_rules"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(state_as_rules, state_as_minimum)]
