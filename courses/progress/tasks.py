"""Background work of progress; each task may run twice without harm."""

from uuid import UUID

from django_tasks import task

from courses.enrollment.models import Enrollment

from .services import reevaluate_all


@task()
def follow_outline(course_key: str) -> None:
    """Judge all enrollments of a course again after its outline or policy changed."""
    reevaluate_all(Enrollment.objects.filter(cohort__course_id=UUID(course_key)))


@task()
def follow_cohort(cohort_id: int) -> None:
    """Judge all enrollments of a cohort again after its sessions or the schedule of its modules changed."""
    reevaluate_all(Enrollment.objects.filter(cohort=cohort_id))
