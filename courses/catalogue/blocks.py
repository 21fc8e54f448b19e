"""The blocks an editor composes a course or module from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from courses.streams import UnavailableBlock

from .recordings import recording_faults

RICH_TEXT = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
INLINE_TEXT = ["bold", "italic", "link"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=120)

    class Meta:
        icon = "title"
        label = _("Section heading")
        template = "courses/blocks/heading.html"
        help_text = _("Begins a section; the headings make the menu of the page.")


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": RICH_TEXT, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "courses/blocks/text.html"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("Description for people who cannot see it"), max_length=300, help_text=_("What the picture tells here.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=200, help_text=_("Author and license."))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "courses/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    attribution = blocks.CharBlock(label=_("Who said it"), max_length=200)
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=300)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "courses/blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[("note", _("Note")), ("tip", _("Tip")), ("caution", _("Caution"))], default="note", label=_("Kind")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "courses/blocks/callout.html"


class KeyFactBlock(blocks.StructBlock):
    statement = blocks.TextBlock(label=_("Fact"))
    source_title = blocks.CharBlock(label=_("Source"), max_length=300)
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)
    as_of = blocks.DateBlock(label=_("As of"), help_text=_("The date on which this was known to be true."))
    check_on = blocks.DateBlock(
        label=_("Check again on"),
        required=False,
        help_text=_("Editors are reminded on this day. Empty: when the date above is long ago. Readers do not see it."),
    )

    class Meta:
        icon = "pin"
        label = _("Key fact")
        template = "courses/blocks/key_fact.html"


class TimelineEventBlock(blocks.StructBlock):
    date = blocks.CharBlock(label=_("Date"), max_length=60, help_text=_("As it should be read: 1944, or 5 May 2004."))
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    text = blocks.TextBlock(label=_("Text"), required=False)


class TimelineBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    events = blocks.ListBlock(TimelineEventBlock(), label=_("Events"), min_num=1)

    class Meta:
        icon = "history"
        label = _("Timeline")
        template = "courses/blocks/timeline.html"


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    table = TypedTableBlock(
        [
            ("text", blocks.TextBlock(label=_("Text"), required=False)),
            ("rich_text", blocks.RichTextBlock(label=_("Formatted text"), features=INLINE_TEXT, required=False)),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "courses/blocks/table.html"


class GlossaryTermBlock(blocks.StructBlock):
    term = blocks.CharBlock(
        label=_("Term"),
        max_length=120,
        validators=[RegexValidator(r"\w", _("Write a term with letters: signs alone are not looked for in the text."))],
    )
    original = blocks.CharBlock(
        label=_("In other languages"), required=False, max_length=200, help_text=_("The term as officials write it.")
    )
    definition = blocks.TextBlock(label=_("Definition"))

    class Meta:
        icon = "openquote"
        label = _("Glossary term")
        template = "courses/blocks/glossary_term.html"


class DocumentBlock(blocks.StructBlock):
    """A file to take along. In a module it can be asked for: see `courses.materials`."""

    document = DocumentChooserBlock(label=_("Document"))
    description = blocks.CharBlock(label=_("What it is"), required=False, max_length=300)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "courses/blocks/document.html"


class MediaBlock(blocks.StructBlock):
    """A recording from the library of documents, with words for those who cannot hear it. In a module it can be asked
    for: see `courses.materials`."""

    kind = blocks.ChoiceBlock(choices=[("video", _("Video")), ("audio", _("Audio"))], default="video", label=_("Kind"))
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = DocumentChooserBlock(label=_("File"), help_text=_("MP4, WebM or MP3."))
    poster = ImageChooserBlock(label=_("Still picture"), required=False)
    captions = DocumentChooserBlock(
        label=_("Captions"), required=False, help_text=_("A WebVTT file. Captions are shown with videos.")
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=RICH_TEXT,
        required=False,
        help_text=_("For people who cannot hear it, and for slow lines. A video with captions can do without."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        faults = recording_faults(cleaned, is_draft=self.is_deferred_validation)
        if faults:
            errors = {name: ValidationError(fault.label, code=fault) for name, fault in faults.items()}
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "media"
        label = _("Video or audio")
        template = "courses/blocks/media.html"


class UnavailableActivityBlock(UnavailableBlock):
    explanation = _("Its plugin is not installed. It is kept as it is, and learners read that it is not available.")

    class Meta:
        label = _("Activity that is not available")
        template = "courses/blocks/unavailable.html"


CONTENT_BLOCKS: list[tuple[str, type[blocks.Block]]] = [
    ("heading", HeadingBlock),
    ("text", TextBlock),
    ("picture", PictureBlock),
    ("quote", QuoteBlock),
    ("callout", CalloutBlock),
    ("key_fact", KeyFactBlock),
    ("timeline", TimelineBlock),
    ("table", TableBlock),
    ("glossary_term", GlossaryTermBlock),
]
# Where nobody learns, these are illustrations; in modules the activities of the same names take their place.
ILLUSTRATIONS: list[tuple[str, type[blocks.Block]]] = [("document", DocumentBlock), ("media", MediaBlock)]


def content_blocks() -> list[tuple[str, blocks.Block]]:
    """A new instance of each content block, as a StreamField wants them."""
    return [(name, block_class()) for name, block_class in CONTENT_BLOCKS]


def illustrations() -> list[tuple[str, blocks.Block]]:
    """The same of the illustrations."""
    return [(name, block_class()) for name, block_class in ILLUSTRATIONS]
