"""What modules place and editors write apart from them: its languages, and its copies."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

# What a copy begins with: no history, no lock, no timetable.
_UNCOPIED: dict[str, Any] = {
    "pk": None,
    "live": False,
    "has_unpublished_changes": True,
    "first_published_at": None,
    "last_published_at": None,
    "live_revision": None,
    "latest_revision": None,
    "go_live_at": None,
    "expire_at": None,
    "locked": False,
    "locked_at": None,
    "locked_by": None,
}


def copy_snippet(snippet: Any, *, key: UUID, by: Any) -> Any:
    """The copy of a snippet with this key, made once: what is published of it, or its draft if nothing is.

    Call it in a transaction.
    """
    snippets = type(snippet).objects
    made = snippets.filter(translation_key=key, locale=snippet.locale_id).first()
    if made is not None:
        return made
    copied = snippets.get(pk=snippet.pk) if snippet.live else snippet.get_latest_revision_as_object()
    for name, value in _UNCOPIED.items():
        setattr(copied, name, value)
    copied.translation_key = key
    copied._state.adding = True
    copied.save()
    revision = copied.save_revision(user=by)
    if snippet.live:
        revision.publish(user=by, skip_permission_checks=True)
    return copied


def versions_of(model: type[Any], keys: Iterable[Any]) -> "defaultdict[str, list[Any]]":
    """The snippets with these keys in all their languages, drafts too, the oldest first (one query)."""
    versions = defaultdict(list)
    for one in model.objects.filter(translation_key__in=filter(None, keys)).select_related("locale").order_by("pk"):
        versions[str(one.translation_key)].append(one)
    return versions


def as_written(versions: Collection[Any], language: str) -> Any | None:
    """The version that sets the rules: the one in the `language` of the module, else the first one."""
    return next((one for one in versions if one.locale.language_code == language), next(iter(versions), None))
