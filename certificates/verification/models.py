"""How often certificates were tried by their numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TryCount(models.Model):
    """The wrong tries that are counted together in one window. The key is a keyed hash: no row tells who tried what."""

    key = models.CharField(max_length=64)
    window = models.PositiveIntegerField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("count of tries")
        verbose_name_plural = _("counts of tries")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="try_count_one_per_window")]

    def __str__(self) -> str:
        return f"{self.window} {self.key}: {self.count}"
