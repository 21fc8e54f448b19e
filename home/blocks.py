"""Blocks of the public pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

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


class StartsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)

    class Meta:
        icon = "calendar"
        label = _("Courses that start soon")
        template = "home/blocks/starts.html"


class VoiceBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("What the person says"), max_length=600)
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = blocks.CharBlock(label=_("Role"), max_length=160, required=False)
    photo = ImageChooserBlock(label=_("Photo"), required=False)


class VoicesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    note = blocks.CharBlock(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("Small, below the title. For example whom you asked."),
    )
    voices = blocks.ListBlock(VoiceBlock(), label=_("Voices"), min_num=1, max_num=6)

    class Meta:
        icon = "openquote"
        label = _("Voices")
        template = "home/blocks/voices.html"


class PartnersBlock(blocks.StructBlock):
    """The organizations are those of the directory that stand behind a published course: nobody has to list them."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)

    class Meta:
        icon = "group"
        label = _("Organizations behind the courses")
        template = "home/blocks/partners.html"


class NetworkBlock(blocks.StructBlock):
    """The cities are those of the directory."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    text = blocks.TextBlock(label=_("Text"), max_length=400, required=False)

    class Meta:
        icon = "globe"
        label = _("Network of cities")
        template = "home/blocks/network.html"


def page_blocks() -> list[tuple[str, blocks.Block]]:
    return [
        ("section", SectionBlock()),
        ("cards", CardsBlock()),
        ("courses", CoursesBlock()),
        ("starts", StartsBlock()),
        ("voices", VoicesBlock()),
        ("partners", PartnersBlock()),
        ("network", NetworkBlock()),
    ]
