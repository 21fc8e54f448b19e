"""Panels of editing forms that Wagtail does not have."""

from functools import cached_property
from typing import Any

from django.db.models import Q
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel
from wagtail.blocks.base import BlockWidget


class NotesPanel(Panel):
    """What the editor should know about the very thing she edits: the texts in its `notes`; nothing without any."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/notes.html"

        @cached_property
        def notes(self) -> list[str]:
            return self.instance.notes

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.notes)


class CoursePageForm(WagtailAdminPageForm):
    """Lets requirements speak of the graded activities of the very course that is edited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        activities = self.instance.graded_activities
        for name in {"participation", "completion"} & self.fields.keys():
            block = self.instance._meta.get_field(name).block_for(activities)
            self.fields[name].block, self.fields[name].widget = block, BlockWidget(block)


class CohortPageForm(WagtailAdminPageForm):
    """Offers the cohorts of the course below which the page is: many courses have one that is called “Autumn”."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cohorts = self.fields["cohort"].queryset
        self.fields["cohort"].queryset = cohorts.filter(
            Q(course=self.parent_page.translation_key) | Q(pk=self.instance.cohort_id)
        )
