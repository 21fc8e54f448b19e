"""Writes about people."""

from typing import Any

from .models import LearnerProfile


def record_name(*, user: Any, name_of_record: str, language: str, name_latin: str = "") -> LearnerProfile:
    """Keep the name that certificates print. Awards that were issued keep the name they were issued with.

    `language` is the code of the one in which the person reads the site: messages will be written in it.
    """
    names = {"name_of_record": _one_line(name_of_record), "name_latin": _one_line(name_latin)}
    profile, _created = LearnerProfile.objects.update_or_create(user=user, defaults={**names, "language": language})
    return profile


def _one_line(text: str) -> str:
    return " ".join(text.split())
