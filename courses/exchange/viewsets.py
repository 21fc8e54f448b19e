"""The editor's desk for files with questions."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from courses.assessment.models import Quiz
from courses.calendars import written_number

from .forms import FileForm, QuizTitleForm, TextForm
from .queries import file_of, losses_of, plan_export, plan_import
from .services import ImportRefused, import_questions, import_quiz
from .states import FileFormat


def may(user: Any, act: str) -> bool:
    return bool(policy_registry.get_by_type(Quiz).user_has_permission(user, act))


class QuestionsView(WagtailAdminTemplateMixin, TemplateView):
    """A page about the questions of a quiz, or of one that is not made yet; for those who may change quizzes."""

    header_icon = "help"
    quiz: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "change" if kwargs else "add"):
            raise PermissionDenied
        if kwargs:
            self.quiz = get_object_or_404(Quiz, pk=kwargs["pk"]).get_latest_revision_as_object()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": reverse("wagtailsnippets_courses_quiz:list"), "label": gettext("Quizzes")}]
        if self.quiz:
            items.append({"url": edit_url(self.quiz), "label": str(self.quiz)})
        return [*super().get_breadcrumbs_items(), *items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"quiz": self.quiz}


class ImportView(QuestionsView):
    """Two steps: a file, then what it would bring. The second carries the text of the file, so that nothing is kept on
    the server before it is confirmed."""

    page_title = _("Import questions")
    file_template = "courses/admin/import_file.html"
    plan_template = "courses/admin/import_plan.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.ask(FileForm(), QuizTitleForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        title_form = QuizTitleForm(request.POST)
        titled = self.quiz is not None or title_form.is_valid()
        if "take" in request.POST:
            text_form = TextForm(request.POST)
            return self.take(text_form, title_form) if text_form.is_valid() and titled else self.get(request)
        file_form = FileForm(request.POST, request.FILES)
        if not file_form.is_valid() or not titled:
            return self.ask(file_form, title_form)
        text = file_form.cleaned_data["file"]
        text_form = TextForm(initial={"text": text, "key": uuid4()})
        return self.show(self.plan_template, text_form, title_form, plan=plan_import(text, self.quiz))

    def ask(self, file_form: FileForm, title_form: QuizTitleForm) -> HttpResponse:
        return self.show(self.file_template, file_form, title_form)

    def show(self, template: str, form: Any, title_form: QuizTitleForm, **context: Any) -> HttpResponse:
        self.template_name = template
        titles = None if self.quiz else title_form
        return self.render_to_response(self.get_context_data(form=form, title_form=titles, **context))

    def take(self, text_form: TextForm, title_form: QuizTitleForm) -> HttpResponse:
        quiz, text, by = self.quiz, text_form.cleaned_data["text"], self.request.user
        try:
            if quiz:
                number = import_questions(quiz=quiz, text=text, by=by)
            else:
                key, title = text_form.cleaned_data["key"], title_form.cleaned_data["title"]
                quiz, number = import_quiz(key=key, title=title, text=text, by=by)
        except ImportRefused as refusal:
            messages.error(self.request, refusal.text)
            return redirect(edit_url(quiz) if quiz else "wagtailsnippets_courses_quiz:list")
        tell_imported(self.request, number)
        return redirect(edit_url(quiz))


def edit_url(quiz: Quiz) -> str:
    return reverse("wagtailsnippets_courses_quiz:edit", args=[quiz.pk])


def tell_imported(request: HttpRequest, number: int) -> None:
    text = ngettext(
        "%(number)s question is added to the draft. Nothing is published yet.",
        "%(number)s questions are added to the draft. Nothing is published yet.",
        number,
    )
    messages.success(request, text % {"number": written_number(number)})


class ExportView(QuestionsView):
    """What each format holds of a quiz, and the files."""

    page_title = _("Export questions")
    template_name = "courses/admin/export.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plans = [(form, plan_export(self.quiz, form)) for form in FileFormat]
        files = [{"form": form, "held": file_of(plan) != "", "losses": losses_of(plan)} for form, plan in plans]
        return super().get_context_data(**kwargs) | {"files": files}


class DownloadView(QuestionsView, View):
    """The file: the last draft of a quiz, as the editor sees it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["form"] not in FileFormat.values:
            raise Http404
        text = file_of(plan_export(self.quiz, FileFormat(kwargs["form"])))
        name = f"{slugify(self.quiz.title) or 'quiz'}.{kwargs['form']}.txt"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def quiz_buttons(quiz: Quiz, user: Any) -> Iterator[Button]:
    """The ways to files among the acts on a quiz."""
    if may(user, "change"):
        address = reverse("exchange:import", args=[quiz.pk])
        yield Button(_("Import questions"), address, icon_name="upload", priority=40)
        address = reverse("exchange:export", args=[quiz.pk])
        yield Button(_("Export questions"), address, icon_name="download", priority=50)


class ExchangeViewSet(ViewSet):
    name = "exchange"
    url_prefix = "training/questions"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("import/", ImportView.as_view(), name="new"),
            path("<int:pk>/import/", ImportView.as_view(), name="import"),
            path("<int:pk>/export/", ExportView.as_view(), name="export"),
            path("<int:pk>/export/<slug:form>/", DownloadView.as_view(), name="download"),
        ]
