"""The editor's desk for quizzes."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Quiz


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "help"
    menu_label = _("Quizzes")
    menu_hook = "register_training_menu_item"
    menu_order = 70
    add_to_admin_menu = True
    copy_view_enabled = True
    list_display = ["title", "pass_mark", "attempts_allowed", UpdatedAtColumn()]
