"""Connects what happens in Wagtail and in the concepts below to those that follow it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.documents.models import document_served
from wagtail.models import Locale
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses.assessment.models import Quiz
from courses.attendance.models import Attendance, Session
from courses.catalogue.models import Course, CoursePage, Module, ModulePage
from courses.catalogue.requirements import stored_requirements
from courses.catalogue.services import record_course
from courses.directory.models import LearnerProfile
from courses.enrollment.models import Cohort, Enrollment
from courses.materials.views import note_fetched
from courses.progress.services import list_learner, reevaluate, set_policy
from courses.progress.states import CompletionLevel
from courses.progress.tasks import follow_cohort, follow_outline
from courses.scenarios.models import Scenario
from courses.signals import attendance_recorded, enrolled, schedule_changed
from courses.upkeep.services import record_findings


@receiver([page_published, page_unpublished, post_page_move])
def follow_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """A course or module page was published, unpublished or moved: its course's rows follow."""
    page = instance.specific
    keys = {key for key in (_course_key(page), _recorded_course_key(page)) if key is not None}
    _follow(keys)


@receiver([page_published, page_unpublished])
def look_through_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """What a page says now may age or break; of one that nobody reads any more nothing is kept."""
    record_findings(page=instance.specific)


@receiver(post_delete, sender=ModulePage)
@receiver(post_delete, sender=CoursePage)
def follow_deleted_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page was deleted, alone or with its ancestors."""
    key = instance.translation_key if sender is CoursePage else _recorded_course_key(instance)
    _follow({key} if key else set())


@receiver(document_served)
def note_document(sender: type, request: Any, **kwargs: Any) -> None:
    """Wagtail gives a document to somebody who may read it."""
    note_fetched(request)


@receiver(post_delete, sender=Quiz)
@receiver(post_delete, sender=Scenario)
def follow_deleted_snippet(sender: type, instance: Any, **kwargs: Any) -> None:
    """A quiz or scenario that is gone is asked of nobody any more."""
    modules = Module.objects.filter(live=True)
    key = str(instance.translation_key)
    _follow({module.course_id for module in modules if any(key in activity.values() for activity in module.activities)})


def _course_key(page: Any) -> UUID | None:
    if isinstance(page, CoursePage):
        return page.translation_key
    if isinstance(page, ModulePage):
        parent = page.get_parent()
        return parent.translation_key if parent is not None else None
    return None


def _recorded_course_key(page: Any) -> UUID | None:
    """The course that a module's row belongs to, which is another one after the page has moved."""
    if not isinstance(page, ModulePage):
        return None
    return Module.objects.filter(key=page.translation_key).values_list("course_id", flat=True).first()


def _follow(keys: set[UUID]) -> None:
    for key in keys:
        course = record_course(key=key)
        if course is None:
            Module.objects.filter(course_id=key).update(live=False)
        else:
            _follow_policy(course)
        transaction.on_commit(partial(follow_outline.enqueue, str(key)))


def _follow_policy(course: Course) -> None:
    page = CoursePage.objects.live().filter(translation_key=course.key, locale=Locale.get_default()).first()
    if page is None:
        return
    rules = {level.value: stored_requirements(getattr(page, level)) for level in CompletionLevel}
    set_policy(course=course, rules=rules)


@receiver(enrolled, sender=Enrollment)
def open_progress_of_enrollment(sender: type, enrollment_id: int, **kwargs: Any) -> None:
    """A new enrollment gets its counters at once; the learner's next page shows them."""
    reevaluate(enrollment=Enrollment.objects.get(pk=enrollment_id))


@receiver(post_save, sender=Session)
@receiver(post_delete, sender=Session)
def follow_session(sender: type, instance: Session, **kwargs: Any) -> None:
    """Another session, or one of another length, changes the share that was attended."""
    transaction.on_commit(partial(follow_cohort.enqueue, instance.cohort_id))


@receiver(attendance_recorded, sender=Attendance)
def judge_attendance(sender: type, enrollment_id: int, **kwargs: Any) -> None:
    """Who came may have completed the course by that: recording it is an act of staff."""
    reevaluate(enrollment=Enrollment.objects.get(pk=enrollment_id), complete=True)


@receiver(post_save, sender=LearnerProfile)
def follow_name(sender: type, instance: LearnerProfile, **kwargs: Any) -> None:
    """A name for certificates was given or corrected: lists of learners are sorted by it."""
    list_learner(learner=instance.user)


@receiver(post_save, sender=settings.AUTH_USER_MODEL)
def follow_address(sender: type, instance: Any, created: bool, update_fields: Any = None, **kwargs: Any) -> None:
    """An account has another name or address; signing in changes neither."""
    if not created and set(update_fields or ()) != {"last_login"}:
        list_learner(learner=instance)


@receiver(schedule_changed, sender=Cohort)
def judge_new_schedule(sender: type, cohort_id: int, **kwargs: Any) -> None:
    """Modules may wait for less now: who has done it already is let in."""
    follow_cohort.enqueue(cohort_id)
