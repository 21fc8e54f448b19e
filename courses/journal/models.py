"""What learners write for themselves. No list, report or form of the administration shows it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import get_text_for_indexing

from courses.catalogue.models import Module
from courses.enrollment.models import Enrollment


class JournalEntry(models.Model):
    """A learner's answer to one reflection, with what was asked as she last read it."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="journal_entries")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="journal_entries")
    block_id = models.UUIDField(_("activity"))
    title = models.CharField(_("title"), max_length=160)
    prompt = models.TextField(_("what to think about"))  # HTML, made from an editor's rich text
    language = models.CharField(_("language"), max_length=20)
    text = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written"))
    changed_at = models.DateTimeField(_("changed"))
    version = models.PositiveIntegerField(_("version"), default=1)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        default_permissions = ()
        ordering = ["enrollment", "module__position", "written_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "module", "block_id"], name="journal_entry_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="journal_entry_says_something"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> str:
        """What was asked as plain text, for the file to take along."""
        return get_text_for_indexing(self.prompt)
