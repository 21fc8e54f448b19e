"""Stream fields whose blocks are made on first use, stay out of migrations, and are kept when their plugin is gone
(docs/decisions/0002)."""

import json
from functools import cached_property
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.signing import BadSignature, Signer
from django.forms import CharField, HiddenInput, Media
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks import FieldBlock, StreamBlock
from wagtail.blocks.field_block import FieldBlockAdapter
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.fields import StreamField

UNAVAILABLE = "unavailable"


class LazyStreamField(StreamField):
    """A stream of the blocks that `block_types` gives. A new kind of block needs no migration."""

    stream_block_class = StreamBlock

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([], **kwargs)

    @cached_property
    def stream_block(self) -> StreamBlock:
        block = self.stream_block_class(self.block_types())
        block.set_meta_options(self.block_opts)
        return block

    def block_types(self) -> list[tuple[str, Any]]:
        """Names and new blocks, in the order in which the editor offers them."""
        raise NotImplementedError

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, path, [], kwargs


class UnavailableBlock(FieldBlock):
    """A block whose plugin is gone. The value is the block as it is stored: `{"type": slug, "value": ..., ...}`.

    Nobody checks what an unknown type holds, so the form carries it signed, and takes nothing else back.
    """

    signer = Signer(salt="courses.streams.unavailable")
    explanation: Any = ""

    def __init__(self, **kwargs: Any) -> None:
        self.field = CharField(widget=HiddenInput, help_text=self.explanation)
        super().__init__(**kwargs)

    def value_for_form(self, value: Any) -> str:
        """The slug, which the editor shows (courses/js/keeping_stream.js), and the signed block."""
        return f"{value['type']} {self.signer.sign_object(value)}" if value else ""

    def value_from_form(self, value: str) -> Any:
        try:
            return self.signer.unsign_object(value.rpartition(" ")[2])
        except BadSignature as error:
            raise SuspiciousOperation("A block that is not available was changed in the form.") from error

    class Meta:
        icon = "warning"


class KeepingStreamBlock(StreamBlock):
    """A stream that loses nothing when a plugin is gone: Wagtail leaves out blocks of a type that it does not know, and
    saving the page would then delete them.

    In memory such a block is the `UnavailableBlock` among its children, which holds the stored one; it is stored as it
    was, so that it is the original block again when its plugin is back.
    """

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value:
            value = json.loads(value)
        if isinstance(value, list):
            value = [self._known(child) if isinstance(child, dict) else child for child in value]
        return super().to_python(value)

    def _known(self, child: dict[str, Any]) -> dict[str, Any]:
        if child["type"] in self.child_blocks:
            return child
        return {"type": UNAVAILABLE, "value": child, "id": child.get("id")}

    def get_prep_value(self, value: Any) -> list[dict[str, Any]]:
        return [
            {**child["value"], "id": child["id"]} if child["type"] == UNAVAILABLE else child
            for child in super().get_prep_value(value)
        ]


class KeepingStreamBlockAdapter(StreamBlockAdapter):
    """Wagtail's own editor, which does not offer to add a block that is not available."""

    js_constructor = "courses.KeepingStreamBlock"

    @cached_property
    def media(self) -> Media:
        return super().media + Media(js=[versioned_static("courses/js/keeping_stream.js")])


class UnavailableBlockAdapter(FieldBlockAdapter):
    """Its heading names the type."""

    js_constructor = "courses.UnavailableBlock"


register(KeepingStreamBlockAdapter(), KeepingStreamBlock)
register(UnavailableBlockAdapter(), UnavailableBlock)
