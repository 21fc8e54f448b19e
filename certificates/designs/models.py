"""How certificates look, version by version."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.frozen import FrozenModel


class DesignVersion(FrozenModel):
    """One state of a design: template, style sheet, fonts and the engines that draw it. Never changed."""

    slug = models.SlugField(_("design"))
    number = models.PositiveIntegerField(_("version"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    engines = models.JSONField(_("engines"), default=dict)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    class Meta:
        verbose_name = _("design version")
        verbose_name_plural = _("design versions")
        ordering = ["slug", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["slug", "number"], name="design_version_numbered_once"),
            models.UniqueConstraint(fields=["slug", "sha256"], name="design_version_recorded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.number}"
