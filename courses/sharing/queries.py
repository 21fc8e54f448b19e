"""Reads of what strangers see of our pages elsewhere."""

import hashlib
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, override
from wagtail.models import Page

from courses.catalogue.models import Course, CoursePage
from courses.catalogue.queries import reading_languages
from courses.conf import site_name
from courses.enrollment.models import Cohort

from .rules import CourseFacts, RunFacts

DRAWING = 1  # raise it when pictures.draw draws otherwise: all pictures get new addresses


def picture_digest(page: Page) -> str:
    """A digest of everything that the picture beside a link to this page shows."""
    shown = [DRAWING, name_on_picture(page), page.title, page.locale.language_code, picture_of(page)]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def name_on_picture(page: Page) -> str:
    """The name of the site in the language of the page."""
    with override(page.locale.language_code):
        return site_name()


def picture_of(page: Page) -> int | None:
    """The primary key of the image that an editor gave the page, if it is of a kind that has one."""
    return getattr(page, "picture_id", None)


def picture_address(page: Page) -> str:
    """The absolute address of the picture beside a link to this page: another one for every other picture."""
    with override(settings.LANGUAGE_CODE):
        return absolute(page, reverse("courses:share_picture", args=[page.pk, picture_digest(page)]))


def absolute(page: Page, address: str) -> str:
    """An address of the page's site with its host."""
    return urljoin(page.full_url or "", address)


def is_rtl(page: Page) -> bool:
    return bool(get_language_info(page.locale.language_code)["bidi"])


def course_facts(page: CoursePage) -> CourseFacts:
    """The published course with its cohorts that have not ended, the same for every reader."""
    course = Course.objects.filter(pk=page.translation_key).first()
    partners = page.partners.select_related("organization")
    return CourseFacts(
        title=page.title,
        lead=page.lead,
        address=page.full_url or "",
        picture=picture_address(page),
        languages=reading_languages(page.translation_key) or [page.locale.language_code],
        level=page.get_level_display(),
        minutes=course.workload_minutes if course else 0,
        outcomes=page.outcome_texts,
        topics=[tag.name for tag in page.tags.all()],
        providers=[(str(one.organization), one.organization.website) for one in partners] or _this_site(page),
        instructors=[str(one.person) for one in page.facilitators.select_related("person")],
        runs=[RunFacts(one.title, one.starts_on, one.ends_on) for one in _running(page)],
    )


def _this_site(page: Page) -> list[tuple[str, str]]:
    return [(site_name(), absolute(page, "/"))]


def _running(page: CoursePage) -> list[Cohort]:
    now = timezone.now()
    cohorts: Any = Cohort.objects.filter(course_id=page.translation_key)
    ordered = cohorts.order_by(F("starts_on").asc(nulls_last=True), "pk")
    return [cohort for cohort in ordered if cohort.ends_at is None or now < cohort.ends_at]
