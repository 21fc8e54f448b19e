"""The writes of authoring: a course made of its outline."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page

from courses.catalogue.models import CatalogPage, CoursePage, ModulePage
from courses.catalogue.services import record_course
from courses.enrollment.models import Cohort
from courses.enrollment.services import make_cohort_page, save_cohort

from .rules import Outline, PlannedModule


@dataclass(frozen=True)
class CoursePlan:
    """What a person decided of a new course; the outline has no problems."""

    title: str
    lead: str
    outline: Outline


@transaction.atomic
def make_course(
    *, catalog: CatalogPage, plan: CoursePlan, cohort: Cohort | None = None, publish: bool = False, by: Any
) -> CoursePage:
    """Make a course and its modules below `catalog`, as drafts or published, and its first cohort with a public page.

    The caller has asked whether `by` may add pages there, publish them and add cohorts.
    """
    course = CoursePage(title=plan.title, lead=plan.lead)
    _add(course, below=catalog, publish=publish, by=by)
    for planned in plan.outline.modules:
        _add(_module(planned), below=course, publish=publish, by=by)
    if cohort is not None:
        record_course(key=course.translation_key)
        cohort.course_id = course.translation_key
        make_cohort_page(cohort=save_cohort(cohort=cohort), by=by)
    return CoursePage.objects.get(pk=course.pk)


def _module(planned: PlannedModule) -> ModulePage:
    body = [("heading", {"text": heading}) for heading in planned.sections]
    return ModulePage(title=planned.title, workload_minutes=planned.minutes, body=body)


def _add(page: Page, *, below: Page, publish: bool, by: Any) -> None:
    page.locale, page.owner, page.live = below.locale, by, False
    below.add_child(instance=page)
    revision = page.save_revision(user=by)
    if publish:
        revision.publish(user=by)
