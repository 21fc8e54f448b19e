from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.db import models
from wagtail import blocks
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from courses.catalogue.blocks import PictureBlock


class Member(AbstractBaseUser, PermissionsMixin):
    """The host's person: known by a nickname, with no names of the kind that Django's own user has."""

    username = models.SlugField(unique=True)
    email = models.EmailField(blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    objects = UserManager()
    USERNAME_FIELD = "username"


class Paper(AbstractDocument):
    """The host's document, whose key is no number."""

    id = models.UUIDField(primary_key=True, default=uuid4)

    admin_form_fields = ("title", "file", "collection", "tags")


class RoomPage(Page):
    """The host's page: names that our blocks have mean something else here, and a block of ours has another name."""

    body = StreamField(
        [
            ("picture", ImageChooserBlock()),
            ("key_fact", blocks.CharBlock()),
            ("text", blocks.RichTextBlock()),
            ("photograph", PictureBlock()),
        ]
    )
