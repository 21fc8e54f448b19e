"""Blocks of the public pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

LINKED_TEXT = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class SectionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), features=LINKED_TEXT)

    class Meta:
        icon = "pilcrow"
        label = _("Section")
        template = "home/blocks/section.html"


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"))
    page = blocks.PageChooserBlock(label=_("Leads to"), required=False)


class CardsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    cards = blocks.ListBlock(CardBlock(), label=_("Cards"), min_num=1, max_num=6)
    numbered = blocks.BooleanBlock(label=_("Numbered steps"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("Cards or steps")
        template = "home/blocks/cards.html"


class CoursesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Courses one can join now")
        template = "home/blocks/courses.html"


def page_blocks() -> list[tuple[str, blocks.Block]]:
    return [("section", SectionBlock()), ("cards", CardsBlock()), ("courses", CoursesBlock())]
