"""What Wagtail's content checker looks for in a preview beside its own rules: faults that an editor can mend.

The checks are axe-core's own, named in https://github.com/dequelabs/axe-core/tree/develop/lib/checks; nothing of ours
runs in the browser. The selectors are classes of the templates of pages and blocks.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem


def _rule(name: str, selector: str, **checks: list[str]) -> dict[str, Any]:
    return {"id": name, "selector": selector, "impact": "serious", "tags": ["best-practice"], "enabled": True, **checks}


def _has(name: str, selector: str) -> dict[str, Any]:
    return {"id": name, "evaluate": "has-descendant-evaluate", "options": {"selector": selector}}


RULES = [
    _rule("course-outcomes", ".course-columns", any=["has-outcomes"]),
    _rule("course-text", ".course-columns", any=["has-description"]),
    _rule("course-picture", ".course-opening", any=["has-picture"]),
    _rule("module-text", ".module-text", any=["has-text"]),
    _rule("module-objectives", ".module-text", any=["has-objectives"]),
    _rule("picture-description", ".figure img", any=["non-empty-alt"]),
    _rule("media-transcript", ".media video, .media audio", any=["has-transcript", "has-captions"]),
    _rule("key-fact-source", ".key-fact-source", any=["has-visible-text"]),
    _rule("link-text", ".prose a", none=["has-poor-text"]),
]
CHECKS = [
    _has("has-outcomes", ".outcomes"),
    _has("has-description", "[aria-labelledby=about]"),
    _has("has-picture", ".course-picture"),
    _has("has-text", ".prose, .media"),
    _has("has-objectives", ".objectives"),
    _has("has-captions", "track"),
    {
        "id": "has-transcript",
        "evaluate": "attr-non-space-content-evaluate",
        "options": {"attribute": "aria-details"},
    },
    {
        "id": "has-poor-text",  # axe-core compares no words: the filter `mark_poor_links` has done it
        "evaluate": "matches-definition-evaluate",
        "options": {"matcher": "[data-poor-text]"},
    },
]
MESSAGES = {
    "course-outcomes": {
        "error_name": _("The course has no learning outcomes"),
        "help_text": _("Say what people can do after it: this is what they decide by."),
    },
    "course-text": {
        "error_name": _("The course has no description"),
        "help_text": _("Tell in a few paragraphs what it is about, for whom it is and how one learns in it."),
    },
    "course-picture": {
        "error_name": _("The course has no picture"),
        "help_text": _(
            "Choose one of a place or of people at work: it stands in the catalog and wherever it is shared."
        ),
    },
    "module-text": {
        "error_name": _("The module has no text"),
        "help_text": _("Headings alone teach nothing: write at least one text below them, or add a video."),
    },
    "module-objectives": {
        "error_name": _("The module has no objectives"),
        "help_text": _("Write two or three sentences on what people can do after it. They stand at its top."),
    },
    "picture-description": {
        "error_name": _("A picture has no description"),
        "help_text": _("Say what it tells here: people who cannot see it hear that."),
    },
    "media-transcript": {
        "error_name": _("A video or a recording has neither captions nor a transcript"),
        "help_text": _("Write down what is said and shown: for people who cannot hear or see it, and for slow lines."),
    },
    "key-fact-source": {
        "error_name": _("A key fact has no source"),
        "help_text": _("Name the document or page that it is from, so that readers can check it."),
    },
    "link-text": {
        "error_name": _("The words of a link do not tell where it leads"),
        "help_text": _("Link the name of what is there instead of “here”: some readers hear the links alone."),
    },
    "heading-order": {
        "error_name": _("A level of headings is left out"),
        "help_text": _("Begin with a block “Section heading”; headings inside a text come below it."),
    },
}


class CourseContentChecker(ContentCheckerItem):
    """Wagtail's checker with our rules and words. It leaves out what frames every page: no editor can mend that."""

    axe_include = ["main, body:not(:has(main))"]  # one selector: Wagtail takes a second one for a frame inside
    axe_run_only = [*ContentCheckerItem.axe_run_only, *(rule["id"] for rule in RULES)]
    axe_custom_rules = [*ContentCheckerItem.axe_custom_rules, *RULES]
    axe_custom_checks = [*ContentCheckerItem.axe_custom_checks, *CHECKS]
    axe_messages = {**ContentCheckerItem.axe_messages, **MESSAGES}


def check_courses_content(items: list[Any]) -> None:
    """Put our checker where Wagtail's own stands; one that a site made for itself stays."""
    for index, item in enumerate(items):
        if type(item) is AccessibilityItem:
            items[index] = CourseContentChecker(in_editor=item.in_editor)
