"""Panels of editing forms that Wagtail does not have."""

from functools import cached_property

from wagtail.admin.panels import Panel


class NotesPanel(Panel):
    """What the editor should know about the very thing she edits: the texts in its `notes`; nothing without any."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/notes.html"

        @cached_property
        def notes(self) -> list[str]:
            return self.instance.notes

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.notes)
