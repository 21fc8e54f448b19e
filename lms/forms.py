"""Wagtail's forms in our own way: people have one name and an e-mail address, pictures can be drawn, texts be read."""

import re
from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import BadRequest, ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageSequence
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm

DRAWN_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"}  # of Pillow: those that become JPEG and WebP
LONGEST_SIDE = 12_000  # pixels
HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


class UserCreationForm(WagtailUserCreationForm):
    """An administrator adds a person; the person proves the address at the first sign-in."""

    first_name = last_name = None

    class Meta(WagtailUserCreationForm.Meta):
        fields = ["email", "name", "is_superuser", "groups"]


class UserEditForm(WagtailUserEditForm):
    """An administrator changes a person; an address that is replaced here opens nothing any more."""

    first_name = last_name = None

    class Meta(WagtailUserEditForm.Meta):
        fields = ["email", "name", "is_active", "is_superuser", "groups"]

    def save(self, commit: bool = True) -> Any:
        user = super().save(commit)
        if commit and "email" in self.changed_data:
            EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
        return user


class ProfileForm(forms.ModelForm):
    """How the site addresses me."""

    class Meta:
        model = get_user_model()
        fields = ["name"]


class PictureField(WagtailImageField):
    """A picture that can be drawn to the end; a damaged one would break every page and list that shows it."""

    def to_python(self, data: Any) -> Any:
        try:
            picture = super().to_python(data)
            if picture:
                _draw(picture)
        except ValidationError:
            raise
        except Exception as error:  # decoders fail in as many ways as there are formats
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        return picture


def _draw(picture: Any) -> None:
    """Decode every frame; their size was checked before (`WAGTAILIMAGES_MAX_IMAGE_PIXELS`)."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets halves of pictures pass, in the whole process
    opened = Image.open(picture)
    if opened.mode not in DRAWN_MODES:
        raise ValidationError(_("Save this picture with 8 bits for each color: browsers show no other."), code="mode")
    if max(opened.size) > LONGEST_SIDE:
        raise ValidationError(_("A side of this picture is too long: make it smaller."), code="side")
    for frame in ImageSequence.Iterator(opened):
        frame.load()
    picture.seek(0)


class ImageForm(BaseImageForm):
    """Wagtail's form for pictures of the library."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):  # titles and tags are changed without it
            self.fields["file"] = PictureField(label=file.label, widget=file.widget)


class RichTextArea(DraftailRichTextArea):
    """Wagtail's editor sends its text as JSON, which can hold what no other field can: halves of characters.

    They become the sign for unreadable characters, as they do in all that a browser sends.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        try:
            text = super().value_from_datadict(data, files, name)
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
            raise BadRequest("This is no text of the editor.") from error
        return text and HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)
