"""Publishes a page of the demo once, and its translations, with ids that stay the same."""

from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Locale, Page

from home.demo.pictures import draw

# Ids of blocks and options are made from their place, so that loading twice makes the same ones.
NAMESPACE = UUID("a1c2b0de-6c1e-4f58-9a53-0a4f7e0c9d11")
LANGUAGES = ("ru", "fa")


def stable_id(*place: object) -> str:
    return str(uuid5(NAMESPACE, "/".join(map(str, place))))


def picture(slug: str, description: str) -> Any:
    """The illustration as an image of the library, drawn once."""
    images = get_image_model().objects
    found = images.filter(title=f"Illustration {slug}").first()
    return found or images.create(
        title=f"Illustration {slug}", description=description[:255], file=ContentFile(draw(slug), f"{slug}.jpg")
    )


def publish(page: Any) -> Any:
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def add_child(parent: Page, page: Any) -> Any:
    """Add and publish a page, or give the one that stands there by its slug."""
    found = type(page).objects.child_of(parent).filter(slug=page.slug).first()
    if found is not None:
        return found
    page.live = False
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    return publish(page)


def translate(page: Page, locale: Locale, **texts: Any) -> Page:
    """Publish the page in one more language, at the same address below that language's home page."""
    translated = page.copy_for_translation(locale)
    translated.slug = page.slug
    for field, text in texts.items():
        setattr(translated, field, text)
    return publish(translated)
