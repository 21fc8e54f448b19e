"""What published pages say that may age or break."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .states import LINKS, FindingKind


class Finding(models.Model):
    """Something in a published page that somebody may have to look after. Made anew each time it is published.

    `place` is Wagtail's content path to it, `body.<block id>`. `target` is the id of the page or document that a link
    leads to: no foreign key, because that may be gone.
    """

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=FindingKind.choices)
    place = models.CharField(_("place in the page"), max_length=255)
    text = models.TextField(_("what it says"), blank=True)
    as_of = models.DateField(_("as of"), null=True)
    check_on = models.DateField(_("check again on"), null=True)
    target = models.PositiveBigIntegerField(_("target"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["page", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "as_of"], name="finding_by_age")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FindingKind.values), name="finding_kind_known"),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(LINKS)) ^ Q(target__isnull=True), name="finding_link_has_a_target"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.place}: {self.kind}"
