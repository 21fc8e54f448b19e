"""The editor's desk for what attempts tell of a quiz."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button

from courses.assessment.models import Quiz
from courses.assessment.viewsets import QuizDeskView, may

from .queries import MOST_LEARNERS, quiz_statistics
from .rules import ENOUGH


class StatisticsView(QuizDeskView):
    """How hard each question is, how well it tells apart, and what was chosen."""

    page_title = _("Statistics")
    template_name = "courses/admin/quiz_statistics.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"statistics": quiz_statistics(self.quiz), "enough": ENOUGH, "most": MOST_LEARNERS}
        return super().get_context_data(**kwargs) | found


def quiz_buttons(quiz: Quiz, user: Any) -> Iterator[Button]:
    """The way to the figures among the acts on a quiz."""
    if may(user, "change"):
        yield Button(_("Statistics"), reverse("quality:statistics", args=[quiz.pk]), icon_name="success", priority=60)


class QualityViewSet(ViewSet):
    name = "quality"
    url_prefix = "training/quality"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("<int:pk>/statistics/", StatisticsView.as_view(), name="statistics")]
