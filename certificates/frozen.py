"""Records that are added and never changed.

The guard is for our own mistakes: `save`, `delete` and the QuerySet's `update`, `bulk_update` and `delete` refuse.
It does not stop raw SQL or someone with access to the database; foreign keys with PROTECT stop cascades.
"""

from collections.abc import Collection
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext as _


class RecordIsFrozen(Exception):
    """Something tried to change or delete a record that only ever is added."""


class FrozenQuerySet(models.QuerySet[Any]):
    """Reads and adds rows; refuses to change or delete them."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise RecordIsFrozen(_("These records cannot be changed."))

    def delete(self) -> NoReturn:
        raise RecordIsFrozen(_("These records cannot be deleted."))

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RecordIsFrozen(_("These records cannot be changed."))


class FrozenModel(models.Model):
    """A row that is written once, except for the fields named in `movable_fields`."""

    movable_fields: Collection[str] = ()
    wagtail_reference_index_ignore = True

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            changed = kwargs.get("update_fields")
            if not changed or not set(changed) <= set(self.movable_fields):
                raise RecordIsFrozen(_("This record cannot be changed."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RecordIsFrozen(_("This record cannot be deleted."))
