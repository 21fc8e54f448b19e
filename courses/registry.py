"""Typed registries: the doors through which plugins, and our own features, add kinds of things.

A plugin is a Django app whose `wagtail_hooks.py` registers a function for the registry's hook:

    @hooks.register("register_activity_types")
    def register(registry):
        registry.register(PodcastActivity())

The function is called once, on first use. Stored rows keep the slug, never a class path.
"""

from collections.abc import Iterable, Iterator
from threading import RLock
from typing import Any, Generic, TypeVar
from uuid import UUID

from wagtail import hooks
from wagtail.blocks import Block


class ActivityType:
    """A kind of activity that an editor can place in a module.

    `slug` names the block in the module's text and is stored; `completable` tells whether a learner can complete it.
    """

    slug: str
    completable: bool = True

    def block(self) -> Block:
        """A new editor block; its template renders the activity for the learner."""
        raise NotImplementedError

    def title(self, value: Any) -> str:
        """What one placed activity is called where learners read what is still open."""
        return str(value)

    def reference(self, value: Any) -> dict[str, str]:
        """JSON facts about one placed activity that a learner's record needs (for a quiz: its key)."""
        return {}

    def copied(self, value: Any, *, key: UUID, by: Any) -> Any:
        """What a copy of the module places: the same value, or a copy of what it refers to, so that both can be edited.

        `key` belongs to the copied course or module: asked again with it, the answer is the same. `by` is who copies.
        """
        return value


Entry = TypeVar("Entry", bound=ActivityType)


class Registry(Generic[Entry]):
    """Entries by slug, collected from one Wagtail hook on first use."""

    def __init__(self, *, hook: str, base: type[Entry]) -> None:
        self.hook = hook
        self.base = base
        self._reserved: frozenset[str] = frozenset()
        self._entries: dict[str, Entry] = {}
        self._collected = False
        self._lock = RLock()

    def reserve(self, slugs: Iterable[str]) -> None:
        """Keep names that mean something else where the slugs are used."""
        self._reserved |= frozenset(slugs)

    def register(self, entry: Entry) -> None:
        """Add one entry. Raises `TypeError` for a wrong class and `ValueError` when the slug is reserved or has another
        owner."""
        if not isinstance(entry, self.base):
            raise TypeError(f"{entry!r} is not a {self.base.__name__}.")
        if entry.slug in self._reserved:
            raise ValueError(f"The slug {entry.slug!r} is reserved: something else has this name.")
        owner = self._entries.setdefault(entry.slug, entry)
        if type(owner) is not type(entry):
            raise ValueError(f"The slug {entry.slug!r} belongs to {type(owner).__qualname__}.")

    def get(self, slug: str) -> Entry | None:
        """The entry with this slug, or None (its plugin may be gone)."""
        return self._all().get(slug)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._all().values())

    def _all(self) -> dict[str, Entry]:
        with self._lock:
            if not self._collected:
                for function in hooks.get_hooks(self.hook):
                    function(self)
                self._collected = True
        return self._entries


activity_types: Registry[ActivityType] = Registry(hook="register_activity_types", base=ActivityType)
