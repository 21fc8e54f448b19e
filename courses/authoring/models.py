"""What authoring has to remember: the copies that were asked for."""

from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .states import UNFINISHED, CopyReason, CopyState


class PageCopy(models.Model):
    """A copy of a course or module that somebody asked for, and how far it is.

    The keys of all that is copied follow from its own, so what was copied once is found and not copied again.
    """

    key = models.UUIDField(_("key"), primary_key=True, default=uuid4, editable=False)
    source_key = models.UUIDField(_("page to copy"))
    parent_key = models.UUIDField(_("below the page"))
    title = models.CharField(_("title"), max_length=255)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.CASCADE, related_name="page_copies"
    )
    state = models.CharField(_("state"), max_length=20, choices=CopyState.choices, default=CopyState.WAITING)
    reason = models.CharField(_("reason"), max_length=20, choices=CopyReason.choices, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    moved_at = models.DateTimeField(_("last step"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("copy of a page")
        verbose_name_plural = _("copies of pages")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=CopyState.FAILED) ^ models.Q(reason=""),
                name="page_copy_has_a_reason_when_it_failed",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    def key_of(self, original: UUID) -> UUID:
        """The key of the copy of the page or quiz with the key `original`."""
        return uuid5(self.key, str(original))
